"""What a correction would change, with remarks; and what an undo would revert."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from catalogue.i18n import gettext as _
from catalogue.model.changes import Batch
from catalogue.model.differences import Difference
from catalogue.model.issues import Issue
from catalogue.model.lint import Flaw
from catalogue.present import differences, flaws, in_words, issues
from catalogue.present.shapes import Line, Span
from catalogue.text.safe import one_line


def plan_lines(
    found: Iterable[Difference], remarks: Sequence[Issue], doubts: Iterable[Flaw], lang: str
) -> Iterator[Line]:
    """The differences, then problems that do not prevent the change, then what the change makes doubtful."""
    for each in found:
        yield from differences.lines(each, lang)
    parts = [*issues.lines(remarks), *(_doubt(flaw) for flaw in doubts)]
    if parts:
        yield ()
        yield (Span(_("Please check"), "heading"),)
        yield from parts


def _doubt(flaw: Flaw) -> Line:
    return Span("  "), Span(in_words.joined(flaws.sentence(flaw), flaws.hint(flaw), by=" "), "mark")


def undo_lines(batch: Batch, found: Sequence[Difference], lang: str) -> Iterator[Line]:
    """A batch, and the given changes that undoing it would make."""
    text = _("Batch {number}: {action}, {at}, {reason}")
    who = in_words.joined(batch.at, one_line(batch.actor), by=" · ")
    named = text.format(number=batch.number, action=batch.action, at=who, reason=one_line(batch.reason, 200))
    yield (Span(named, "title"),)
    yield (Span(_("Undoing it changes:"), "faint"),)
    for each in found:
        yield from differences.lines(each, lang)
    if batch.records > len(found):
        yield (Span(_("… and {count} more").format(count=batch.records - len(found)), "faint"),)
