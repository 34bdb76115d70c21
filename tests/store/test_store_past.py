"""A record at an earlier time: walking back through its history restores every former state."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.errors import Conflict, NotFound
from catalogue.model.records import Name, Record
from catalogue.store import backup, connection, history, past, records
from catalogue.store.journal import Writing
from made import values

FIRST = date(2024, 1, 1)


def on(monkeypatch: pytest.MonkeyPatch, day: date, *, hour: int = 12) -> None:
    moment = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))


def write(database, *found: Record) -> int | None:
    with Writing(database, actor="test", action="edit") as writing:
        for record in found:
            writing.put(record, records.load(database, [record.id]).get(record.id))
    return writing.batch


def remove(database, record: Record) -> None:
    with Writing(database, actor="test", action="remove") as writing:
        writing.remove(record)


@pytest.fixture
def database(tmp_path):
    backup.new(tmp_path / "c.db")
    with connection.write(tmp_path / "c.db") as opened:
        yield opened


STATES = st.lists(st.one_of(st.none(), values("technopark")), min_size=1, max_size=6)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(states=STATES, data=st.data())
def test_each_day_returns_the_record_of_that_day(tmp_path_factory, monkeypatch, states, data) -> None:
    """One state a day (None: removed), on some days an undo instead."""
    path = tmp_path_factory.mktemp("past") / "c.db"
    backup.new(path)
    was: list[Record | None] = []
    with connection.write(path) as database:
        for number, state in enumerate(states):
            on(monkeypatch, FIRST + timedelta(days=number))
            present = was[-1] if was else None
            if was and data.draw(st.booleans()):
                _undo_if_there_is_anything(database)
            elif state is not None:
                write(database, Record("park-a", "technopark", state, (Name(f"{number}"),)).tidy())
            elif present is not None:
                remove(database, present)
            was.append(records.load(database, ["park-a"]).get("park-a"))
        for number, state_then in enumerate(was):
            assert past.at_end_of(database, "park-a", FIRST + timedelta(days=number)) == state_then
        assert past.at_end_of(database, "park-a", FIRST - timedelta(days=1)) is None
        assert past.at_end_of(database, "park-a", FIRST + timedelta(days=99)) == was[-1]


def _undo_if_there_is_anything(database) -> None:
    with suppress(NotFound, Conflict):
        history.undo(database, history.latest(database), actor="test")


def test_the_last_write_of_a_day_counts(database, monkeypatch) -> None:
    for hour, summary in ((1, "early"), (23, "late")):
        on(monkeypatch, FIRST, hour=hour)
        write(database, Record("park-a", "technopark", {"summary": summary}).tidy())
    on(monkeypatch, FIRST + timedelta(days=1), hour=0)
    write(database, Record("park-a", "technopark", {"summary": "tomorrow"}).tidy())
    found = past.at_end_of(database, "park-a", FIRST)
    assert found is not None
    assert found.get("summary") == "late"


def test_two_changes_of_a_field_in_one_write_are_reverted_in_order(database, monkeypatch) -> None:
    on(monkeypatch, FIRST)
    one = Record("park-a", "technopark", {"summary": "one"}).tidy()
    write(database, one)
    on(monkeypatch, FIRST + timedelta(days=1))
    with Writing(database, actor="test", action="edit") as writing:
        two = Record("park-a", "technopark", {"summary": "two"}).tidy()
        writing.put(two, one)
        writing.put(Record("park-a", "technopark", {"summary": "three"}).tidy(), two)
    assert past.at_end_of(database, "park-a", FIRST) == one


def test_an_unknown_id_has_no_history(database) -> None:
    assert past.at_end_of(database, "park-a", FIRST) is None
    assert past.known(database, "park-a") == ()
