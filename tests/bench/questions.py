"""What people may type, by class, drawn from the agreements in the catalogue."""

from __future__ import annotations

import csv
from itertools import islice
from pathlib import Path
from random import Random

COMMON = ("соглашение", "agreement", "область", "region", "kelishuv")
FILTERS = (
    "status:signed", "form:memorandum", "sector:C", "country:UZ", "place:RU-TA", "date:2003", "signed:2010..",
)  # fmt: skip


def classes(agreements: Path, count: int) -> dict[str, list[str]]:
    """About ``count`` queries of each class."""
    random = Random(1)
    with agreements.open(encoding="utf-8", newline="") as file:
        rows = list(islice(csv.DictReader(file), 2_000))
    texts = [row["summary"].rstrip(".").split() for row in random.choices(rows, k=count)]
    words = [random.choice([word for word in text if len(word) > 3]) for text in texts]
    some = [COMMON[at % len(COMMON)] for at in range(count)]
    filters = [FILTERS[at % len(FILTERS)] for at in range(count)]
    figures = [("residents:>50", "jobs:<100", "area_ha:100..200")[at % 3] for at in range(count)]
    return {
        "1 letter": [word[:1] for word in words],
        "2 letters": [word[:2] for word in words],
        "3 letters": [word[:3] for word in words],
        "5 letters": [word[:5] for word in words],
        "word": words,
        "common word": some,
        "two words": [f"{one} {other}" for one, other in zip(words, reversed(words), strict=True)],
        "common word, beginning": [f"{one} {word[:3]}" for one, word in zip(some, words, strict=True)],
        "phrase": [f'"{" ".join(text[3:5])}"' for text in texts],
        "filter": filters,
        "word, filter": [f"{word} {one}" for word, one in zip(words, filters, strict=True)],
        "figure": figures,
        "without a word": [f"{one} -{word}" for one, word in zip(some, words, strict=True)],
    }


def typos(agreements: Path, count: int) -> list[str]:
    """Words with two letters swapped that occur nowhere."""
    long = [word for word in classes(agreements, 4 * count)["word"] if len(word) > 7]
    return [word[:3] + word[4] + word[3] + word[5:] for word in long[:count]]
