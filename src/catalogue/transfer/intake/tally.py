"""Counting what becomes of the rows of an import."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from catalogue.model.answers import Note
from catalogue.model.issues import Issue
from catalogue.transfer.intake.options import ImportReport
from catalogue.transfer.intake.plan import Step

MOST_ISSUES = 1_000
MOST_STEPS = 200
MOST_WORDS = 20


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
        """Count what becomes of one record, and so of the rows that are about it."""
        self._counts[step.kind] += rows
        if step.kind != "refuse":
            self._records[step.kind] += 1
        self.remark(step.issues)
        if step.kind in ("add", "change") and len(self._steps) < MOST_STEPS:
            self._steps.append(step)

    def count_same(self, rows: int) -> None:
        """Count rows recognised as unchanged, each with an existing record."""
        self._counts["same"] += rows
        self._records["same"] += rows

    def remark(self, issues: Iterable[Issue]) -> None:
        """Keep problems; after ``MOST_ISSUES`` rows they are only counted."""
        if len(self._issues) < MOST_ISSUES:
            self._issues.extend(issues)

    def count_unknown(self, words: Mapping[str, int]) -> None:
        """Add words for "not known", with the number of cells that hold them."""
        self._unknown.update(words)

    def report(self, *, batch: int | None, dry_run: bool) -> ImportReport:
        """The account."""
        counts = self._counts
        notes = list(self.notes)
        if self._unknown:
            words = tuple(f"{word} ({count})" for word, count in self._unknown.most_common(MOST_WORDS))
            notes.append(Note("read.unknown", {"count": self._unknown.total(), "words": words}))
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
