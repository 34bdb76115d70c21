"""What becomes of a row of a register: records in the catalogue's own columns, and where their cells came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from catalogue.model.issues import Issue
from catalogue.transfer.files.table import Row

Origin = tuple[str, str]
"""The heading of a cell and its text as given."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One record that a row makes.

    ``name`` is its rule's; ``gathered`` pieces of one id, from any rows, make one record together; a ``made`` one is
    there only so that a link has an end, and gives way to whatever has its id.
    """

    name: str
    row: Row
    origins: Mapping[str, Origin]
    gathered: bool = False
    made: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """The pieces of a row, the record of the row first; ``issues`` refuse the row."""

    pieces: tuple[Piece, ...]
    issues: tuple[Issue, ...] = ()
