"""Facets, declared totals, history and health checks as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from catalogue.i18n import gettext as _
from catalogue.model.answers import Facet, FacetValue, Finding, Gap
from catalogue.model.changes import Batch, Change
from catalogue.model.salvaged import Loss
from catalogue.present import in_words, marks, words
from catalogue.present.record import declared
from catalogue.present.shapes import Column, Table
from catalogue.text.safe import one_line


def facet_table(facet: Facet, *, null: bool = True) -> Table[FacetValue]:
    """Value, label and count of one facet; "not recorded" has no value, and is omitted without ``null``."""
    return Table(
        (
            Column("value", _("value"), lambda own: own.value, lambda own: own.value or ""),
            Column("label", facet.label, lambda own: own.label, lambda own: own.label or _("not recorded")),
            Column("count", _("records"), lambda own: own.count, lambda own: str(own.count), right=True),
        ),
        [own for own in facet.values if null or own.value is not None],
    )


def gap_table(gaps: Iterable[Gap], lang: str) -> Table[Gap]:
    """Totals declared by sources compared with what is recorded."""
    return Table(
        (
            Column("record", _("record"), lambda gap: gap.record, lambda gap: gap.record),
            Column("label", _("name"), lambda gap: gap.label, lambda gap: gap.label),
            Column("field", _("what"), lambda gap: gap.field, partial(_counted, lang=lang)),
            Column("declared", _("declared"), lambda gap: gap.declared, partial(_declared, lang=lang), right=True),
            Column("recorded", _("recorded"), lambda gap: gap.recorded, lambda gap: _known(gap.recorded), right=True),
            Column("missing", _("missing"), lambda gap: gap.missing, lambda gap: _known(gap.missing), right=True),
            Column("query", _("query"), lambda gap: gap.query, lambda gap: gap.query),
            Column("source", _("source"), lambda gap: gap.source, lambda gap: gap.source),
            Column("inferred", "", lambda gap: gap.inferred, lambda gap: marks.INFERRED if gap.inferred else ""),
        ),
        gaps,
    )


def _counted(gap: Gap, *, lang: str) -> str:
    return declared(gap.field, lang) if gap.field.startswith("declared:") else gap.field


def _declared(gap: Gap, *, lang: str) -> str:
    return in_words.figure(gap.declared, lang)


def _known(number: int | None) -> str:
    return "?" if number is None else str(number)


def batch_table(batches: Iterable[Batch]) -> Table[Batch]:
    """The writes of a catalogue, newest first."""
    return Table(
        (
            Column("batch", _("batch"), lambda own: own.number, lambda own: str(own.number), right=True),
            Column("at", _("when"), lambda own: own.at, lambda own: own.at, whole=True),
            Column("action", _("action"), lambda own: own.action, lambda own: own.action),
            Column("reason", _("reason"), lambda own: own.reason, lambda own: own.reason),
            Column("records", _("records"), lambda own: own.records, lambda own: str(own.records), right=True),
            Column("actor", _("by"), lambda own: own.actor, lambda own: own.actor),
            Column("undone_by", _("undone by"), lambda own: own.undone_by, _undone, right=True),
        ),
        batches,
    )


def _undone(batch: Batch) -> str:
    return "" if batch.undone_by is None else str(batch.undone_by)


def change_table(histories: Sequence[tuple[str, Iterable[Batch]]]) -> Table[tuple[Batch, Change]]:
    """Every change of each record, newest batch first; several records are named in a column of their own."""
    record: Column[tuple[Batch, Change]] = Column(
        "record", _("record"), lambda own: own[1].record, lambda own: own[1].record, whole=True
    )
    return Table(
        (
            *((record,) if len(histories) > 1 else ()),
            Column("batch", _("batch"), lambda own: own[0].number, lambda own: str(own[0].number), right=True),
            Column("at", _("when"), lambda own: own[0].at, lambda own: own[0].at, whole=True),
            Column("action", _("action"), lambda own: own[0].action, lambda own: own[0].action),
            Column("field", _("field"), lambda own: own[1].field, lambda own: own[1].field),
            Column("old", _("before"), lambda own: own[1].old, lambda own: own[1].old or marks.NOT_RECORDED),
            Column("new", _("after"), lambda own: own[1].new, lambda own: own[1].new or marks.NOT_RECORDED),
        ),
        [
            (batch, change)
            for record_id, batches in histories
            for batch in batches
            for change in batch.changes
            if change.record == record_id
        ],
    )


_GLYPHS = {"ok": marks.OK, "note": marks.NOTE, "wrong": marks.WRONG}


def finding_table(findings: Iterable[Finding]) -> Table[Finding]:
    """The results of a health check, each with its sentence."""
    return Table(
        (
            Column("ok", "", lambda own: own.ok, lambda own: _GLYPHS[own.level]),
            Column("check", _("check"), lambda own: own.code, lambda own: own.code),
            Column("result", _("result"), _result, _result),
        ),
        findings,
    )


def _result(finding: Finding) -> str:
    code = finding.code if finding.level == "ok" else f"{finding.code}.wrong"
    return words.sentence(code, finding.params)


def loss_table(losses: Iterable[Loss]) -> Table[Loss]:
    """What could not be salvaged, and why."""
    return Table(
        (
            Column("reason", _("why"), lambda own: own.reason, lambda own: words.sentence(f"loss.{own.reason}", {})),
            Column("table", _("table"), lambda own: own.table or None, lambda own: own.table),
            Column("rows", _("rows"), lambda own: own.rows or None, lambda own: own.rows),
            Column("record", _("record"), lambda own: own.record or None, lambda own: own.record),
            Column("field", _("field"), lambda own: own.field or None, lambda own: own.field),
            Column("value", _("value"), lambda own: own.value or None, lambda own: one_line(own.value)),
        ),
        losses,
    )
