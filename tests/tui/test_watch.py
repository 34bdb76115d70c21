"""Writes by others are reported once; writes through the watch are not."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from catalogue.api import marks
from catalogue.api.session import Session
from catalogue.tui.watch import Watch


class Catalogue:
    """Counts writes, and tells each thread whether there were any since it last asked."""

    def __init__(self) -> None:
        self.writes = 0
        self.seen = threading.local()

    def write(self) -> int:
        self.writes += 1
        return self.writes

    def changed(self) -> bool:
        before, self.seen.writes = getattr(self.seen, "writes", self.writes), self.writes
        return before != self.writes


@pytest.fixture
def watched():
    catalogue, result = Catalogue(), []
    watch = Watch(catalogue.changed, lambda: result.append(catalogue.writes), lambda: None)
    yield catalogue, result, watch
    watch.close()


def looked(watch: Watch) -> None:
    watch.look()
    watch.write(int)  # waits until the look is done


def test_a_write_by_another_program_is_reported_once(watched):
    catalogue, result, watch = watched
    looked(watch)
    assert result == []
    catalogue.write()
    looked(watch)
    looked(watch)
    assert result == [1]


def test_an_own_write_is_not_reported_and_returns_its_result(watched):
    catalogue, result, watch = watched
    looked(watch)
    assert watch.write(catalogue.write) == 1
    looked(watch)
    assert result == []


def test_a_write_by_another_program_before_an_own_write_is_still_reported(watched):
    catalogue, result, watch = watched
    looked(watch)
    catalogue.write()
    watch.write(catalogue.write)
    assert result == [1]


def test_a_failed_write_raises_in_the_caller(watched):
    _catalogue, _told, watch = watched
    with pytest.raises(ZeroDivisionError):
        watch.write(lambda: 1 // 0)


def test_a_write_that_was_done_counts_even_if_the_file_cannot_be_checked_after_it(watched):
    catalogue, result, watch = watched
    states = iter([False])
    watch._changed = lambda: next(states)  # the second check fails
    assert watch.write(catalogue.write) == 1
    with pytest.raises(StopIteration):
        watch.write(catalogue.write)
    assert catalogue.writes == 1
    assert result == []


async def test_a_replaced_file_is_told_and_read_with_r(opened, shipped, tmp_path):
    newer = Path(shutil.copy(shipped, tmp_path / "newer.db"))
    with Session.open(newer) as other:
        marks.star(other, ["park-himgrad"])
    async with opened(shipped, view="technoparks", query="is:starred") as screens:
        assert screens.browse.results.total == 0
        shutil.move(newer, shipped)
        screens.browse.own_thread.look()
        while not screens.browse.stale:
            await screens.settle()
        await screens.settle()
        assert "The catalogue has changed; R reloads it." in screens.text
        await screens.press("R")
        assert screens.browse.results.total == 1
