"""A mapping as values: what the columns of a register mean, and which records and links each of its rows makes.

``catalogue.transfer.registers.mapfile`` reads one from TOML, ``catalogue.transfer.registers.shaping`` applies it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from catalogue.model.codes.states import Scheme
from catalogue.model.kinds import Kind
from catalogue.model.values import DateOrder, Decimals
from catalogue.transfer.files.table import DEFAULT_OPTIONS, ReadOptions, Row
from catalogue.transfer.rows import lists
from catalogue.transfer.rows.columns import Column
from catalogue.transfer.rows.sentinels import Sentinels
from catalogue.transfer.rows.tidying import PLAIN, Notation
from catalogue.transfer.rows.validate import Rules

ROW = "row"
"""The name of the record that the whole row is about."""
HEADER, CELL = "{header}", "{cell}"
"""Inside a rule with ``each``: the heading of the current column, and its cell."""

By = Literal["name", "id", "code", "country", "region"]
Rest = Literal["refuse", "drop", "keep"]


class Target(Struct, frozen=True):
    """The target of a column. ``find`` extracts a part of the text; ``remark``: unreadable text is kept as a note.
    ``scale`` is the size of the column's unit in that of the field, times its ``own_scale``.

    ``where`` keeps only values parallel to these words (or patterns) in other columns, by their heading.
    """

    column: Column
    unit: str = ""
    scale: Decimal = Decimal(1)
    find: re.Pattern[str] | None = None
    split: tuple[str, ...] = ()
    type: str = "preferred"
    scheme: str = ""
    remark: bool = False
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    own_scale: Decimal = Decimal(1)


class Join(Struct, frozen=True):
    """A column made of others. ``joined``: their texts with ``between`` in between; ``first``: the first filled one.

    ``span``: the interval from the date of the first column to that of the second; ``date``: from columns of year,
    month and day ("" for one that does not exist). ``headings``: the names of the columns (or of those that fit a
    pattern) whose cells hold one of the ``marks``, or anything. ``find`` extracts a part of the resulting text.
    """

    mode: Literal["joined", "first", "span", "date", "headings"]
    columns: tuple[str, ...]
    between: str = " "
    marks: tuple[str, ...] = ()
    find: re.Pattern[str] | None = None


class RecordRule(Struct, frozen=True):
    """A record that rows make.

    Rows with the same ``key`` make one record together; without a key ``by`` says how it is found.
    """

    name: str
    kind: Kind | None
    key: tuple[str, ...] = ()
    by: By = "name"
    scheme: str = ""
    columns: Mapping[str, tuple[Target, ...]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    each: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


class LinkRule(Struct, frozen=True):
    """Links that rows make: from the record ``subject`` to ``record``, or to the records that the cells of ``to`` name.

    ``beside`` names the columns with the link's side, start, end and note, and the name of a record found by code.
    ``kind`` is the kind to make when nothing is found; None: then the row is refused.
    ``find`` takes a part of the texts of start and end.
    """

    role: str
    subject: str = ROW
    record: str = ""
    to: tuple[str, ...] = ()
    by: By = "name"
    kind: Kind | None = None
    scheme: str = ""
    lang: str = ""
    split: tuple[str, ...] = ()
    beside: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    each: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    find: re.Pattern[str] | None = None


class Recipe(Struct, frozen=True):
    """A whole mapping.

    An empty cell of a ``fill`` column takes the value of the row above; ``skip`` recognises rows that are not records
    (totals, column numbers) by the words or patterns of a column. ``typed``: the file holds numbers, not only texts.
    """

    main: RecordRule
    format: str = ""
    reading: ReadOptions = DEFAULT_OPTIONS
    order: DateOrder | None = None
    decimal: Decimals | None = None
    rest: Rest = "refuse"
    remark: bool = False
    differing: Literal["refuse", "remark"] = "refuse"
    fill: tuple[str, ...] = ()
    joins: Mapping[str, Join] = field(default_factory=dict)
    splits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unknown: Sentinels = field(default_factory=Sentinels)
    records: tuple[RecordRule, ...] = ()
    links: tuple[LinkRule, ...] = ()
    notation: Notation = PLAIN
    skip: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    typed: bool = False
    country_codes: Scheme = "iso"

    def skips(self, row: Row) -> bool:
        """Whether a row is not a record: a cell equals one of the words, or fits one of the patterns."""
        return any(fits(words, lists.as_text(row.cells.get(name, "")).strip()) for name, words in self.skip.items())

    def rules(self, given: Rules) -> Rules:
        """How to read cells: as given, and as the mapping says where nothing is given."""
        return replace(
            given,
            order=given.order or self.order,
            decimal=given.decimal or self.decimal,
            notation=self.notation,
            unknown=self.unknown,
        )

    def keeps(self, header: str) -> bool:
        """Whether unreadable text in a column of the row is kept as a remark."""
        return self.remark or any(target.remark for target in self.main.columns.get(header, ()))

    def named(self) -> frozenset[str]:
        """All columns that the mapping names outside ``[columns]``."""
        return self.used() | {*self.fill, *self.main.key, *self.skip}

    def used(self) -> frozenset[str]:
        """The columns that a rule uses for something other than the record of the row."""
        found: set[str] = set()
        for join in self.joins.values():
            if join.mode != "headings":
                found.update(join.columns)
        for rule in self.records:
            found.update((*rule.key, *rule.columns))
        for link in self.links:
            found.update((*link.to, *link.beside.values(), *link.where))
        for rule in (self.main, *self.records):
            found.update(name for targets in rule.columns.values() for target in targets for name in target.where)
        return frozenset(found - {HEADER, CELL, ""})


def fits(patterns: Iterable[str], text: str) -> bool:
    """Whether a text equals one of ``patterns``, or fits one written between slashes."""
    return any(_pattern(pattern).search(text) if _is_pattern(pattern) else pattern == text for pattern in patterns)


def _is_pattern(text: str) -> bool:
    return len(text) > 2 and text.startswith("/") and text.endswith("/")


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text[1:-1])
