"""The texts of a trial run, a running import and its end, as lines; a setting or action is a link to its name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalogue.api.exchange import ImportOptions, ImportReport
from catalogue.i18n import gettext as _
from catalogue.i18n import ngettext
from catalogue.model.issues import Issue
from catalogue.present import issues, plan
from catalogue.present.shapes import Line, Span
from catalogue.text.safe import one_line
from catalogue.tui.intake import Intake
from catalogue.tui.intake_settings import MODES, PARTIAL, YES_NO, remarks, setting

SHOWN = 100
"""Most problems and changes listed."""
_DUPLICATE = "row.possible_duplicate"


def trial(intake: Intake) -> Iterator[Line]:
    """How the file would be imported, and the result."""
    options = intake.options
    yield setting("mode", _(MODES[options.mode]))
    yield setting("partial", _(PARTIAL["yes" if options.partial else ""]))
    yield setting("rejects", options.rejects or _("no file"), _("the refused rows, with the reasons"))
    yield setting("source_from_file", _(YES_NO["yes" if options.source_from_file else ""]))
    if intake.report is not None:
        yield ()
        yield from account(intake.report, options)


def account(report: ImportReport, options: ImportOptions) -> Iterator[Line]:
    """The counts, then what is refused and why, possible duplicates, and what would change."""
    yield (Span(_counts(report), "title"),)
    refused = [issue for issue in report.issues if issue.fatal]
    doubles = [issue for issue in report.issues if issue.code == _DUPLICATE]
    others = [issue for issue in report.issues if not issue.fatal and issue.code != _DUPLICATE]
    if report.dry_run:
        yield _verdict(report, options)
    yield from _section(_("Refused"), refused)
    yield from _section(_("Possible duplicates"), doubles)
    changes = [change for step in report.steps for change in step.changes]
    if changes:
        yield ()
        yield (Span(_("What changes") if report.dry_run else _("What has changed"), "heading"),)
        yield from (plan.change_line(change) for change in changes[:SHOWN])
        yield from _more(len(changes))
    yield from _section(_("Remarks"), others)
    if report.notes:
        yield ()
        yield from remarks(report.notes)


def _counts(report: ImportReport) -> str:
    text = _(
        "Rows {read}: new {added}, changed {changed}, same {same}, refused {refused}, possible duplicates {doubles}"
    )
    doubles = sum(issue.code == _DUPLICATE for issue in report.issues)
    return text.format(
        read=report.read,
        added=report.added,
        changed=report.changed,
        same=report.same,
        refused=report.refused,
        doubles=doubles,
    )


def _verdict(report: ImportReport, options: ImportOptions) -> Line:
    if report.refused and not options.partial:
        return (Span(_("Nothing can be written like this: correct the file, or import only the good rows."), "bad"),)
    if not report.accepted:
        return (Span(_("There is nothing to write."), "mark"),)
    return (Span(_("Nothing is written yet.")),)


def writable(intake: Intake) -> bool:
    """Whether the result of the trial run can be written."""
    report = intake.report
    return report is not None and report.accepted > 0 and (intake.options.partial or not report.refused)


def _section(heading: str, found: Sequence[Issue]) -> Iterator[Line]:
    if found:
        yield ()
        yield (Span(heading, "heading"),)
        yield from issues.lines(found, SHOWN)


def _more(number: int) -> Iterator[Line]:
    if number > SHOWN:
        yield (Span(_("… and {count} more").format(count=number - SHOWN), "faint"),)


def progress(rows: int, share: float) -> Line:
    """The progress of an import on one line."""
    return bar(share, ngettext("{n} row", "{n} rows", rows).format(n=rows))


def bar(share: float, text: str, width: int = 40) -> Line:
    """A bar as long as the share that is done, 0 to 1, and the same in words."""
    done = round(min(max(share, 0.0), 1.0) * width)
    return Span("█" * done, "good"), Span("░" * (width - done), "faint"), Span(f" {min(share, 1.0):4.0%}  {text}")


def result(intake: Intake, command: str) -> Iterator[Line]:
    """What was written, how to undo it, and the equivalent shell command."""
    report = intake.report
    if report is None:
        return
    written = _("Written as batch {number}.") if report.batch is not None else _("Written.")
    yield (Span(written.format(number=report.batch), "title"),)
    closing = _("Show what was written") if report.batch is not None else _("Back to the list")
    yield (Span("  "), Span(closing, "link", "close"))
    if report.batch is not None:
        yield (Span("  "), Span(_("Undo it"), "link", "undo"))
    yield ()
    yield (Span(_("The equivalent command"), "heading"),)
    yield (Span("  "), Span(one_line(command, 2000), "link", "command"))
    if intake.needs_mapping:
        yield (Span("  "), Span(_("Save the mapping, so that the command finds it"), "link", "mapping"))
    yield ()
    yield from account(report, intake.options)


def stop_hint(*, writing: bool) -> Iterator[Line]:
    """How to stop it."""
    text = _("esc stops it, and then nothing is written.") if writing else _("esc stops it. This is only a trial.")
    yield (Span(text, "faint"),)


def stopped() -> Iterator[Line]:
    """The message after an import was stopped."""
    yield (Span(_("Stopped. Nothing was written; the catalogue is as it was."), "title"),)


def refused(found: Sequence[object], text: str) -> Iterator[Line]:
    """What was wrong with a file, or with an import that was refused."""
    yield (Span(text, "bad"),)
    yield ()
    yield from issues.lines([issue for issue in found if isinstance(issue, Issue)], SHOWN)
