"""Records that several rows make together: kept until every row is read, then planned and written once each.

A row's contribution is joined to what earlier rows gave. A value that differs from theirs is a problem of that row.
Memory grows with the number of these records, not of rows; records with many remarks are kept as few bytes while no row
is about them.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from catalogue.model.issues import Issue
from catalogue.model.records import Claim, Record
from catalogue.transfer.intake.packing import pack, unpack
from catalogue.transfer.intake.plan import added
from catalogue.transfer.rows.incoming import Incoming

_KEPT_OPEN = 2_000
_FEW_CLAIMS = 8


class Gathered(Struct):
    """A record gathered so far.

    ``spots`` are the rows that contributed to it, as the numbers the caller gave; ``main`` those about this record that
    added something. ``made``: it exists only because links needed a target. ``last`` is the record joined to it last.
    """

    incoming: Incoming
    made: bool
    spots: array[int] = field(default_factory=lambda: array("Q"))
    main: array[int] = field(default_factory=lambda: array("Q"))
    last: Record | None = None
    packed: bytes = b""

    def pack(self) -> None:
        """Keep a record with many claims as bytes until it is next needed."""
        record = self.incoming.record
        if len(record.claims) > _FEW_CLAIMS:
            self.packed, self.last = pack(record), None
            self.incoming = replace(self.incoming, record=Record(record.id, record.kind))

    def opened(self) -> Gathered:
        """This, with its record at hand."""
        if self.packed:
            self.incoming = replace(self.incoming, record=unpack(self.packed))
            self.packed = b""
        return self


class Gathering:
    """The gathered records by id. ``differing`` keeps a differing value as a remark instead of refusing its row."""

    def __init__(self, *, differing: bool) -> None:
        self._records: dict[str, Gathered] = {}
        self._recent: dict[str, None] = {}
        self._differing = differing

    def release(self) -> Iterator[Gathered]:
        """The records in order of their first rows; each is released when taken, so that memory is freed on the way."""
        waiting = list(reversed(self._records.values()))
        self._records.clear()
        while waiting:
            yield waiting.pop().opened()

    def problems(self, incoming: Incoming, *, made: bool) -> tuple[Issue, ...]:
        """Why a row's record cannot be joined to what was gathered; () when it can.

        For a record that is only a link target a difference is a remark, and the first row's value is kept.
        """
        known = self._records.get(incoming.record.id)
        if known is None or incoming.record in (known.opened().incoming.record, known.last):
            return ()
        gathered, given = known.incoming.record, incoming.record
        first = known.incoming.where
        where = replace(incoming.where, record=gathered.id)
        if gathered.kind != given.kind:
            return (Issue("record.other_kind", where, {"present": gathered.kind, "given": given.kind}),)
        if self._differing and not made:
            return ()
        return tuple(
            Issue(
                "record.differs",
                replace(where, column=name, value=value),
                {"first": gathered.values[name], "first_line": first.line, "first_file": first.file},
                fatal=not made,
            )
            for name, value in given.values.items()
            if gathered.values.get(name, value) != value
        )

    def add(self, incoming: Incoming, spot: int, *, main: bool, made: bool) -> bool:
        """Join a row's record to the others with its id; returns whether it added anything."""
        known = self._records.get(incoming.record.id)
        self._use(incoming.record.id)
        if known is None:
            known = self._records[incoming.record.id] = Gathered(replace(incoming, additive=True), made)
            new = True
        elif incoming.record == known.last:
            new = False
        else:
            before = known.opened().incoming.record
            record = self._merged(before, incoming, made=made)
            new = record != before
            known.incoming = replace(known.incoming, record=record)
        known.made = known.made and made
        known.last = incoming.record
        known.spots.append(spot)
        if main and new:
            known.main.append(spot)
        return new

    def _use(self, record_id: str) -> None:
        """Remember that a row was about a record; the one for which that was longest ago is packed."""
        self._recent.pop(record_id, None)
        self._recent[record_id] = None
        if len(self._recent) > _KEPT_OPEN:
            oldest = next(iter(self._recent))
            del self._recent[oldest]
            self._records[oldest].pack()

    def _merged(self, before: Record, incoming: Incoming, *, made: bool) -> Record:
        given = incoming.record
        differing = {name: text for name, text in given.values.items() if before.values.get(name, text) != text}
        record = added(replace(before, values={**given.values, **before.values}), replace(given, values={}))
        if made or not differing:
            return record
        line = f"row {incoming.where.line}"
        claims = (Claim(name, text, locator=line) for name, text in differing.items())
        return replace(record, claims=(*record.claims, *claims)).tidy()
