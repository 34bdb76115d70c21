"""The exchange between offices as tables: partners, rivals, received writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from catalogue.i18n import gettext as _
from catalogue.model.bundles import OpenRival, Partner, Standing, Travelled, Voice
from catalogue.model.changes import REMOVED
from catalogue.model.records import is_entry
from catalogue.present import differences, marks, said
from catalogue.present.shapes import Column, Line, Span, Table
from catalogue.text.safe import one_line
from catalogue.text.width import cells, pad


def partners(standing: Standing) -> Table[Partner]:
    """The progress of each partner."""
    return Table(
        (
            Column("partner", _("partner"), lambda own: own.name or "hub", lambda own: own.name or "hub", whole=True),
            Column("number", _("bundle"), lambda own: own.number, lambda own: str(own.number), right=True),
            Column("base", _("in step up to write"), lambda own: own.base, lambda own: str(own.base), right=True),
        ),
        standing.partners,
    )


def rivals(found: Sequence[OpenRival]) -> Table[OpenRival]:
    """Conflicts between two copies: both values, their origins, and how each conflict was settled."""
    return Table(
        (
            Column("number", _("no."), lambda own: own.number, lambda own: str(own.number), right=True),
            Column("record", _("record"), lambda own: own.rival.record, lambda own: own.rival.record, whole=True),
            Column("field", _("field"), lambda own: own.rival.field, lambda own: own.rival.field),
            Column("before", _("before"), lambda own: own.rival.base, partial(_side, side="base")),
            Column("ours", _("ours"), lambda own: own.rival.ours, partial(_side, side="ours")),
            *_voice_columns(0, "ours"),
            Column("theirs", _("theirs"), lambda own: own.rival.theirs, partial(_side, side="theirs")),
            *_voice_columns(1, "theirs"),
            Column("partner", _("partner"), lambda own: own.partner, lambda own: own.partner),
            Column("at", _("when"), lambda own: own.at, lambda own: own.at),
            Column("settled", _("settled"), lambda own: own.settled or None, lambda own: own.settled),
        ),
        tuple(found),
    )


def _voice_columns(number: int, side: str) -> tuple[Column[OpenRival], ...]:
    """The author of a side, when it was written, and its sources."""
    return (
        Column(f"{side}_by", _("who"), lambda own: own.voices[number].actor, lambda own: own.voices[number].actor),
        Column(f"{side}_at", _("when"), lambda own: own.voices[number].at, lambda own: own.voices[number].at),
        Column(
            f"{side}_sources",
            _("sources"),
            lambda own: own.voices[number].sources,
            lambda own: " ".join(own.voices[number].sources),
        ),
    )


def rival_lines(own: OpenRival, lang: str) -> Iterator[Line]:
    """One rival for people: its number, record and field; below it the former value, and both sides with their
    origins."""
    number, rival = str(own.number), own.rival
    yield Span(f"{number}  ", "label"), Span(one_line(rival.record), "heading"), Span(f" · {_about(own, lang)}")
    ours, theirs = (_whose(voice, lang) for voice in own.voices)
    sides = ((_("before"), rival.base, ""), (_("ours"), rival.ours, ours), (_("theirs"), rival.theirs, theirs))
    widest = max(cells(word) for word, _text, _whom in sides)
    for word, text, whom in sides:
        yield Span(f"   {pad(word, widest)}  ", "label"), Span(_words(own, text, lang)), Span(whom, "faint")
    if own.settled:
        yield (Span("   ✓ ", "good"), Span(_("settled: {how}").format(how=own.settled)))


def _about(own: OpenRival, lang: str) -> str:
    rival = own.rival
    if rival.field == REMOVED:
        return _("the whole record")
    text = rival.ours or rival.theirs or ""
    if is_entry(rival.field, text):
        return differences.entry(rival.field, text, own.kind, lang)[0]
    return said.field_label(own.kind, rival.field, lang)


def _words(own: OpenRival, text: str | None, lang: str) -> str:
    if own.rival.field == REMOVED:
        return _("not there") if text is None else _("there")
    if text is None:
        return marks.NOT_RECORDED
    if is_entry(own.rival.field, text):
        return differences.entry(own.rival.field, text, own.kind, lang)[1]
    return differences.said_value(own.kind, own.rival.field, text, lang)


def _whose(voice: Voice, lang: str) -> str:
    """The office, the person, the day and the sources of a side, in brackets."""
    day = said.short_date(voice.at[:10], lang) if voice.at else ""
    parts = (voice.office or "hub", one_line(voice.actor), day, *map(one_line, voice.sources))
    return f"  ({said.joined(*parts)})"


def _side(own: OpenRival, side: str) -> str:
    text: str | None = getattr(own.rival, side)
    return "—" if text is None else one_line(text)


def writes(found: Sequence[Travelled]) -> Table[Travelled]:
    """The writes of other copies."""
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


def _records(own: Travelled) -> int:
    return len({change.record for change in own.changes})
