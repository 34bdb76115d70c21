"""Results of the catalogue: values that the CLI prints and the screens draw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from catalogue.model.changes import Change
from catalogue.model.marks import NO_MARKS, Marks
from catalogue.model.records import Claim, Link, Name, Record


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on a query or an operation: ``present.words`` makes its sentence from ``code`` and ``params``."""

    code: str
    params: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Row:
    """A record as one line of a list.

    ``label`` is its name in the reader's language (else English, Russian, any); ``values`` are its canonical field
    values; ``parties`` labels of its parties and ``places`` of where it lies (``located_in`` or its region); ``date``
    the EDTF text by which it is sorted; ``ends`` the EDTF end of its term; ``links`` the number of records linked to it
    in either direction; ``inferred`` and ``conflicting`` mark values to be read with care; ``names`` are its names by
    language (BCP 47), if they were requested.
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


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one query from ``offset`` on. ``total`` is exact unless ``capped`` (then: at least that many)."""

    rows: tuple[Row, ...]
    total: int
    offset: int = 0
    capped: bool = False
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet and how many records of the query have it; ``value`` None = not recorded."""

    value: str | None
    label: str
    count: int
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """Counts per value of one field for one query; ``capped``: only the first 10,000 hits were counted, and there are
    more."""

    field: str
    label: str
    values: tuple[FacetValue, ...]
    capped: bool = False


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The ``total`` hits of one query counted by the values of several fields; a hit can have several values of a
    field."""

    total: int
    facets: tuple[Facet, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A record at the other end of a link, its main date as EDTF; ``outgoing`` if the card's record is the link's
    subject."""

    link: Link
    outgoing: bool
    id: str
    kind: str
    label: str
    status: str = ""
    date: str = ""


def merged(neighbours: Iterable[Neighbour]) -> list[tuple[Neighbour, tuple[str, ...]]]:
    """Each neighbour once for all links with equal content, with the ids of the sources of these links."""
    found: dict[Neighbour, list[str]] = {}
    for own in neighbours:
        sources = found.setdefault(replace(own, link=replace(own.link, source="")), [])
        if own.link.source:
            sources.append(own.link.source)
    return [(own, tuple(sources)) for own, sources in found.items()]


@dataclass(frozen=True, slots=True)
class Cited:
    """A numbered source: ``number`` from 1, and where in it (``locators``)."""

    number: int
    id: str
    label: str
    values: Mapping[str, str]
    locators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """One record with everything that belongs to it, ready to be shown.

    ``neighbours`` hold the links of both directions in the order of ``model.roles``, without sources; ``sources`` are
    numbered; ``cites`` gives the source numbers of each field (a field without claims cites the record's own sources);
    ``conflicting`` the claims that disagree with the shown value, by field; ``inferred`` the fields whose shown value
    is inferred, with the reason; ``marks`` what readers added to it.
    """

    record: Record
    label: str
    names: tuple[Name, ...]
    neighbours: tuple[Neighbour, ...]
    sources: tuple[Cited, ...]
    cites: Mapping[str, tuple[int, ...]]
    conflicting: Mapping[str, tuple[Claim, ...]]
    inferred: Mapping[str, str]
    places: tuple[str, ...] = ()
    marks: Marks = NO_MARKS


@dataclass(frozen=True, slots=True)
class Batch:
    """One write: who, when (UTC, ISO 8601), what, why, and how many records it touched."""

    number: int
    at: str
    actor: str
    action: str
    reason: str
    records: int
    undone_by: int | None = None
    changes: tuple[Change, ...] = ()
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
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


@dataclass(frozen=True, slots=True)
class About:
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


@dataclass(frozen=True, slots=True)
class Gap:
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
