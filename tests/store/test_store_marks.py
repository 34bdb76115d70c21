"""Marks are keyed by record ids and survive whatever happens to the records."""

from __future__ import annotations

from contextlib import closing

import pytest

from catalogue.model.marks import AllMarks, Marks, Noted, Saved, Starred, Tagged
from catalogue.store import backup, connection, history, marks, records
from catalogue.store.journal import Writing
from made import fergana_plan, fergana_region

PLAN = "agr-fergana-bashkortostan"
SET = AllMarks(
    (Tagged(PLAN, "urgent", "2025-01-01T00:00:00Z"), Tagged("place-uz", "home", "2025-01-02T00:00:00Z")),
    (Noted(PLAN, "ask them", "2025-01-01T00:00:00Z"),),
    (Starred(PLAN, "2025-01-01T00:00:00Z"),),
    (Saved("mine", "is:starred", "2025-01-01T00:00:00Z", ("form", "ends")),),
).tidy()


@pytest.fixture
def database(tmp_path):
    backup.new(tmp_path / "c.db")
    with connection.write(tmp_path / "c.db") as opened:
        with Writing(opened, actor="test", action="import") as writing:
            for record in (*fergana_region(), fergana_plan()):
                writing.put(record, None)
        marks.add(opened, SET)
        yield opened


def test_all_added_marks_are_returned(database) -> None:
    assert marks.everything(database) == SET
    assert marks.of(database, PLAN) == Marks(True, ("urgent",), ("ask them",))
    assert marks.of(database, "place-uz-fa") == Marks()
    assert marks.search(database, "mine") == SET.saved[0]
    assert marks.names(database) == ("mine",)


def test_adding_marks_again_changes_nothing_and_keeps_the_older_time(database) -> None:
    later = AllMarks(tags=(Tagged(PLAN, "urgent", "2026-01-01T00:00:00Z"),), saved=(Saved("mine", "kind:event", ""),))
    assert marks.add(database, later) == 0
    assert marks.everything(database) == SET


def test_marks_survive_change_removal_and_restoration_of_their_record(database) -> None:
    plan = records.load(database, [PLAN])[PLAN]
    with Writing(database, actor="test", action="edit") as writing:
        writing.put(fergana_plan().__class__(PLAN, "agreement", {"form": "protocol"}).tidy(), plan)
    assert marks.everything(database) == SET
    with Writing(database, actor="test", action="edit") as writing:
        writing.remove(records.load(database, [PLAN])[PLAN])
    assert marks.everything(database) == SET
    assert marks.absent(database, [PLAN, "place-uz"]) == (PLAN,)
    history.undo(database, history.latest(database), actor="test")
    assert marks.of(database, PLAN) == Marks(True, ("urgent",), ("ask them",))
    assert marks.absent(database, [PLAN]) == ()


def test_removing_counts_only_existing_marks(database) -> None:
    assert marks.remove(database, AllMarks(tags=(Tagged(PLAN, "urgent", ""), Tagged(PLAN, "nothing", "")))) == 1
    assert marks.remove(database, SET) == 4
    assert marks.everything(database) == AllMarks()


def remove_and_fail(database) -> None:
    with marks.transaction(database):
        marks.remove(database, SET)
        raise ZeroDivisionError


def test_a_failed_write_changes_no_mark(database) -> None:
    with pytest.raises(ZeroDivisionError):
        remove_and_fail(database)
    assert marks.everything(database) == SET


def test_a_copy_of_the_catalogue_includes_the_marks(database, tmp_path) -> None:
    backup.copy(database, tmp_path / "copy.db")
    with closing(connection.read(tmp_path / "copy.db")) as copied:
        assert marks.everything(copied) == SET
