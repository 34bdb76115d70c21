"""A register of any size, always the same for one size, to be imported like any other.

    python tests/bench/generate.py N FOLDER

writes ``organisations.csv`` (one for fifty agreements), ``technoparks.jsonl`` (one for twenty, with claims) and
``agreements.csv`` (N). Names are in four languages and two scripts; words come as often as words do (Zipf); there are
links, vague dates, intervals and figures. Words are made of syllables, values are the program's own: none is a fact.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from random import Random

from catalogue.model import codes

WORDS = 8_000
_SYLLABLES = {
    "en": "al ber con der el fer gan hor in jal kor lin mer nov or pan qar ris sol tan ur ver win yor zen",
    "ru": "ал бер вод гор дан ер жал зон ив кор лен мир нов ор пром рис сол тан ур фер хим цен чир шел юг",
    "uz": "al bo‘r chil dar er far g‘o hor is jo kor lan mir nav o‘r pax qar ri sh to ur vil xo yo zar",
}
_KNOWN = {
    "en": "agreement cooperation region development technopark cluster investment export water energy industry",
    "ru": "соглашение сотрудничество область развитие технопарк кластер инвестиции экспорт вода энергия",
    "uz": "kelishuv hamkorlik viloyat rivojlanish texnopark klaster investitsiya eksport suv energiya",
}
_TO_CYRILLIC = dict(zip("abdefghijklmnopqrstuvxyz‘", "абдефгҳижклмнопқрстувхйзъ", strict=True))
FORMS = ("agreement", "memorandum", "roadmap", "protocol", "action_plan")
STATUSES = ("signed", "in_force", "agreed", "expired", "negotiating")
COMPANIES = ("company", "association", "chamber", "university", "regional_authority")


class Language:
    """Words of one language, the first of them far more frequent than the last."""

    def __init__(self, tag: str, random: Random) -> None:
        self._random = random
        made = {"".join(random.choices(_SYLLABLES[tag].split(), k=random.randint(2, 4))) for _ in range(WORDS)}
        ordered = sorted(made)
        random.shuffle(ordered)
        self._words = [*_KNOWN[tag].split(), *ordered]
        self._weights = list(accumulate(1 / rank for rank in range(2, len(self._words) + 2)))

    def words(self, count: int) -> str:
        """This many words."""
        return " ".join(self._random.choices(self._words, cum_weights=self._weights, k=count))

    def name(self, shortest: int, longest: int) -> str:
        """A name of a few words."""
        return self.words(self._random.randint(shortest, longest)).capitalize()


class Register:
    """The rows of the three tables."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._random = Random(size)
        self._languages = {tag: Language(tag, self._random) for tag in _SYLLABLES}
        self._regions = sorted(codes.regions())
        self._sectors = sorted(code for code in codes.sectors() if len(code) > 1)
        self._organisations = max(20, size // 50)

    def organisations(self) -> Iterator[Sequence[str]]:
        """Parties of agreements, each in a region."""
        yield "id", "form", "name_en", "name_ru", "name_uz", "country", "region", "summary"
        for number in range(self._organisations):
            region = self._random.choice(self._regions)
            names = self._names(2, 4)[:3]
            yield f"org-{number:07}", self._random.choice(COMPANIES), *names, region[:2], region, self._text(8)

    def technoparks(self) -> Iterator[dict[str, object]]:
        """Parks with figures, some of them approximate, each with a claim."""
        langs = ("en", "ru", "uz-Latn", "uz-Cyrl")
        for number in range(self.size // 20):
            region = self._random.choice(self._regions)
            names = zip(langs, self._names(2, 4), strict=True)
            figures = {"area_ha": self._figure(500), "residents": self._figure(80), "jobs": self._figure(9_000)}
            claims = [{"field": name, "value": value, "as_of": "2024"} for name, value in figures.items()]
            yield {
                "id": f"park-{number:07}",
                "kind": "technopark",
                "form": self._random.choice(("technopark", "industrial_park", "it_park")),
                "status": self._random.choice(("operating", "planned", "under_construction")),
                "country": region[:2],
                "region": region,
                "summary": self._text(20),
                "opened": self._date(),
                **figures,
                "names": [{"text": text, "lang": lang, "type": "preferred"} for lang, text in names],
                "claims": claims,
            }

    def agreements(self) -> Iterator[Sequence[str]]:
        """Agreements of two parties."""
        names = "name_en", "name_ru", "name_uz", "name_uz_cyrl"
        yield "id", "form", "status", *names, "summary", "signed", "term", "level", "sector", "party"
        choice = self._random.choice
        for number in range(self.size):
            parties = " | ".join(f"org-{self._random.randrange(self._organisations):07}" for _ in range(2))
            term = f"{choice(range(2000, 2026))}/{choice(('2027', '2030', '..'))}" if number % 3 == 0 else ""
            own = f"agr-{number:07}", choice(FORMS), choice(STATUSES)
            result = self._text(35), self._date(), term, choice(("interregional", "business", ""))
            yield *own, *self._names(4, 9), *result, choice(self._sectors), parties

    def _names(self, shortest: int, longest: int) -> tuple[str, str, str, str]:
        english, russian, uzbek = (self._languages[tag].name(shortest, longest) for tag in ("en", "ru", "uz"))
        return english, russian, uzbek, "".join(_TO_CYRILLIC.get(char, char) for char in uzbek.lower()).capitalize()

    def _text(self, words: int) -> str:
        return self._languages[self._random.choice(("en", "ru"))].words(words) + "."

    def _date(self) -> str:
        year, month, day = self._random.randint(1995, 2025), self._random.randint(1, 12), self._random.randint(1, 28)
        dates = (f"{year}-{month:02}-{day:02}", f"{year}-{month:02}", f"{year}", f"{year}?", f"{year}-{month:02}?")
        return self._random.choices(dates, weights=(80, 10, 6, 2, 2))[0]

    def _figure(self, most: int) -> str:
        return self._random.choice(("", "~", ">")) + str(self._random.randint(1, most))


def write(size: int, folder: Path) -> tuple[Path, ...]:
    """Write the tables in import order; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    register = Register(size)
    organisations, parks, agreements = (
        folder / name for name in ("organisations.csv", "technoparks.jsonl", "agreements.csv")
    )
    for path, rows in ((organisations, register.organisations()), (agreements, register.agreements())):
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    with parks.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(park, ensure_ascii=False) + "\n" for park in register.technoparks())
    return organisations, parks, agreements


if __name__ == "__main__":
    if len(sys.argv) != 3 or not sys.argv[1].isdigit():
        sys.exit("usage: generate.py N FOLDER")
    for path in write(int(sys.argv[1]), Path(sys.argv[2])):
        print(path)
