"""Results of the catalogue: values that the CLI prints and the screens draw."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field


class Note(Struct, frozen=True):
    """A remark on a query or an operation: ``present.words`` makes its sentence from ``code`` and ``params``."""

    code: str
    params: Mapping[str, object]


class Row(Struct, frozen=True):
    """A record as one line of a list.

    ``label`` is its name in the reader's language (else English, Russian, any); ``values`` are its canonical field
    values; ``parties`` labels of its parties, ``short_parties`` their acronyms or short names where they have any, and
    ``places`` labels of where it lies (``located_in``); ``date`` the EDTF text by which it is sorted; ``ends`` the EDTF
    end of its term; ``links`` the number of records linked to it in either direction; ``inferred``
    and ``conflicting`` mark values to be read with care; ``names`` are its names by language (BCP 47), if they were
    requested.
    """

    id: str
    kind: str
    label: str
    values: Mapping[str, str]
    parties: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    date: str = ""
    ends: str = ""
    links: int = 0
    inferred: bool = False
    conflicting: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    short_parties: tuple[str, ...] = ()


class Page(Struct, frozen=True):
    """Rows of one query from ``offset`` on. ``total`` is exact unless ``capped`` (then: at least that many)."""

    rows: tuple[Row, ...]
    total: int
    offset: int = 0
    capped: bool = False
    notes: tuple[Note, ...] = ()


class FacetValue(Struct, frozen=True):
    """One value of a facet and how many records of the query have it; ``value`` None = not recorded."""

    value: str | None
    label: str
    count: int
    parent: str | None = None


class Facet(Struct, frozen=True):
    """Counts per value of one field for one query; ``capped``: only the first 10,000 hits were counted, and there are
    more."""

    field: str
    label: str
    values: tuple[FacetValue, ...]
    capped: bool = False


class Breakdown(Struct, frozen=True):
    """The ``total`` hits of one query counted by the values of several fields; a hit can have several values of a
    field."""

    total: int
    facets: tuple[Facet, ...]
    notes: tuple[Note, ...] = ()


class Finding(Struct, frozen=True):
    """One result of a health check: code and parameters for its sentence.

    ``level``: ``ok`` (nothing found), ``note`` (found, but harmless) or ``wrong``.
    """

    code: str
    level: Literal["ok", "note", "wrong"]
    params: Mapping[str, object]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return self.level != "wrong"


class About(Struct, frozen=True):
    """A description of a catalogue file: path, counts by kind, schema and SQLite versions, size in bytes, read-only or
    not."""

    path: str
    counts: Mapping[str, int]
    schema: int
    sqlite: str
    size: int
    read_only: bool
    batches: int
    links: int
    names: int


class Gap(Struct, frozen=True):
    """A total that a source declares, compared with what is recorded.

    ``declared`` is the canonical quantity; ``recorded`` the number of records (None if the catalogue has no kind or
    role for what is declared); ``missing`` the least number that is missing (None if unknown); ``query`` lists what is
    recorded; ``inferred`` if the total, or a record's counting towards it, is inferred.
    """

    record: str
    label: str
    field: str
    declared: str
    recorded: int | None
    missing: int | None
    query: str
    source: str
    inferred: bool
