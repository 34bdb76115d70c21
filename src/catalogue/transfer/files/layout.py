"""The files of a data package: one CSV per kind, one each for names, links, terms and claims, and the descriptor.

A package with history has two more: who wrote what and when.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from catalogue.model.kinds import KINDS, Kind
from catalogue.model.records import Claim, Entry, Link, Name, Term, entry_columns

DESCRIPTOR = "datapackage.json"
BATCHES = "batches.csv"
BATCH_COLUMNS = ("batch", "at", "actor", "action", "reason", "undoes")
CHANGES = "changes.csv"
CHANGE_COLUMNS = ("batch", "record", "field", "old", "new")


class Child(Struct, frozen=True):
    """A file of entries: ``part`` as in ``table.PARTS``; ``owner`` is the column with the id of the entry's record."""

    part: str
    owner: str
    entry: type[Entry]

    @property
    def file(self) -> str:
        """Its file name."""
        return f"{self.part}.csv"

    @property
    def columns(self) -> tuple[str, ...]:
        """Its columns in order."""
        return (self.owner, *entry_columns(self.entry))


CHILDREN = (
    Child("names", "record", Name),
    Child("links", "subject", Link),
    Child("terms", "record", Term),
    Child("claims", "record", Claim),
)


def file_of(kind: Kind) -> str:
    """The file of a kind's records."""
    return f"{kind.plural}.csv"


@cache
def columns_of(kind: Kind) -> tuple[str, ...]:
    """The columns of a kind's file: id and its single-valued fields."""
    return ("id", *(field.name for field in kind.fields))


def headers() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The CSV files that a package may contain, each with its columns."""
    yield from ((file_of(kind), columns_of(kind)) for kind in KINDS.values())
    yield from ((child.file, child.columns) for child in CHILDREN)
    yield from ((BATCHES, BATCH_COLUMNS), (CHANGES, CHANGE_COLUMNS))


def is_ours(file: str) -> bool:
    """Whether a file name is one of a package's."""
    return file == DESCRIPTOR or any(file == name for name, _columns in headers())
