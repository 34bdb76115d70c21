"""Marked rows and the reader's own marks, with the keyboard."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from catalogue.api import marks
from catalogue.api.session import Session

FERGANA, JIZZAKH = "agr-fergana-bashkortostan", "agr-jizzakh-bashkortostan"


def kept(path: Path, record: str):
    with Session.open(path) as session:
        return marks.of(session, record)


async def test_space_marks_a_row_and_moves_on_and_marks_survive_another_query(opened):
    async with opened() as screens:
        first = screens.browse.results.row_at(0).id
        await screens.press("space", "j", "space")
        assert len(screens.browse.marked) == 2
        assert "13 · 2 marked" in screens.text
        assert sum("✓" in line for line in screens.lines) == 2
        await screens.press("2", "1")
        assert first in screens.browse.marked
        await screens.press("g", "space")
        assert first not in screens.browse.marked
        await screens.press("U")
        assert not screens.browse.marked
        assert "marked" not in screens.text


async def test_a_range_extends_from_the_last_marked_row_to_the_cursor_in_either_direction(opened):
    async with opened() as screens:
        rows = [screens.browse.results.row_at(at).id for at in range(13)]
        await screens.press("j", "j", "space", "j", "j", "v")
        assert list(screens.browse.marked) == rows[2:6]
        await screens.press("g", "v")
        assert set(screens.browse.marked) == set(rows[:6])


async def test_all_records_of_the_list_can_be_marked_even_off_the_screen(opened):
    async with opened(size=(80, 24), view="all") as screens:
        await screens.press("A")
        assert len(screens.browse.marked) == screens.browse.results.total == 257


async def test_marked_records_can_be_starred_and_unstarred(opened, shipped: Path):
    async with opened(shipped, query="bashkortostan status:signed") as screens:
        await screens.press("A", "b")
        assert kept(shipped, FERGANA).starred
        assert kept(shipped, JIZZAKH).starred
        assert "★" in screens.browse.detail.text
        await screens.press("b")
        assert not kept(shipped, FERGANA).starred


async def test_starring_a_mixture_stars_the_unstarred_first(opened, shipped: Path):
    async with opened(shipped, query="bashkortostan status:signed") as screens:
        await screens.press("b", "A", "b")
        assert kept(shipped, FERGANA).starred
        assert kept(shipped, JIZZAKH).starred


async def test_tags_can_be_added_removed_and_searched(opened, shipped: Path):
    async with opened(shipped, select=FERGANA) as screens:
        await screens.press("t")
        await screens.type("urgent [b")
        await screens.press("enter")
        assert kept(shipped, FERGANA).tags == ("urgent [b",)
        assert "urgent [b" in screens.browse.detail.text
        await screens.press("slash")
        await screens.type("is:tagged")
        assert screens.browse.results.total == 1
        await screens.press("enter", "t", "tab", "delete")
        assert kept(shipped, FERGANA).tags == ()
        assert screens.browse.results.total == 0


async def test_notes_can_be_added_and_removed_one_by_one(opened, shipped: Path):
    async with opened(shipped, select=FERGANA) as screens:
        for text in ("first", "second"):
            await screens.press("n")
            await screens.type(text)
            await screens.press("enter")
        assert kept(shipped, FERGANA).notes == ("first", "second")
        await screens.press("n", "tab", "delete")
        assert kept(shipped, FERGANA).notes == ("second",)
        await screens.press("n", "escape")
        assert kept(shipped, FERGANA).notes == ("second",)


@pytest.mark.parametrize("key", ["t", "n"])
async def test_a_failed_write_asks_for_the_text_again(opened, shipped: Path, key: str, monkeypatch):
    """The catalogue is locked for longer than a write waits."""
    monkeypatch.setattr("catalogue.store.connection.BUSY_MS", 50)
    async with opened(shipped, select=FERGANA) as screens:
        await screens.press(key)
        await screens.type("dear words")
        with closing(sqlite3.connect(shipped, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await screens.press("enter")
            assert "seconds were not enough" in next(iter(screens.app._notifications)).message
        assert screens.app.focused.value == "dear words"
        await screens.press("enter")
        assert screens.app.screen is screens.browse
        found = kept(shipped, FERGANA)
        assert (*found.tags, *found.notes) == ("dear words",)


async def test_an_invalid_tag_is_refused_in_words(opened, shipped: Path):
    async with opened(shipped, select=FERGANA) as screens:
        await screens.press("t")
        await screens.type("...")
        await screens.press("enter")
        assert kept(shipped, FERGANA).tags == ()
        assert any(note.severity == "warning" for note in screens.app._notifications)


async def test_the_readers_own_marks_do_not_count_as_a_change_but_those_of_others_do(opened, shipped: Path):
    async with opened(shipped, select=FERGANA) as screens:
        screens.browse.own_thread._thread.submit(int).result()
        await screens.press("b")
        screens.browse.own_thread._thread.submit(screens.browse.own_thread._look).result()
        await screens.settle()
        assert not screens.browse.stale
        with Session.open(shipped) as session:
            marks.tag(session, "elsewhere", [FERGANA])
        screens.browse.own_thread._thread.submit(screens.browse.own_thread._look).result()
        await screens.settle()
        assert "The catalogue has changed; R reloads it." in screens.text
        await screens.press("j")
        assert "R reloads it" in screens.text
        await screens.press("k", "R")
        assert "R reloads it" not in screens.text
        assert "elsewhere" in screens.browse.detail.text


async def test_a_write_continues_while_another_list_is_requested(opened, shipped: Path):
    """This interrupts the queries of the previous list, but not those of the write."""
    begun, ended = threading.Event(), threading.Event()
    long_query = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) SELECT max(i) FROM n"
    )
    async with opened(shipped) as screens:
        browse, found = screens.browse, []

        def write() -> int:
            begun.set()
            try:
                return browse.session.reading.execute(long_query).fetchone()[0]
            finally:
                ended.set()

        browse.write(write, found.append)
        while not begun.is_set():
            await screens.pilot.pause(0.01)
        await screens.press("2")
        assert ended.wait(20)
        await screens.settle()
        assert found == [3_000_000]


@pytest.mark.parametrize("key", ["t", "n"])
async def test_a_text_asked_for_again_goes_to_the_record_it_was_typed_for(opened, shipped: Path, key, monkeypatch):
    monkeypatch.setattr("catalogue.store.connection.BUSY_MS", 300)
    async with opened(shipped, select=FERGANA) as screens:
        await screens.press(key)
        await screens.type("dear words")
        with closing(sqlite3.connect(shipped, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await screens.pilot.press("enter", "j")
            await screens.settle()
            assert screens.app.focused.value == "dear words"
        assert screens.chosen != FERGANA
        await screens.press("enter")
        found = kept(shipped, FERGANA)
        assert (*found.tags, *found.notes) == ("dear words",)
