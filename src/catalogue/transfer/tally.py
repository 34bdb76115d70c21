"""Counting what becomes of the rows of an import; and which ids they brought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from catalogue.model.answers import Note
from catalogue.model.issues import Issue
from catalogue.model.kinds import KINDS
from catalogue.model.records import Record
from catalogue.transfer.options import ImportReport
from catalogue.transfer.plan import Step

MOST_ISSUES = 1_000
MOST_STEPS = 200
MOST_WORDS = 20
_KIND_NAMES = tuple(KINDS)
_UNREAD = 0x80


class Tally:
    """The account of one import: every row is added, changed, the same, or refused."""

    def __init__(self) -> None:
        self._counts = {"add": 0, "change": 0, "same": 0, "refuse": 0}
        self._records = {"add": 0, "change": 0, "same": 0}
        self._unknown: Counter[str] = Counter()
        self._issues: list[Issue] = []
        self._steps: list[Step] = []
        self.notes: list[Note] = []

    @property
    def read(self) -> int:
        """Rows so far."""
        return sum(self._counts.values())

    @property
    def refused(self) -> int:
        """Rows refused so far."""
        return self._counts["refuse"]

    def count(self, step: Step, rows: int = 1) -> None:
        """Enter what becomes of one record, and so of the rows that are about it."""
        self._counts[step.kind] += rows
        if step.kind != "refuse":
            self._records[step.kind] += 1
        self.remark(step.issues)
        if step.kind in ("add", "change") and len(self._steps) < MOST_STEPS:
            self._steps.append(step)

    def remark(self, issues: Iterable[Issue]) -> None:
        """Keep problems; after ``MOST_ISSUES`` rows go on to be counted, but no more told one by one."""
        if len(self._issues) < MOST_ISSUES:
            self._issues.extend(issues)

    def left_out(self, words: Mapping[str, int]) -> None:
        """Add cells that said in words that nothing is known, by those words."""
        self._unknown.update(words)

    def report(self, *, batch: int | None, dry_run: bool) -> ImportReport:
        """The account."""
        counts = self._counts
        notes = list(self.notes)
        if self._unknown:
            said = tuple(f"{word} ({count})" for word, count in self._unknown.most_common(MOST_WORDS))
            notes.append(Note("read.unknown", {"count": self._unknown.total(), "words": said}))
        return ImportReport(
            self.read,
            counts["add"],
            counts["change"],
            counts["same"],
            counts["refuse"],
            tuple(self._issues[:MOST_ISSUES]),
            tuple(notes),
            tuple(self._steps),
            batch,
            dry_run,
            self._records["add"],
            self._records["change"],
        )


@dataclass(frozen=True, slots=True)
class First:
    """Where an id came first: number of the file, line, kind; and a hash of what the row said."""

    file: int
    line: int
    kind: str
    content: int
    read: bool = True


class UnreadRow(Exception):
    """What a row says was asked for that was known again and not read."""


class Seen:
    """The ids that the rows of an import have brought so far.

    A million ids must not weigh hundreds of megabytes: each is one number for its hash and one for where it was.
    """

    def __init__(self) -> None:
        self._firsts: dict[int, int] = {}

    def add(self, record_id: str, record: Record, file: int, line: int) -> None:
        """Remember an accepted row: its settled id, and what it said."""
        packed = content(record) & 0xFFFFFFFFFFFFFFFF
        packed = (packed << 16 | min(file, 0xFFFF)) << 40 | min(line, 0xFFFFFFFFFF)
        self._firsts[hash(record_id)] = packed << 8 | _KIND_NAMES.index(record.kind)

    def know(self, record_id: str, kind: str, file: int, line: int) -> None:
        """Remember a row that was known again and not read."""
        packed = min(file, 0xFFFF) << 40 | min(line, 0xFFFFFFFFFF)
        self._firsts[hash(record_id)] = packed << 8 | _UNREAD | _KIND_NAMES.index(kind)

    def first(self, record_id: str) -> First | None:
        """The row that brought an id, or None."""
        packed = self._firsts.get(hash(record_id))
        if packed is None:
            return None
        kind, rest = _KIND_NAMES[packed & 0x7F], packed >> 8
        return First(rest >> 40 & 0xFFFF, rest & 0xFFFFFFFFFF, kind, rest >> 56, not packed & _UNREAD)

    def kind(self, record_id: str) -> str | None:
        """The kind of a record that came in, or None."""
        packed = self._firsts.get(hash(record_id))
        return None if packed is None else _KIND_NAMES[packed & 0x7F]

    def repeats(self, record: Record) -> bool:
        """Whether the row that brought this id said just the same. Raises ``UnreadRow``."""
        first = self.first(record.id)
        if first is not None and not first.read:
            raise UnreadRow
        return first is not None and first.content == content(record) & 0xFFFFFFFFFFFFFFFF


def content(record: Record) -> int:
    """A hash of everything a record says but its id; good within one run of the program."""
    values = tuple(sorted(record.values.items()))
    return hash((record.kind, values, record.names, record.links, record.terms, record.claims))
