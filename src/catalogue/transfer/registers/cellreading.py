"""Preparing cells of a register for reading: words for unknown, word lists, several values in one cell, figures.

A text always gives the same result for a target, so results are cached: registers repeat themselves a lot.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache

from msgspec.structs import replace

from catalogue.model import dates, quantities, values
from catalogue.model.fields import Field
from catalogue.model.kinds import KINDS, Kind
from catalogue.model.quantities import QuantityProblem
from catalogue.model.quantity_units import Declared, declared
from catalogue.model.values import Reading, ValueProblem
from catalogue.transfer.files.table import Cell
from catalogue.transfer.registers.naming import Countries
from catalogue.transfer.registers.recipe import Recipe, Target
from catalogue.transfer.rows import lists, tidying
from catalogue.transfer.rows.sentinels import fold

_REMEMBERED = 5_000
_SHORT = 80
_ANY = "*"
_LITERAL = ("text", "prose")
_DOT_GROUP = re.compile(r"(?<![0-9,])(?<![0-9]\.)[1-9][0-9]{0,2}\.[0-9]{3}(?![0-9]|[.,][0-9])")
"""1.200: with decimal commas a thousand and more, although the catalogue itself would write a fraction so."""
_SEASON = re.compile(r"\d\d(\d\d)(?:-(?=2[1-4])|/(?=0[1-9]|1[0-2]))(\d\d)", re.ASCII)


class CellReading:
    """Reads the cells of one table by a recipe; ``unknown`` and ``missed`` count what was left out.

    ``kept`` counts, by heading, the cells that became a remark because they could not be read.
    """

    def __init__(self, recipe: Recipe) -> None:
        self._recipe = recipe
        self._ungroups = recipe.decimal == "," and not recipe.typed
        self._asks = recipe.decimal is None and not recipe.typed
        self._reading = Reading(recipe.order, recipe.decimal)
        self._known: dict[tuple[str, int, Cell], tuple[str, ...]] = {}
        self.countries = Countries(recipe.country_codes)
        self.unknown: Counter[str] = Counter()
        self._counted = 0  # how often a cell was counted as unknown or as without a match
        self._whole: dict[tuple[str, int, Kind | None], bool] = {}
        self.missed: Counter[str] = Counter()
        self.kept: Counter[str] = Counter()
        self.seasons: set[str] = set()
        """Dates such as 2021-22 and 2011/12: a season or month to us, two years perhaps to the register."""

    def texts(
        self, header: str, cell: Cell, column: str = "", split: tuple[str, ...] = (), *, literal: bool = False
    ) -> tuple[str, ...]:
        """The values of a cell: words replaced as the mapping lists them, words for unknown removed.

        In ``literal`` columns, where any word may be meant, only words that the mapping lists count as unknown.
        """
        found = (part.strip() for part in self._parts(header, column, cell, split))
        return tuple(text for part in found if part and (text := self._meant(header, column, part, literal=literal)))

    def aligned(
        self, header: str, cell: Cell, column: str, split: tuple[str, ...], whole: Callable[[str], bool] | None = None
    ) -> tuple[str, ...]:
        """The values of a cell parallel to other cells: empty places stay; a ``whole`` text is not split further."""
        listed = self._words(header) or self._words(column)
        parts = self._parts(
            header, column, cell, split, lambda part: fold(part) in listed or bool(whole and whole(part))
        )
        return tuple(self._meant(header, column, part.strip(), literal=False) for part in parts)

    def day(self, text: str) -> str:
        """The date of a link, "" for a word for unknown; an unreadable text stays unchanged, to be refused later."""
        if self._recipe.unknown.no_date(text) or self._recipe.unknown.is_open(text):
            self._count(text)
            return ""
        try:
            return dates.read(tidying.date(text, self._recipe.notation), self._recipe.order).text
        except dates.DateProblem:
            return text

    def values(self, header: str, target: Target, cell: Cell, kind: Kind | None) -> tuple[str, ...]:
        """The values of a cell for a target. Raises ``ValueProblem``."""
        if isinstance(cell, str) and self._is_whole(header, target, kind):
            text = cell.strip()
            return (text,) if text and not (self._recipe.unknown.everywhere and self._is_unknown(text)) else ()
        key = (header, id(target), cell)
        known = self._known.get(key)
        if known is None:
            counted = self._counted
            known = self._values(header, target, cell, kind)
            if counted == self._counted and len(cell) <= _SHORT and len(self._known) < _REMEMBERED:
                self._known[key] = known
        return known

    def _is_whole(self, header: str, target: Target, kind: Kind | None) -> bool:
        """Whether the cells of a column are one text each, taken as they are, like most remarks."""
        key = (header, id(target), kind)
        known = self._whole.get(key)
        if known is None:
            column = target.column
            field = _field(kind, column.key) if column.part in ("field", "term") else None
            splits = target.split or self._recipe.splits.get(header) or self._recipe.splits.get(column.name)
            changed = target.find or target.scheme or splits or self._words(header) or self._words(column.name)
            known = not changed and column.part != "link" and not _is_many(column.name) and _is_literal(field)
            self._whole[key] = known
        return known

    def _values(self, header: str, target: Target, cell: Cell, kind: Kind | None) -> tuple[str, ...]:
        column = target.column
        field = _field(kind, column.key) if column.part in ("field", "term") else None
        if target.find is not None:
            cell = self.found(target.find, cell, f"{header} → {column.name}")
        literal = not self._recipe.unknown.everywhere and column.part != "link" and _is_literal(field)
        found_texts = self.texts(header, cell, column.name, target.split, literal=literal)
        return tuple(self._one(header, target, field, text) for text in found_texts)

    def found(self, pattern: re.Pattern[str], cell: Cell, column: str) -> str:
        """The match of a pattern in a cell, its first group if it has one; "" for no match, which is counted."""
        match = pattern.search(lists.as_text(cell))
        if match is None:
            self.missed[column] += 1
            self._counted += 1
            return ""
        return (match[1] if pattern.groups else match[0]) or ""

    @property
    def lenient(self) -> bool:
        """Whether what cannot be read is kept as a remark."""
        return self._recipe.remark

    def readable(self, field: Field, text: str) -> bool:
        """Whether a text is a valid value of a field."""
        try:
            values.read(field, tidying.tidy(field, text, self._recipe.notation), self._reading)
        except ValueProblem:
            return bool(tidying.period(field, text, self._recipe.notation, self._recipe.order))
        return True

    def _one(self, header: str, target: Target, field: Field | None, text: str) -> str:
        if target.scheme:
            return f"{target.scheme}:{text}"
        season = _SEASON.fullmatch(text) if field is not None and field.type == "date" else None
        if season and int(season[2]) == int(season[1]) + 1:
            self.seasons.add(text)
        if field is not None and field.type == "country":
            if self.countries.is_abbreviation(text):
                raise ValueProblem("country.unknown", nearest=None)
            return self.countries.read(header, text)
        if field is not None and field.type == "quantity" and self._asks and (match := _DOT_GROUP.search(text)):
            raise tidying.two_readings(match[0])
        if field is not None and field.type == "quantity" and self._ungroups:
            text = _DOT_GROUP.sub(lambda match: match[0].replace(".", ""), text)
        if field is not None and field.type == "quantity" and (target.unit or target.scale != 1):
            return self._figure(target, field, text)
        return text

    def _figure(self, target: Target, field: Field, text: str) -> str:
        """A figure in the unit and scale of its column; one that states its own unit must not be scaled again."""
        try:
            figure = quantities.read(text, None, self._recipe.decimal)
            if figure.unit is not None and target.own_scale != 1:
                raise ValueProblem("quantity.scaled", unit=figure.unit, scale=str(target.own_scale))
            size = Declared(target.unit or None, target.scale)
            if figure.unit is not None:
                size = _converted(figure.unit, target.unit)
            high = None if figure.high is None else figure.high * size.scale
            return replace(figure, number=figure.number * size.scale, unit=size.unit, high=high).text
        except QuantityProblem as problem:
            raise ValueProblem(problem.code, **problem.params) from None

    def _parts(
        self,
        header: str,
        column: str,
        cell: Cell,
        split: tuple[str, ...],
        whole: Callable[[str], bool] = lambda part: False,
    ) -> tuple[str, ...]:
        if not isinstance(cell, str):
            return cell
        splits = self._recipe.splits
        marks = split or splits.get(header) or splits.get(column)
        if not marks:
            return lists.split(cell) if _is_many(column) else (cell,)
        parts = [cell]
        for mark in marks:
            cut = ((part,) if mark not in part or whole(part) else lists.cut(part, mark) for part in parts)
            parts = [piece for pieces in cut for piece in pieces]
        return tuple(parts)

    def _meant(self, header: str, column: str, text: str, *, literal: bool) -> str:
        listed = self._words(header) or self._words(column)
        if listed and text:
            meant = listed.get(fold(text), listed.get(_ANY))
            if meant == "":
                self._count(text)
            if meant is not None:
                return meant
        return "" if not literal and text and self._is_unknown(text) else text

    def _is_unknown(self, text: str) -> bool:
        """Whether a text means "not known"; it is then counted."""
        unknown = self._recipe.unknown.is_unknown(text)
        if unknown:
            self._count(text)
        return unknown

    def _count(self, text: str) -> None:
        self.unknown[text] += 1
        self._counted += 1

    def _words(self, name: str) -> Mapping[str, str]:
        found = self._recipe.words.get(name)
        return _folded(tuple(found.items())) if found else {}


def _converted(unit: str, wanted: str) -> Declared:
    """The size of a cell's own unit in that of its column, if the two are of one measure; else the unit itself."""
    try:
        return declared(unit, wanted or None)
    except QuantityProblem:
        return Declared(unit, Decimal(1))


@cache
def _folded(pairs: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    return {key if key == _ANY else fold(key): text for key, text in pairs}


@cache
def _is_many(column: str) -> bool:
    """Whether a column holds many values separated by bars: a term or a role."""
    fields = (kind.field(column) for kind in KINDS.values())
    return (
        column not in ("", "id", "note")
        and not column.startswith("name")
        and not any(field is not None and not field.many for field in fields)
    )


def _is_literal(field: Field | None) -> bool:
    return field is None or field.type in _LITERAL


def _field(kind: Kind | None, name: str) -> Field | None:
    return kind.field(name) if kind is not None else next(filter(None, (k.field(name) for k in KINDS.values())), None)
