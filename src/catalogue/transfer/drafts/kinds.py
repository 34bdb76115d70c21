"""What the rows of a register are about, and what its records are called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from catalogue.model.kinds import KINDS, Kind
from catalogue.text.normalise import fold
from catalogue.transfer.drafts import guessing, hints
from catalogue.transfer.drafts.guessing import Profile
from catalogue.transfer.rows import columns

_WEIGHT = 3  # weight if half of the records' names contain the word; a word of a heading weighs 2


def kind_of(headings: Sequence[str], named: Kind | None, profiles: Sequence[Profile] = ()) -> Kind:
    """The kind of the rows: by the file name, else the kind that headings and names of records support most."""
    if named is not None:
        return named
    headed = [each for each in profiles if guessing.is_name_heading(each.heading) and each.looks == "text"]
    most = max((len(each.texts) for each in headed), default=0)
    called = [each for each in headed if len(each.texts) == most] or [each for each in [name_among(profiles)] if each]
    heading_words = " ".join(map(guessing.plain, headings))

    def score(kind: Kind) -> tuple[int, int]:
        known = sum(columns.find(heading, kind) is not None for heading in headings)
        named_so = any(_share(hints.CALLED.get(kind.name, "$^"), each) >= 0.5 for each in called)
        found = len(re.findall(hints.HEADINGS.get(kind.name, "$^"), heading_words)) * 2 + known + _WEIGHT * named_so
        return found, -list(KINDS).index(kind.name)

    return max(KINDS.values(), key=score)


def _share(words: str, seen: Profile) -> float:
    """The share of filled rows that contain one of the words."""
    hits = sum(count for text, count in seen.texts.items() if re.search(words, fold(text)))
    return hits / max(1, seen.filled)


def name_among(profiles: Sequence[Profile]) -> Profile | None:
    """The column that most likely names the records where no heading says so: the first with distinct texts."""
    return next((each for each in profiles if _distinguishes(each)), None)


def _distinguishes(seen: Profile) -> bool:
    """Whether a column has texts, mostly of letters, that are hardly ever repeated."""
    if seen.looks != "text" or not len(seen.texts) >= 0.8 * max(1, seen.rows) > 1:
        return False
    text = "".join("".join(seen.common(50)).split())
    return 2 * sum(map(str.isalpha, text)) >= len(text) and " " in " ".join(seen.common(1)).strip()
