"""A dossier for machines: one JSON object with canonical values, with the same numbering of sources as in the
document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from catalogue.model.agenda import Entry
from catalogue.model.answers import Gap
from catalogue.model.dossier import Dossier, Figure, FigurePart, Reference, TimelineEntry
from catalogue.present import agenda, counts
from catalogue.present.record_data import Json, as_data
from catalogue.present.shapes import Table


def as_data_of(brief: Dossier, lang: str) -> Mapping[str, Json]:
    """What it is about (``query``, ``scope``, ``places``, ``partners``, ``subject``), then ``records``, ``timeline``,
    ``agenda``, ``gaps``, ``figures`` and ``sources``."""
    return {
        "query": brief.query,
        "scope": brief.scope,
        "places": brief.places,
        "partners": brief.partners,
        "day": brief.day.isoformat(),
        "found": brief.found,
        "subject": as_data(brief.subject) if brief.subject else None,
        "records": [as_data(card) for card in brief.cards],
        "timeline": [_moment(own) for own in brief.timeline],
        "agenda": _rows(agenda.table(brief.agenda, lang)),
        "gaps": _rows(counts.gap_table(brief.gaps, lang)),
        "figures": [_figure(own) for own in brief.figures],
        "sources": [
            {"number": own.number, "id": own.id, "label": own.label, "values": dict(own.values)}
            for own in brief.sources
        ],
    }


def _rows(table: Table[Entry] | Table[Gap]) -> list[Json]:
    return [dict(zip(table.names, row, strict=True)) for row in table.data()]


def _moment(own: TimelineEntry) -> Json:
    data: dict[str, Json] = {"date": own.date, "field": own.field, "record": own.record, "label": own.label}
    return {**data, "kind": own.kind, **_evidence(own.references, own.inferred)}


def _figure(own: Figure) -> Json:
    """``sum`` has a term for each currency, phase and kind of bound; ``unknown`` is the number of records without the
    figure."""
    return {
        "kind": own.kind,
        "field": own.field,
        "sum": [term.text for term in own.terms],
        "unknown": own.unknown,
        "parts": [_part(part) for part in own.parts],
    }


def _part(own: FigurePart) -> Json:
    data: dict[str, Json] = {"record": own.record, "label": own.label, "value": own.value}
    data |= {"as_of": own.as_of} if own.as_of else {}
    data |= {"conflicting": own.conflicting} if own.conflicting else {}
    return {**data, **_evidence(own.references, own.inferred)}


def _evidence(references: Iterable[Reference], inferred: str | None) -> dict[str, Json]:
    """The sources by number, each with the place in it; the reason if the value is inferred."""
    cited: list[Json] = [{"number": own.number, **({"where": own.where} if own.where else {})} for own in references]
    return {"sources": cited, **({} if inferred is None else {"inferred": inferred})}
