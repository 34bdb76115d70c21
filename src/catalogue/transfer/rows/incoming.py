"""The content of one row of an input, checked and in canonical form."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from catalogue.model.issues import Where
from catalogue.model.records import Claim, Link, Name, Record
from catalogue.model.roles import ROLES

SOURCE = "source"


class Incoming(Struct, frozen=True):
    """A row as a record that holds exactly what the row contains.

    ``whole`` names the parts (``names``, ``links``, ``terms``, ``claims``) given as complete lists; in the others a
    name, link or term replaces only its language, role or field. ``complete`` rows hold everything about their record.
    ``additive`` ones replace nothing and only add; ``corrected`` ones come from a file of refused rows, and other
    rows of the register may have written their record. ``base`` is the id made from the name when the row gives none;
    ``record.id`` is then still empty.
    """

    where: Where
    record: Record
    whole: frozenset[str] = frozenset()
    complete: bool = False
    base: str = ""
    additive: bool = False
    corrected: bool = False

    def with_id(self, record_id: str) -> Incoming:
        """The same with its final id."""
        where = replace(self.where, record=record_id)
        return replace(self, where=where, record=replace(self.record, id=record_id))


class Reference(Struct, frozen=True):
    """A record that another one points at: ``role`` says how (``source`` for the source of a name, link or claim)."""

    role: str
    object: str

    def allows(self, kind: str) -> bool:
        """Whether a record of this kind is allowed as the target."""
        return kind in ROLES[self.role].objects

    def allowed(self) -> tuple[str, ...]:
        """The kinds allowed as the target."""
        return tuple(sorted(ROLES[self.role].objects))


def references(record: Record) -> list[Reference]:
    """Everything that a record points at."""
    cited: tuple[Name | Link | Claim, ...] = (*record.names, *record.links, *record.claims)
    found = [Reference(link.role, link.object) for link in record.links]
    found += [Reference(SOURCE, entry.source) for entry in cited if entry.source]
    found += [Reference(claim.field, claim.value) for claim in record.claims if claim.field in ROLES]
    return found
