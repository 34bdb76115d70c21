"""The account of an import: the number of rows by outcome, the problems, and for a dry run the changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from catalogue.i18n import gettext as _
from catalogue.i18n import language
from catalogue.model.answers import Note
from catalogue.model.changes import CREATED, REMOVED, Change
from catalogue.model.issues import Issue
from catalogue.model.kinds import KINDS
from catalogue.model.records import is_entry
from catalogue.present import differences, in_words, issues, marks, words
from catalogue.present.shapes import Line, Span
from catalogue.text.safe import one_line
from catalogue.transfer.intake.options import ImportReport

CHANGES_SHOWN = 30


class Account(Struct, frozen=True):
    """What an import did, or would do: added + changed + same + refused = read. ``changes`` are the first ones.

    ``records_added`` and ``records_changed`` differ from the rows if a row gives several records, or several rows one.
    """

    read: int
    added: int
    changed: int
    same: int
    refused: int
    batch: int | None = None
    dry_run: bool = False
    issues: tuple[Issue, ...] = ()
    notes: tuple[Note, ...] = ()
    changes: tuple[Change, ...] = ()
    records_added: int = 0
    records_changed: int = 0


def account_of(report: ImportReport) -> Account:
    """The account of an import, from its report."""
    return Account(
        report.read,
        report.added,
        report.changed,
        report.same,
        report.refused,
        report.batch,
        report.dry_run,
        report.issues,
        report.notes,
        tuple(change for step in report.steps for change in step.changes),
        report.records_added,
        report.records_changed,
    )


def lines(account: Account) -> Iterator[Line]:
    """The account in words: changes of a dry run, problems, the totals, and how to undo it."""
    if account.dry_run:
        yield from _changes(account.changes)
    yield from issues.lines(account.issues)
    counted = _("Rows read: {read}; added: {added}; changed: {changed}; the same: {same}; refused: {refused}.")
    text = counted.format(
        read=account.read,
        added=account.added,
        changed=account.changed,
        same=account.same,
        refused=account.refused,
    )
    made = account.records_added, account.records_changed
    if made != (account.added, account.changed):
        text += " " + _("Records added: {added}; changed: {changed}.").format(added=made[0], changed=made[1])
    yield (Span(text), Span(f" {_ending(account)}"))


def _ending(account: Account) -> str:
    if account.dry_run:
        return _("Nothing was written (dry run).")
    if account.batch is None:
        return _("Written.") if account.added else _("Nothing was written.")
    text = _(
        "Written as batch {number}; “catalogue search batch:{number}” shows it, “catalogue undo {number}” reverses it."
    )
    return text.format(number=account.batch)


def _changes(changes: Sequence[Change]) -> Iterator[Line]:
    for change in changes[:CHANGES_SHOWN]:
        yield change_line(change)
    if len(changes) > CHANGES_SHOWN:
        yield (Span(_("… and {count} more").format(count=len(changes) - CHANGES_SHOWN), "faint"),)


def change_line(change: Change) -> Line:
    """One change in a line: record, field, before → after."""
    record = Span(f"{one_line(change.record)} ", "label")
    if change.field == CREATED:
        return record, Span(_("new"), "good")
    if change.field == REMOVED:
        return record, Span(_("removed"), "bad")
    label, old, new = _in_words(change)
    return record, Span(f"{label}: {one_line(old, 80)} {marks.OUTGOING} {one_line(new, 80)}")


def _in_words(change: Change) -> tuple[str, str, str]:
    """The label of the field, or of the part of the record, and both values in the reader's words."""
    lang = language()
    if is_entry(change.field, change.old or change.new or ""):
        sides = [text and differences.entry(change.field, text, "", lang) for text in (change.old, change.new)]
        label = next((side[0] for side in sides if side), change.field)
        old, new = (side[1] if side else marks.NOT_RECORDED for side in sides)
        return label, old, new
    kind = next((kind.name for kind in KINDS.values() if kind.field(change.field)), "")
    old, new = (differences.value_in_words(kind, change.field, text or None, lang) for text in (change.old, change.new))
    return in_words.field_label(kind, change.field, lang), old, new


def as_data(account: Account) -> Mapping[str, object]:
    """The account for machines."""
    return {
        "read": account.read,
        "added": account.added,
        "changed": account.changed,
        "same": account.same,
        "refused": account.refused,
        "records_added": account.records_added,
        "records_changed": account.records_changed,
        "batch": account.batch,
        "dry_run": account.dry_run,
        "issues": issues.as_data(account.issues),
        "notes": [{"code": note.code, "text": words.sentence(note.code, note.params)} for note in account.notes],
    }
