"""The records that can be reached from a record."""

from __future__ import annotations

from catalogue.api.session import Session
from catalogue.errors import NotFound
from catalogue.model.graph import Neighbourhood
from catalogue.store import card
from catalogue.store.neighbourhood import around

MOST = 500
"""Most records of a neighbourhood when no limit is given."""


def neighbourhood(session: Session, record_id: str, depth: int = 2, *, limit: int = MOST) -> Neighbourhood:
    """The records within ``depth`` links of a record, at most ``limit``. Raises ``NotFound('record.missing')``."""
    found = around(session.reading, record_id, depth, session.lang, limit=limit)
    if found is None:
        raise NotFound("record.missing", id=record_id, nearest=card.nearest_ids(session.reading, record_id))
    return found
