"""Columns composed from others by a draft mapping: a date from year, month and day, a name if no column has one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from catalogue.model.kinds import Kind
from catalogue.model.quantity import QuantityProblem
from catalogue.model.quantity_units import declared
from catalogue.transfer.drafts import hints
from catalogue.transfer.drafts.draft import Assigned, Joined, lacking_unit
from catalogue.transfer.drafts.guessing import Profile, meaning, name_column, plain
from catalogue.transfer.drafts.quoting import listed, quoted
from catalogue.transfer.rows import columns
from catalogue.transfer.rows.columns import Column

_PART = re.compile(
    r"(?P<stem>.*?) ?(?:(?P<year>year|yr|год|yil|йил)|(?P<month>month|mon|mo|месяц|oy|ой)"
    r"|(?P<day>day|dy|день|число|kun|кун))"
)
_DATES = {"agreement": "signed", "technopark": "opened", "cluster": "founded", "event": "date"}
_MOST_NAMED = 2
_REMARKS = re.compile(r"(?<![^\W_])(?:remark|note|comment|примечан|замечан|izoh|изох|eslatma|bemerk|observa)")
_UNIT = re.compile(r"(?<![^\W_])(?:units?|uom|ед\w*(?: изм\w*)?|birligi?)$")
_VALUE_OR_UNIT = re.compile(r"(?<![^\W_])(?:value|amount|figure|number|значение|qiymati?)$|" + _UNIT.pattern)
_YEAR = re.compile(r"\d{4}")
_YEAR_OR_DATE = re.compile(r"\b(?:year|date|год|дата|yil|sana|of|the)\b")


class _Parts(Struct, frozen=True):
    """The headings of a date's year, month and day columns; ``stem`` is the text that they share."""

    stem: str
    year: str
    month: str
    day: str

    def line(self) -> str:
        """The line of ``[join]`` for this date."""
        entries = [
            f"{part} = {quoted(getattr(self, part))}" for part in ("year", "month", "day") if getattr(self, part)
        ]
        return "{ " + ", ".join(entries) + " }"


def joins(kind: Kind, assigned: Sequence[Assigned]) -> tuple[Joined, ...]:
    """The columns to compose of others."""
    return (*_dates(kind, assigned), *_name(kind, assigned))


def beside_years(kind: Kind, assigned: Sequence[Assigned]) -> tuple[tuple[Assigned, ...], tuple[Joined, ...]]:
    """Dates next to a column with only their years, which has a value where the date has none.

    The columns without the two, and the columns composed of them.
    """
    made: dict[str, Joined] = {}
    gone: set[str] = set()
    for each in assigned:
        column = columns.find(each.target or "", kind)
        field = kind.field(column.key) if column is not None and column.part == "field" else None
        if field is None or field.type != "date" or each.target in made:
            continue
        same = [other for other in assigned if other is each or _is_beside(other, each, column, kind)]
        years = next((other for other in same if all(map(_YEAR.fullmatch, other.profile.texts))), None)
        dated = next((other for other in same if other is not years), None)
        if years is not None and dated is not None:
            first = f"{{ first = [{quoted(dated.heading)}, {quoted(years.heading)}] }}"
            made[each.target or ""] = Joined(_new(f"{dated.heading} *", assigned), each.target or "", first)
            gone |= {dated.heading, years.heading}
    left = tuple(replace(each, target=None) if each.heading in gone else each for each in assigned)
    return left, tuple(made.values())


def beside_languages(kind: Kind, assigned: Sequence[Assigned]) -> tuple[tuple[Assigned, ...], tuple[Joined, ...]]:
    """Names under a heading with a language, next to names whose language was guessed: ``name:ru``, ``name``.

    The columns without the two, and the columns composed of them.
    """
    made: list[Joined] = []
    gone: set[str] = set()
    for each in assigned:
        stated = columns.find(each.heading, kind)
        seen = next((other for other in assigned if stated and other.target == stated.name and other is not each), None)
        if stated is None or stated.part != "name" or not stated.key or seen is None or not each.profile.filled:
            continue
        first = f"{{ first = {listed([each.heading, seen.heading])} }}"
        made.append(Joined(_new(f"{each.heading} *", assigned), stated.name, first))
        gone |= {each.heading, seen.heading}
    return tuple(replace(each, target=None) if each.heading in gone else each for each in assigned), tuple(made)


def beside_units(kind: Kind, assigned: Sequence[Assigned]) -> tuple[tuple[Assigned, ...], tuple[Joined, ...]]:
    """Figures whose units are in a column of their own: ``area.value`` and ``area.unit``.

    The columns without the figures, and the columns composed of the two.
    """
    made: list[Joined] = []
    gone: set[str] = set()
    for each in assigned:
        column = columns.find(each.target or "", kind)
        unit = lacking_unit(column, kind, each.profile) if column is not None else ""
        beside = next((other for other in assigned if unit and _gives_units(other.profile, each.profile, unit)), None)
        if beside is not None:
            line = f'{{ columns = {listed([each.heading, beside.heading])}, with = " " }}'
            made.append(Joined(_new(f"{each.heading} *", assigned), each.target or "", line, unit))
            gone |= {each.heading, beside.heading}
    return tuple(replace(each, target=None) if each.heading in gone else each for each in assigned), tuple(made)


def _gives_units(other: Profile, figures: Profile, unit: str) -> bool:
    """Whether a column gives the units of another: they are called alike but for the word for unit."""
    stems = {_VALUE_OR_UNIT.sub("", plain(heading)).strip() for heading in (other.heading, figures.heading)}
    if len(stems) > 1 or not _UNIT.search(plain(other.heading)) or not other.texts:
        return False
    try:
        return all(declared(text, unit) for text in other.texts)
    except QuantityProblem:
        return False


def term(kind: Kind, assigned: Sequence[Assigned]) -> tuple[tuple[Assigned, ...], tuple[Joined, ...]]:
    """The term of an agreement from the column of its end and that of its beginning, where both hold dates."""
    ends = (each for each in assigned if each.profile.looks == "date" and hints.LAST_DAY.search(plain(each.heading)))
    end = next((each for each in ends if each.target in (None, "term", columns.NOTE.name)), None)
    begins = {each.target: each.heading for each in assigned if each.target in ("effective", "signed")}
    begin = begins.get("effective") or begins.get("signed")
    taken = any(each.target == "term" for each in assigned if each is not end)
    if end is None or begin is None or taken or kind.field("term") is None:
        return tuple(assigned), ()
    span = f"{{ from = {quoted(begin)}, to = {quoted(end.heading)} }}"
    left = tuple(replace(each, target=None) if each is end else each for each in assigned)
    return left, (Joined(_new(f"{begin} – {end.heading}", assigned), "term", span),)


def _is_beside(other: Assigned, each: Assigned, column: Column | None, kind: Kind) -> bool:
    """Whether a column that nothing was made of holds dates of the same meaning, and is called alike."""
    seen = other.profile
    stems = {_YEAR_OR_DATE.sub("", plain(heading)).strip() for heading in (other.heading, each.heading)}
    alike = len(stems) == 1 and other.target is None
    return alike and seen.looks == "date" and meaning(other.heading, kind, seen) == column


def _dates(kind: Kind, assigned: Sequence[Assigned]) -> Iterator[Joined]:
    taken = {each.target for each in assigned}
    start = ""
    for parts in _dates_in_parts([each.profile for each in assigned]):
        heading = _new(f"{parts.stem} date".strip(), assigned)
        if hints.END.search(parts.stem) is None:
            target = _DATES.get(kind.name, "")
            usable = not start and bool(target) and target not in taken and columns.find(target, kind) is not None
            yield Joined(heading, target if usable else columns.NOTE.name, parts.line())
            start = start or heading
        elif start and kind.field("term") and "term" not in taken:
            yield Joined(heading, "", parts.line())
            span = f"{{ from = {quoted(start)}, to = {quoted(heading)} }}"
            yield Joined(f"{start} – {heading}", "term", span)
            taken.add("term")
        else:
            yield Joined(heading, columns.NOTE.name, parts.line())


def parts_of_dates(profiles: Sequence[Profile]) -> frozenset[str]:
    """The headings of columns that hold only years, only months or only days."""
    return frozenset(heading for parts in _dates_in_parts(profiles) for heading in (parts.year, parts.month, parts.day))


def _dates_in_parts(profiles: Sequence[Profile]) -> list[_Parts]:
    found: dict[str, dict[str, str]] = {}
    for each in profiles:
        match = _PART.fullmatch(plain(each.heading)) if each.looks in ("number", "date", "empty", "text") else None
        for part in ("year", "month", "day"):
            if match and match[part]:
                found.setdefault(match["stem"], {}).setdefault(part, each.heading)
    return [
        _Parts(stem, parts["year"], parts["month"], parts.get("day", ""))
        for stem, parts in found.items()
        if "year" in parts and "month" in parts
    ]


def _name(kind: Kind, assigned: Sequence[Assigned]) -> Iterator[Joined]:
    """Compose a name of the first two columns of descriptive text, where no column is a name."""
    if any(each.target and (column := columns.find(each.target, kind)) and column.part == "name" for each in assigned):
        return
    roles = [each.profile for each in assigned if each.target == "party"]
    described = [
        each.profile
        for each in assigned
        if each.profile.looks in ("text", "region", "country")
        and each.profile.filled
        and _REMARKS.search(plain(each.heading)) is None
    ]
    listed = (roles if len(roles) >= _MOST_NAMED else sorted(described, key=lambda seen: -len(seen.texts)))[
        :_MOST_NAMED
    ]
    if listed:
        headings = ", ".join(quoted(seen.heading) for seen in listed)
        new = _new("Name", assigned)
        yield Joined(new, name_column(listed[0]), f'{{ columns = [{headings}], with = " – " }}')


def _new(heading: str, assigned: Sequence[Assigned]) -> str:
    """A heading that no column has yet."""
    taken = {each.heading for each in assigned}
    return next(new for number in count(1) if (new := heading if number == 1 else f"{heading} {number}") not in taken)
