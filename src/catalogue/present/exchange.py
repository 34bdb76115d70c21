"""The exchange between offices as tables: partners, conflicts, received writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from catalogue.i18n import gettext as _
from catalogue.model.bundles import ExchangedBatch, ExchangeStatus, Origin, Partner, StoredConflict
from catalogue.model.changes import REMOVED
from catalogue.model.records import is_entry
from catalogue.present import differences, in_words, marks
from catalogue.present.shapes import Column, Line, Span, Table
from catalogue.text.safe import one_line
from catalogue.text.width import cells, pad


def partners(status: ExchangeStatus) -> Table[Partner]:
    """The progress of each partner."""
    return Table(
        (
            Column("partner", _("partner"), lambda own: own.name or "hub", lambda own: own.name or "hub", whole=True),
            Column("number", _("bundle"), lambda own: own.number, lambda own: str(own.number), right=True),
            Column("base", _("in step up to batch"), lambda own: own.base, lambda own: str(own.base), right=True),
        ),
        status.partners,
    )


def conflicts(found: Sequence[StoredConflict]) -> Table[StoredConflict]:
    """Conflicts between two copies: both values, their origins, and how each conflict was settled."""
    return Table(
        (
            Column("number", _("no."), lambda own: own.number, lambda own: str(own.number), right=True),
            Column("record", _("record"), lambda own: own.conflict.record, lambda own: own.conflict.record, whole=True),
            Column("field", _("field"), lambda own: own.conflict.field, lambda own: own.conflict.field),
            Column("before", _("before"), lambda own: own.conflict.base, partial(_side, side="base")),
            Column("ours", _("ours"), lambda own: own.conflict.ours, partial(_side, side="ours")),
            *_origin_columns(0, "ours"),
            Column("theirs", _("theirs"), lambda own: own.conflict.theirs, partial(_side, side="theirs")),
            *_origin_columns(1, "theirs"),
            Column("partner", _("partner"), lambda own: own.partner, lambda own: own.partner),
            Column("at", _("when"), lambda own: own.at, lambda own: own.at),
            Column("settled", _("settled"), lambda own: own.settled or None, lambda own: own.settled),
        ),
        tuple(found),
    )


def _origin_columns(number: int, side: str) -> tuple[Column[StoredConflict], ...]:
    """The author of a side, when it was written, and its sources."""
    return (
        Column(f"{side}_by", _("who"), lambda own: own.origins[number].actor, lambda own: own.origins[number].actor),
        Column(f"{side}_at", _("when"), lambda own: own.origins[number].at, lambda own: own.origins[number].at),
        Column(
            f"{side}_sources",
            _("sources"),
            lambda own: own.origins[number].sources,
            lambda own: " ".join(own.origins[number].sources),
        ),
    )


def conflict_lines(own: StoredConflict, lang: str) -> Iterator[Line]:
    """One conflict for people: its number, record and field; below it the former value, and both sides with their
    origins."""
    number, conflict = str(own.number), own.conflict
    yield Span(f"{number}  ", "label"), Span(one_line(conflict.record), "heading"), Span(f" · {_about(own, lang)}")
    ours, theirs = (_whose(origin, lang) for origin in own.origins)
    sides = ((_("before"), conflict.base, ""), (_("ours"), conflict.ours, ours), (_("theirs"), conflict.theirs, theirs))
    widest = max(cells(word) for word, _text, _whom in sides)
    for word, text, whom in sides:
        yield Span(f"   {pad(word, widest)}  ", "label"), Span(_words(own, text, lang)), Span(whom, "faint")
    if own.settled:
        yield (Span("   ✓ ", "good"), Span(_("settled: {how}").format(how=one_line(own.settled))))


def _about(own: StoredConflict, lang: str) -> str:
    conflict = own.conflict
    if conflict.field == REMOVED:
        return _("the whole record")
    text = conflict.ours or conflict.theirs or ""
    if is_entry(conflict.field, text):
        return differences.entry(conflict.field, text, own.kind, lang)[0]
    return in_words.field_label(own.kind, conflict.field, lang)


def _words(own: StoredConflict, text: str | None, lang: str) -> str:
    if own.conflict.field == REMOVED:
        return _("not there") if text is None else _("there")
    if text is None:
        return marks.NOT_RECORDED
    if is_entry(own.conflict.field, text):
        return differences.entry(own.conflict.field, text, own.kind, lang)[1]
    return differences.value_in_words(own.kind, own.conflict.field, text, lang)


def _whose(origin: Origin, lang: str) -> str:
    """The office, the person, the day and the sources of a side, in brackets."""
    day = in_words.short_date(origin.at[:10], lang) if origin.at else ""
    parts = (one_line(origin.office) or "hub", one_line(origin.actor), day, *map(one_line, origin.sources))
    return f"  ({in_words.joined(*parts)})"


def _side(own: StoredConflict, side: str) -> str:
    text: str | None = getattr(own.conflict, side)
    return "—" if text is None else one_line(text)


def batches(found: Sequence[ExchangedBatch]) -> Table[ExchangedBatch]:
    """The batches of other copies."""
    return Table(
        (
            Column("office", _("office"), lambda own: own.office or "hub", lambda own: own.office or "hub"),
            Column("batch", _("no."), lambda own: own.batch, lambda own: str(own.batch), right=True),
            Column("at", _("when"), lambda own: own.at, lambda own: own.at),
            Column("actor", _("who"), lambda own: own.actor, lambda own: own.actor),
            Column("action", _("action"), lambda own: own.action, lambda own: own.action),
            Column("records", _("records"), _records, lambda own: str(_records(own)), right=True),
            Column("reason", _("reason"), lambda own: own.reason, lambda own: own.reason),
        ),
        tuple(found),
    )


def _records(own: ExchangedBatch) -> int:
    return len({change.record for change in own.changes})
