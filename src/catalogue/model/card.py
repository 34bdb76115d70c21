"""One record with what is linked to it and where each value comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from catalogue.model.marks import NO_MARKS, Marks
from catalogue.model.records import Claim, Link, Name, Record


class Neighbour(Struct, frozen=True):
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


class Cited(Struct, frozen=True):
    """A numbered source: ``number`` from 1, and where in it (``locators``)."""

    number: int
    id: str
    label: str
    values: Mapping[str, str]
    locators: tuple[str, ...] = ()


class Card(Struct, frozen=True):
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
