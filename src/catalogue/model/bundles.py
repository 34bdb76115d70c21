"""What copies of a catalogue exchange: an office its changes, the hub the state that every copy should have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from catalogue.model.changes import Change
from catalogue.model.records import NOTHING, Record
from catalogue.model.threeway import Rival

Way = Literal["up", "down"]
Policy = Literal["ask", "ours", "theirs", "newest", "keep-both-as-claims"]
POLICIES: tuple[Policy, ...] = ("ask", "ours", "theirs", "newest", "keep-both-as-claims")


@dataclass(frozen=True, slots=True)
class Identity:
    """Which exchange a copy belongs to: the hub's random name, and the office's own ("" at the hub)."""

    hub: str
    office: str


@dataclass(frozen=True, slots=True)
class Partner:
    """What one side knows of another (an office by its name, the hub as ""). All numbers are 0 before the first time.

    ``number``: the office's last bundle, as made there or taken in here. ``base``: the last write in this file whose
    state the partner has, too; ``there``: the hub's number of that write; ``digest``: at an office, of that write; at
    the hub, of the last bundle.
    """

    name: str
    number: int = 0
    base: int = 0
    there: int = 0
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says of itself.

    ``way``: up to the hub or down to the office ``office``. ``number``: the office's bundle; downwards the last one
    that the hub took in. ``base``: the hub's write that the office's copy rests on, and ``digest`` of it. Downwards
    ``last`` is the hub's write that the bundle leads to, with its digest, and ``content`` a hash of all records then.
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


@dataclass(frozen=True, slots=True)
class Told:
    """One record: as it was in the common base, as it is now (None: no such record), and when each field changed."""

    id: str
    before: Record | None
    after: Record | None
    at: Mapping[str, str] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Travelled:
    """A write that was made in another copy (``office`` "": at the hub)."""

    office: str
    batch: int
    at: str
    actor: str
    action: str
    reason: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """Who said one side of a rival: the office ("" for the hub), who wrote it there and when, the sources that say so.

    All are empty where no write tells it.
    """

    office: str = ""
    actor: str = ""
    at: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenRival:
    """A rival as it is kept: its number, whose ``theirs`` is, when and by which bundle it came, how it was settled.

    ``voices``: who says ours, and who theirs. ``kind``: of the record; "" where nothing tells it.
    """

    number: int
    rival: Rival
    partner: str
    at: str
    by: str
    settled: str
    kind: str = ""
    voices: tuple[Voice, Voice] = (Voice(), Voice())


@dataclass(frozen=True, slots=True)
class Applied:
    """What a bundle did: records that changed here, cells settled by rule, rivals left open, the write's number.

    ``repeated``: it had been taken in before, and nothing was done. ``batch`` None: nothing had to be written.
    """

    manifest: Manifest
    records: int
    settled: int
    open: int
    batch: int | None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How a copy stands in the exchange: records changed here that the partner does not have yet, open rivals."""

    identity: Identity
    partners: tuple[Partner, ...]
    untold: int
    open: int
