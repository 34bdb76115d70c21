"""What copies of a catalogue exchange: an office sends its changes, the hub the state that every copy should have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from catalogue.model.changes import Change
from catalogue.model.records import NOTHING, Record
from catalogue.model.threeway import CellConflict

Way = Literal["up", "down"]
Policy = Literal["ask", "ours", "theirs", "newest", "keep-both-as-claims"]
POLICIES: tuple[Policy, ...] = ("ask", "ours", "theirs", "newest", "keep-both-as-claims")


class Identity(Struct, frozen=True):
    """The exchange a copy belongs to: the hub's random name, and the office's name ("" at the hub)."""

    hub: str
    office: str


class Partner(Struct, frozen=True):
    """What one side stores about a partner (an office by its name, the hub as ""). All numbers are 0 before the first
    bundle.

    ``number``: the number of the office's last bundle, made there or applied here. ``base``: the last write in this
    file that the partner has received, too; ``there``: the hub's number of that write; ``digest``: at an office, of
    that write; at the hub, of the last bundle.
    """

    name: str
    number: int = 0
    base: int = 0
    there: int = 0
    digest: str = ""


class Manifest(Struct, frozen=True):
    """The header of a bundle.

    ``way``: up to the hub or down to the office ``office``. ``number``: the office's bundle; downwards the last one
    that the hub applied. ``base``: the hub's write on which the office's copy is based, and ``digest`` its digest.
    Downwards ``last`` is the hub's write to which the bundle updates, with its digest, and ``content`` a hash of all
    records after it.
    """

    way: Way
    hub: str
    office: str
    number: int
    base: int
    digest: str
    schema: int
    made_at: str
    last: int = 0
    last_digest: str = ""
    content: str = ""


class BundleRecord(Struct, frozen=True):
    """One record in a bundle: its state in the common base, its state now (None: no such record), and when each field
    changed."""

    id: str
    before: Record | None
    after: Record | None
    at: Mapping[str, str] = NOTHING


class ExchangedBatch(Struct, frozen=True):
    """A write that was made in another copy (``office`` "": at the hub)."""

    office: str
    batch: int
    at: str
    actor: str
    action: str
    reason: str
    changes: tuple[Change, ...]


class Origin(Struct, frozen=True):
    """The origin of one side of a conflict: the office ("" for the hub), the author and time of the write, the sources
    given.

    All are empty if no write is known.
    """

    office: str = ""
    actor: str = ""
    at: str = ""
    sources: tuple[str, ...] = ()


class StoredConflict(Struct, frozen=True):
    """A stored conflict: its number, the partner of ``theirs``, when and by which bundle it came, how it was settled.

    ``origins``: the origins of ours and theirs. ``kind``: of the record; "" if unknown.
    """

    number: int
    conflict: CellConflict
    partner: str
    at: str
    by: str
    settled: str
    kind: str = ""
    origins: tuple[Origin, Origin] = (Origin(), Origin())


class Applied(Struct, frozen=True):
    """The result of applying a bundle: records that changed here, cells settled by rule, conflicts left open, the batch
    number.

    ``repeated``: it had been applied before, and nothing was done. ``batch`` None: nothing had to be written.
    """

    manifest: Manifest
    records: int
    settled: int
    open: int
    batch: int | None
    repeated: bool = False


class ExchangeStatus(Struct, frozen=True):
    """The state of a copy in the exchange: records changed here that the partner does not have yet, open conflicts."""

    identity: Identity
    partners: tuple[Partner, ...]
    unsent: int
    open: int
