"""What a correction would change, with remarks; and what an undo would revert."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from catalogue.i18n import gettext as _
from catalogue.model.changes import Batch
from catalogue.model.differences import Difference
from catalogue.model.issues import Issue
from catalogue.model.lint import Flaw
from catalogue.present import differences, flaws, in_words, issues
from catalogue.present.differences import NO_LABELS
from catalogue.present.shapes import Line, Span
from catalogue.text.safe import one_line


def plan_lines(
    found: Iterable[Difference],
    remarks: Sequence[Issue],
    doubts: Iterable[Flaw],
    lang: str,
    labels: Mapping[str, str] = NO_LABELS,
) -> Iterator[Line]:
    """The differences, then problems that do not prevent the change, then what the change makes doubtful.

    ``labels`` are the names of linked records as far as they are known, by id.
    """
    for each in found:
        yield from differences.lines(each, lang, labels)
    parts = [*issues.lines(remarks), *(_doubt(flaw) for flaw in doubts)]
    if parts:
        yield ()
        yield (Span(_("Please check"), "heading"),)
        yield from parts


def _doubt(flaw: Flaw) -> Line:
    return Span("  "), Span(in_words.joined(flaws.sentence(flaw), flaws.hint(flaw), by=" "), "mark")


def undo_lines(batch: Batch, found: Sequence[Difference], lang: str) -> Iterator[Line]:
    """A batch, and the given changes that undoing it would make."""
    text = _("Batch {number}: {what}")
    details = in_words.moment(batch.at, lang), one_line(batch.actor), one_line(batch.reason, 200)
    what = in_words.joined(in_words.action(batch.action), *details, by=" · ")
    yield (Span(text.format(number=batch.number, what=what), "title"),)
    yield (Span(_("Undoing it changes:"), "faint"),)
    for each in found:
        yield from differences.lines(each, lang)
    if batch.records > len(found):
        yield (Span(_("… and {count} more").format(count=batch.records - len(found)), "faint"),)
