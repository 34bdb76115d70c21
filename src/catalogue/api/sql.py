"""SQL of the user's own on the tables and views of a catalogue; it can only read."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.api.session import Session
from catalogue.store import raw_sql
from catalogue.store.raw_sql import Cell


def select(session: Session, statement: str) -> tuple[tuple[str, ...], Iterator[tuple[Cell, ...]]]:
    """The columns of a statement and its rows. Raises ``BadUsage('sql.refused')``."""
    return raw_sql.select(session.reading, statement)
