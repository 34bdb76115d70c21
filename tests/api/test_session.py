"""A session can be closed while another of its threads is running a query."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from catalogue.api.session import Session

LONG = "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT sum(i) FROM n"


def test_closing_lets_the_query_of_another_thread_finish(built: Path) -> None:
    session = Session.open(built)
    begun, found = threading.Event(), []

    def ask() -> None:
        connection = session.reading
        begun.set()
        found.extend(connection.execute(LONG).fetchall())

    thread = threading.Thread(target=ask)
    thread.start()
    begun.wait()
    own = session.reading
    session.close()
    thread.join()
    assert found == [(45_000_150_000,)]
    with pytest.raises(sqlite3.ProgrammingError):
        own.cursor()
