"""A mapping as values: what the columns of a register mean, and which records and links each of its rows makes.

``catalogue.transfer.mapfile`` reads one from TOML, ``catalogue.transfer.shaping`` follows it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from catalogue.model.kinds import Kind
from catalogue.model.values import DateOrder, Decimals
from catalogue.transfer.columns import Column
from catalogue.transfer.sentinels import Sentinels
from catalogue.transfer.table import READ_USUALLY, ReadOptions

ROW = "row"
"""The name of the record that the whole row is about."""
HEADER, CELL = "{header}", "{cell}"
"""Inside a rule with ``each``: the heading of the column at hand, and its cell."""

By = Literal["name", "id", "code", "country", "region"]
Rest = Literal["refuse", "drop", "keep"]
NO_TEXTS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Target:
    """What a column gives. ``find`` takes a part of the text; ``remark``: what cannot be read is kept as a note."""

    column: Column
    unit: str = ""
    scale: Decimal = Decimal(1)
    find: re.Pattern[str] | None = None
    split: tuple[str, ...] = ()
    type: str = "preferred"
    scheme: str = ""
    remark: bool = False


@dataclass(frozen=True, slots=True)
class Join:
    """A column made of others: their texts ``joined`` by ``between``, the ``first`` that says something, or a ``span``.

    A span is the interval from the date of the first column to that of the second. ``headings`` are the names of the
    columns (or of those that fit a pattern) whose cells say one of the ``marks``, or anything.
    """

    mode: Literal["joined", "first", "span", "headings"]
    columns: tuple[str, ...]
    between: str = " "
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordRule:
    """A record that rows make. Rows of one ``key`` make one record together; ``by`` says how it is found otherwise."""

    name: str
    kind: Kind | None
    key: tuple[str, ...] = ()
    by: By = "name"
    scheme: str = ""
    columns: Mapping[str, tuple[Target, ...]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    each: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkRule:
    """Links that rows make: from the record ``subject`` to ``record``, or to what the cells of ``to`` name.

    ``beside`` names the columns that say the link's side, start, end and note, and the name of what is found by code.
    ``kind`` is what is made when nothing is found; None: then the row is refused.
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


@dataclass(frozen=True, slots=True)
class Recipe:
    """A whole mapping. ``fill`` columns say the same as the row above where they are empty."""

    main: RecordRule
    format: str = ""
    reading: ReadOptions = READ_USUALLY
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
    century: int | None = None

    def named(self) -> frozenset[str]:
        """All columns that the mapping names outside ``[columns]``."""
        return self.used() | {*self.fill, *self.main.key}

    def used(self) -> frozenset[str]:
        """The columns that a rule takes for something else than the record of the row."""
        found: set[str] = set()
        for join in self.joins.values():
            if join.mode != "headings":
                found.update(join.columns)
        for rule in self.records:
            found.update((*rule.key, *rule.columns))
        for link in self.links:
            found.update((*link.to, *link.beside.values()))
        return frozenset(found - {HEADER, CELL})
