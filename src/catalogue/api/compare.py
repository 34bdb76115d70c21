"""Records side by side."""

from __future__ import annotations

from collections.abc import Sequence

from catalogue.api.session import Session
from catalogue.errors import BadUsage, NotFound
from catalogue.model.comparison import Comparison, compared
from catalogue.store import calendar, card, records


def compare(session: Session, ids: Sequence[str]) -> Comparison:
    """Compare two or more records of one kind, in the order given; a repeated id counts once.

    Raises ``NotFound('record.missing')``, ``BadUsage('compare.few' | 'compare.kinds')``.
    """
    chosen = tuple(dict.fromkeys(ids))
    if len(chosen) < 2:
        raise BadUsage("compare.few")
    found = records.load(session.reading, chosen)
    for record_id in chosen:
        if record_id not in found:
            raise NotFound("record.missing", id=record_id, nearest=card.nearest_ids(session.reading, record_id))
    kinds = tuple(dict.fromkeys(found[record_id].kind for record_id in chosen))
    if len(kinds) > 1:
        raise BadUsage("compare.kinds", kinds=kinds)
    rows = compared([found[record_id] for record_id in chosen])
    linked = {object_id for row in rows if row.part == "link" for cell in row.cells for object_id in cell}
    return Comparison(kinds[0], chosen, rows, calendar.labels(session.reading, {*chosen, *linked}, session.lang))
