"""Columns whose headings are one word with running numbers: ``c1`` … ``c91``, ``Party 1`` … ``Party 12``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from catalogue.i18n import gettext as _
from catalogue.model import codes
from catalogue.model.codes import states
from catalogue.transfer.drafts.guessing import Profile
from catalogue.transfer.drafts.quoting import listed, quoted

_FEWEST = 5
_SURE = 0.9
_DISTINCT = 5
_SHOWN = 3
_NUMBERED = re.compile(r"(?P<stem>.*?\D)(?P<number>\d{1,4})")


class Series(Struct, frozen=True):
    """The columns of a series in order; ``scheme`` says how they give countries, "" if they hold anything else."""

    stem: str
    columns: tuple[Profile, ...]
    scheme: states.Scheme | None

    @property
    def pattern(self) -> str:
        """The pattern of all its headings, between slashes as mappings write it."""
        escaped = re.sub(r"([\\.^$*+?{}\[\]|()/])", r"\\\1", self.stem)
        return f"/^{escaped}\\d+$/"

    def unknown(self) -> list[str]:
        """The texts that are not countries."""
        return [text for text in _texts(self.columns) if self.scheme and not _is_country(text, self.scheme)]


def find(profiles: Sequence[Profile]) -> list[Series]:
    """The series among some columns, each numbered from 0 or 1 without a gap."""
    stems: dict[str, dict[int, Profile]] = {}
    for each in profiles:
        if match := _NUMBERED.fullmatch(each.heading):
            stems.setdefault(match["stem"], {}).setdefault(int(match["number"]), each)
    found = []
    for stem, numbered in stems.items():
        first = min(numbered)
        if len(numbered) >= _FEWEST and first <= 1 and list(numbered) == list(range(first, first + len(numbered))):
            columns = tuple(numbered.values())
            found.append(Series(stem, columns, _scheme(columns)))
    return found


def declared(found: Sequence[Series]) -> Iterator[str]:
    """The line of ``[table]`` about the codes of countries."""
    if any(each.scheme == "iso_numeric" for each in found):
        yield 'country_codes = "iso_numeric"'


def summary(series: Series) -> str:
    """The columns of a series in one line, as a comment."""
    first, last = series.columns[0], series.columns[-1]
    shown = ", ".join(_texts(series.columns)[:_SHOWN])
    counted = _("{count} columns").format(count=len(series.columns))
    return f"# {quoted(first.heading)} … {quoted(last.heading)}   # {counted}; {shown}"


def lines(series: Series) -> Iterator[str]:
    """The rule that makes a party of each country of a series."""
    explanation = _("a column for each party, numbered")
    yield f"\n[[links]]   # {explanation}"
    yield 'role = "party"'
    yield f"each = {listed([series.pattern])}"
    yield 'to = "{cell}"'
    yield 'by = "country"'
    if series.unknown():
        yield 'kind = "place"'


def _scheme(members: Sequence[Profile]) -> states.Scheme | None:
    """How a series gives countries; None if it does not."""
    texts = _texts(members)
    if len(texts) < _DISTINCT:
        return None
    schemes: tuple[states.Scheme, ...] = ("iso", "iso_numeric")
    return next(
        (each for each in schemes if sum(_is_country(text, each) for text in texts) >= _SURE * len(texts)), None
    )


def _texts(members: Sequence[Profile]) -> list[str]:
    return list(dict.fromkeys(text for each in members for text in each.texts))


def _is_country(text: str, scheme: states.Scheme) -> bool:
    if scheme == "iso":
        return codes.find_country(text) is not None or states.former(text) is not None
    return states.coded(text, scheme) != text
