"""A session can be closed while another of its threads runs a query; an interrupted question is asked again."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from catalogue.api import find, marks
from catalogue.api.session import Session
from catalogue.errors import UnusableCatalogue

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


def test_a_file_that_was_replaced_is_noticed_never_written_to_unseen_and_read_when_asked(shipped, tmp_path):
    newer = Path(shutil.copy(shipped, tmp_path / "newer.db"))
    with Session.open(newer) as other:
        marks.star(other, ["park-himgrad"])
    with Session.open(shipped) as session:
        assert not session.changed()
        newer.replace(shipped)
        assert session.changed()
        assert not session.changed(), "told once"
        with pytest.raises(UnusableCatalogue, match=r"db\.replaced"):
            marks.star(session, ["park-alabuga"])
        with ThreadPoolExecutor(1) as another, pytest.raises(UnusableCatalogue, match=r"db\.replaced"):
            another.submit(marks.everything, session).result()
        session.open_again()
        assert [own.record for own in marks.everything(session).stars] == ["park-himgrad"]
        assert marks.star(session, ["park-alabuga"]) == 1


def test_a_file_that_is_gone_or_spoilt_is_not_opened_again_and_the_former_stays_readable(shipped):
    with Session.open(shipped) as session:
        shipped.unlink()
        assert session.changed()
        for content in (None, "hello"):
            if content:
                shipped.write_text(content)
            with pytest.raises(UnusableCatalogue):
                session.open_again()
            assert find.search(session, "kind:cluster").total == 4


def test_a_file_found_damaged_while_an_answer_is_fetched_is_reported_as_unusable(built: Path) -> None:
    """Only the first row is fetched when a statement is executed."""

    def question() -> None:
        raise sqlite3.DatabaseError("database disk image is malformed")

    with Session.open(built) as session, pytest.raises(UnusableCatalogue):
        session.answered(question)
