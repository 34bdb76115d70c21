"""A session can be closed while another of its threads runs a query; an interrupted question is asked again."""

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


@pytest.mark.parametrize("steady", [False, True])
def test_an_interrupted_question_is_asked_again_and_a_steady_thread_is_not_interrupted(built: Path, steady: bool):
    session, asked = Session(built, lang="en", read_only=True), []
    if steady:
        session.read_steadily()

    def question() -> int:
        asked.append(None)
        session.reading.create_function("stop", 0, lambda: session.interrupt() if len(asked) == 1 else None)
        return session.reading.execute(f"SELECT stop(), ({LONG})").fetchone()[1]

    with session:
        assert session.answered(question) == 45_000_150_000
        assert len(asked) == (1 if steady else 2)
        with pytest.raises(ZeroDivisionError):
            session.answered(lambda: 1 // 0)
