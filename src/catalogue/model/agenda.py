"""The agenda: deadlines and reviews that follow from the records of a catalogue.

==============  =========================================================================================
``term_end``     the term of an agreement ends (it is not renewed by itself)
``renewal``      the term of an agreement ends and renews itself
``notice``       the last day to give notice before the end of a term (``notice_days``), unless there is no renewal
``expiry``       a registration or status ends (``valid_until``)
``milestone``    a commitment or deadline is due
``review``       a review is due
``undisclosed``  the document sets a date that the source does not give
``not_in_force`` signed, and after so many months never reported in force
==============  =========================================================================================

A vague date counts as the last day it can mean. An entry without such a day (no date, no year, an open end) is undated.
Settled records give no entries: agreements completed, expired, terminated or superseded, closed parks and clusters,
milestones met or cancelled.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from catalogue.model import dates
from catalogue.model.answers import Note
from catalogue.model.records import Record
from catalogue.model.when import When

Code = Literal["term_end", "renewal", "notice", "expiry", "milestone", "review", "undisclosed", "not_in_force"]
CODES: tuple[Code, ...] = (
    "term_end",
    "renewal",
    "notice",
    "expiry",
    "milestone",
    "review",
    "undisclosed",
    "not_in_force",
)
MONTHS = 12
"""Months after which a signed agreement is expected to be reported in force."""

FIELDS = (
    "form", "status", "term", "renewal", "notice_days", "signed", "effective", "valid_until", "due", "met_on",
    "disclosed", "reviewed_on",
)  # fmt: skip
"""The only fields that ``entries`` reads, besides the links of ``milestone_of``."""

SETTLED = {
    "agreement": frozenset({"completed", "expired", "terminated", "superseded"}),
    "technopark": frozenset({"closed"}),
    "cluster": frozenset({"dormant", "closed"}),
    "milestone": frozenset({"met", "cancelled"}),
}


class Entry(Struct, frozen=True):
    """One thing to attend to.

    ``day`` is the last day that the date can mean (ISO), None if there is none; ``earliest`` the first; ``recorded``
    the EDTF text it was computed from, "" when no date is recorded. ``lapses`` is the last day on which anything can
    still be done. ``of`` are the records that a milestone belongs to.
    """

    code: Code
    record: str
    kind: str
    day: str | None = None
    earliest: str | None = None
    recorded: str = ""
    form: str = ""
    status: str = ""
    of: tuple[str, ...] = ()
    lapses: str = ""
    label: str = ""
    of_labels: tuple[str, ...] = ()

    @property
    def vague(self) -> bool:
        """Whether the date may be another day than ``day``."""
        return self.day is not None and (self.earliest != self.day or any(mark in self.recorded for mark in "?~%"))

    def overdue(self, today: str) -> bool:
        """Whether its last possible day has passed."""
        return self.day is not None and self.day < today


class Request(Struct, frozen=True):
    """Which entries are requested: a window of days (both ends included), overdue entries, undated entries."""

    today: date
    start: date
    days: int | None
    overdue: bool = True
    undated: bool = True

    @property
    def end(self) -> date | None:
        """The last day of the window; None without a window."""
        if self.days is None:
            return None
        return self.start + timedelta(days=min(self.days, (date.max - self.start).days))

    @property
    def until(self) -> date:
        """The last day of any requested entry that has one."""
        return max(self.end or self.today, self.today)

    def includes(self, entry: Entry) -> bool:
        """Whether the entry is requested."""
        if entry.day is None:
            return self.undated
        today = self.today.isoformat()
        if entry.lapses and entry.lapses < today:
            return False
        within = self.end is not None and self.start.isoformat() <= entry.day <= self.end.isoformat()
        return within or (self.overdue and entry.overdue(today))


class Agenda(Struct, frozen=True):
    """The requested entries, dated ones first and in order; ``undated`` is the number of further entries without a
    day."""

    request: Request
    entries: tuple[Entry, ...]
    undated: int = 0
    notes: tuple[Note, ...] = ()


def entries(record: Record, *, months: int = MONTHS) -> Iterator[Entry]:
    """All entries of one record, for any date."""
    if record.get("status") in SETTLED.get(record.kind, ()):
        return
    if record.kind == "agreement":
        yield from _term(record)
        yield from _signature(record, months)
    elif record.kind == "milestone":
        yield from _milestone(record)
    if valid := record.get("valid_until"):
        yield _dated("expiry", record, dates.parse(valid), valid)


def selected(found: Iterable[Entry], wanted: Request) -> tuple[Entry, ...]:
    """The requested entries in order, each deadline once: a term is dropped if a milestone records its end."""
    kept = [entry for entry in found if wanted.includes(entry)]
    ends = {(of, entry.day) for entry in kept if entry.form == "term_end" for of in entry.of}
    return tuple(
        sorted(
            (entry for entry in kept if entry.code != "term_end" or (entry.record, entry.day) not in ends),
            key=lambda entry: (entry.day is None, entry.day or "", CODES.index(entry.code), entry.record),
        )
    )


def _entry(code: Code, record: Record, recorded: str = "", **more: str | None) -> Entry:
    return Entry(
        code,
        record.id,
        record.kind,
        day=more.get("day"),
        earliest=more.get("earliest"),
        recorded=recorded,
        form=record.get("form") or "",
        status=record.get("status") or "",
        of=record.linked("milestone_of"),
        lapses=more.get("lapses") or "",
    )


def _dated(code: Code, record: Record, when: When, recorded: str) -> Entry:
    return _entry(code, record, recorded, day=when.latest, earliest=when.earliest)


def _term(record: Record) -> Iterator[Entry]:
    """The end of a term, and the last day to give notice. An open end gives no entry."""
    term = record.get("term")
    end = dates.parse(term).end if term else dates.OPEN
    if not term or end is dates.OPEN:
        return
    renewal, notice = record.get("renewal"), int(record.get("notice_days") or 0)
    code: Code = "renewal" if renewal == "auto" else "term_end"
    if not isinstance(end, When):  # the source says that there is an end, but not when
        yield _entry(code, record, term)
        return
    yield _dated(code, record, end, term)
    if notice > 0 and renewal != "none" and end.latest:
        day, earliest = _before(end.latest, notice), _before(end.earliest or end.latest, notice)
        yield _entry("notice", record, term, day=day, earliest=earliest, lapses=end.latest)


def _signature(record: Record, months: int) -> Iterator[Entry]:
    """Signed (or approved after signature), without evidence of entry into force."""
    status, signed = record.get("status"), record.get("signed")
    awaited = status == "signed" or (signed is not None and status in (None, "approved"))
    if not awaited or record.get("effective"):
        return
    when = dates.parse(signed) if signed else None
    if when is None or when.latest is None:
        yield _entry("not_in_force", record, signed or "")
        return
    day, earliest = _later(when.latest, months), _later(when.earliest or when.latest, months)
    yield _entry("not_in_force", record, when.text, day=day, earliest=earliest)


def _milestone(record: Record) -> Iterator[Entry]:
    due, form = record.get("due"), record.get("form")
    code: Code = "review" if form == "review" else "milestone"
    if record.get("met_on") or (form == "review" and _reviewed(record)):
        return
    if due:
        yield _dated(code, record, dates.parse(due), due)
    elif record.get("disclosed") == "no":
        yield _entry("undisclosed", record)
    elif form or record.get("status"):  # a recommendation (no form, no status) is not a commitment
        yield _entry(code, record)


def _reviewed(record: Record) -> bool:
    """Whether a review has been held: on or after the first day on which it was due, or at any time if it had no
    date."""
    reviewed, due = record.get("reviewed_on"), record.get("due")
    if not reviewed:
        return False
    first = dates.parse(due).earliest if due else None
    return first is None or (dates.parse(reviewed).latest or "") >= first


def _before(day: str, days: int) -> str:
    found = date.fromisoformat(day)
    return (found - timedelta(days=min(days, (found - date.min).days))).isoformat()


def _later(day: str, months: int) -> str:
    """The same day ``months`` months later, or the last day of that month if it is shorter."""
    found = date.fromisoformat(day)
    number = found.year * 12 + found.month - 1 + months
    year, month = min(number // 12, date.max.year), number % 12 + 1
    return date(year, month, min(found.day, monthrange(year, month)[1])).isoformat()
