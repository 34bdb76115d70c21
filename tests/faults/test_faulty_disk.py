"""Operations on a disk that dies, fails or is full at the k-th call, and what is left when the power is cut.

FAULT_ROUNDS is the number of calls chosen for each operation and each way to fail; 0 means every call. Without it
some operations are left out.
"""

from __future__ import annotations

import errno
import os
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from faultydisk import Call, Disk, Platter, compiled, lay, read_log
from operations import OPERATIONS, Place, content, outputs

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs LD_PRELOAD and /proc"),
]
ROUNDS = int(os.environ.get("FAULT_ROUNDS", "1"))
DYING = OPERATIONS if ROUNDS != 1 else ("import", "restore", "package", "bundle")
UNREADABLE = ("import", "undo", "restore", "repair", "migrate", "backup", "salvage", "export")


@dataclass(frozen=True, slots=True)
class Known:
    """An operation on a failing disk, and the state before and after it when nothing fails."""

    place: Place
    disk: Disk
    before: str
    after: str
    made: dict[str, str]
    calls: int
    happened: tuple[Call, ...]

    def run(self, **result: object) -> CompletedProcess[bytes]:
        """Run the operation on the original catalogue."""
        self.place.reset()
        return self.disk.run(self.place.line, **result)


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = compiled(tmp_path_factory.mktemp("disk"))
    return made or pytest.skip("no C compiler")


@pytest.fixture(scope="session")
def known(library: Path, prepared, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Known]:
    """Each operation, prepared once."""

    @cache
    def found(operation: str) -> Known:
        folder = tmp_path_factory.mktemp(operation)
        disk, log, count = Disk(library, folder / "work"), folder / "log", folder / "count"
        place = Place(operation, disk.under, prepared)
        place.reset()
        before, ended = place.now(), disk.run(place.line, log=log, count=count)
        assert ended.returncode == 0, ended.stderr
        after, made = place.now(), outputs(place.folder)
        return Known(place, disk, before, after, made, count.stat().st_size, tuple(read_log(log)))

    return found


def chosen(calls: int) -> list[int]:
    """Numbers of calls: all of them or a random choice."""
    assert calls, "no calls were counted"
    return sorted(random.sample(range(1, calls + 1), min(ROUNDS or calls, calls)))


def kept_copies_are_whole(folder: Path, before: str) -> bool:
    return all(content(copy) == before for copy in folder.glob("*.bak"))


@pytest.mark.parametrize("operation", DYING)
def test_an_operation_that_dies_at_any_call_is_complete_or_has_not_happened(known, operation):
    it = known(operation)
    for number in chosen(it.calls):
        assert it.run(at=number, how=random.choice(("kill", "half"))).returncode == -9, number
        assert it.place.now() in (it.before, it.after), number
        assert outputs(it.place.folder).items() <= it.made.items(), number
        assert kept_copies_are_whole(it.place.folder, it.before), number


FAILURES = ({"how": errno.EIO}, {"how": errno.ENOSPC}, {"how": errno.ENOSPC, "ever": 1})


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_failing_call_is_reported_and_leaves_nothing_half_done(known, operation):
    """An error once, no space once, no space from then on."""
    it = known(operation)
    for number in chosen(it.calls):
        for failure in FAILURES if ROUNDS != 1 else [random.choice(FAILURES)]:
            result = ended_well(it.run(at=number, **failure), (number, failure))
            if result:
                assert it.place.now() in (it.before, it.after), (number, failure)
                assert outputs(it.place.folder).items() <= it.made.items(), (number, failure)
            else:
                assert (it.place.now(), outputs(it.place.folder)) == (it.after, it.made), (number, failure)
            assert kept_copies_are_whole(it.place.folder, it.before), (number, failure)
            assert not it.place.hidden(), (number, failure, result)


def ended_well(ended: CompletedProcess[bytes], where: object) -> str:
    """Check the output: a sentence (or a table of what was lost) if something failed, nothing otherwise."""
    result = ended.stderr.decode()
    assert ended.returncode in (0, 1, 3), (where, result)
    assert "Traceback" not in result, (where, result)
    assert "failed unexpectedly" not in result, (where, result)
    told = result.strip() or (ended.returncode == 1 and ended.stdout)
    assert bool(told) == bool(ended.returncode), (where, result)
    return result


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_power_cut_leaves_the_state_before_or_after_and_the_latter_once_reported(known, tmp_path, operation):
    """Of unsynced data everything, nothing or some sectors may be there; names become durable in order."""
    it, image = known(operation), tmp_path / "image"
    it.place.reset()
    platter, torn = Platter(it.place.folder), random.Random(ROUNDS)
    calls = [call for call in it.happened if not call.path.endswith("-shm")]
    looked_at = {*chosen(len(calls)), len(calls)}
    for number, call in enumerate(calls, 1):
        platter.take(call)
        for how in ("all", "synced", "torn") if number in looked_at else ():
            lay(platter.left(how, torn), it.place.folder, image)
            shown, made = content(image / "c.db"), outputs(image)
            assert shown in (it.before, it.after), (number, how)
            assert made.items() <= it.made.items(), (number, how)
            assert kept_copies_are_whole(image, it.before), (number, how)
            assert number < len(calls) or (shown, made) == (it.after, it.made), how


@pytest.mark.parametrize("operation", UNREADABLE if ROUNDS != 1 else UNREADABLE[:2])
def test_a_failing_read_is_reported(known, tmp_path, operation):
    """Only reads in the catalogue's folder fail; what a journal needs for the rollback is read later."""
    it = known(operation)
    it.place.reset()
    for number in chosen(it.disk.calls(it.place.line, tmp_path, reads=1)):
        result = ended_well(it.run(at=number, how=errno.EIO, reads=1), number)
        assert it.place.now() in (it.before, it.after), number
        assert outputs(it.place.folder).items() <= it.made.items(), number
        assert not it.place.hidden(), (number, result)
