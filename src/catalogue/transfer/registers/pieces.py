"""What becomes of a row of a register: records in the catalogue's own columns, and where their cells came from."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from catalogue.model.issues import Issue
from catalogue.transfer.files.table import Row

Origin = tuple[str, str]
"""The heading of a cell and its original text."""


class Piece(Struct, frozen=True):
    """One record that a row makes.

    ``name`` is its rule's name. ``gathered`` pieces with the same id, from any rows, make one record together. A
    ``made`` piece exists only as the target of a link, and gives way to any other record with its id.
    """

    name: str
    row: Row
    origins: Mapping[str, Origin]
    gathered: bool = False
    made: bool = False


class Shape(Struct, frozen=True):
    """The pieces of a row, the record of the row first; if there are ``issues`` the row is refused."""

    pieces: tuple[Piece, ...]
    issues: tuple[Issue, ...] = ()
