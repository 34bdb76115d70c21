"""Sparse files are copied as they are; only their data is written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from catalogue.store import holes

BLOCK = 1 << 16


@pytest.mark.parametrize("data", [(), (0,), (3,), (0, 5, 6), (9,)])
@pytest.mark.parametrize("more", [0, 1])
def test_a_copy_is_identical_and_takes_no_more_space(tmp_path: Path, data: tuple[int, ...], more: int) -> None:
    path, copied = tmp_path / "a", tmp_path / "b"
    with path.open("wb") as file:
        for place in data:
            file.seek(place * BLOCK)
            file.write(bytes([place + 1]) * BLOCK)
        file.truncate(10 * BLOCK + more)
    with path.open("rb") as source, copied.open("wb") as target:
        holes.copy(source, target)
    assert copied.read_bytes() == path.read_bytes()
    if hasattr(os, "SEEK_DATA"):
        assert copied.stat().st_blocks <= path.stat().st_blocks


def test_salvaging_a_sparse_file_of_terabytes_ends_soon(invoke, shipped: Path, tmp_path: Path) -> None:
    with shipped.open("r+b") as file:
        file.truncate(4096)
        file.truncate(1 << 40)
    result = invoke("db", "salvage", str(shipped), str(tmp_path / "new.db"))
    assert result.code == 3, result.err
    assert [path.name for path in tmp_path.iterdir()] == [shipped.name]
