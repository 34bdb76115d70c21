"""Rows of tables read straight from the pages of a file whose B-tree is broken.

The format is SQLite's own (https://www.sqlite.org/fileformat2.html, sections 1.6 and 2): a leaf of a table begins with
the byte 13, one of a table without row numbers with 10; a cell holds the length of its payload, the row number, and a
record of serial types and values, the rest of which may be in a chain of overflow pages.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from catalogue.store import holes

Cells = list[bytes | int | float | None]

_LEAF, _KEYED = 13, 10
_FIXED = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8}


def rows(path: Path, columns: int, *, keyed: bool = False) -> Iterator[tuple[int, Cells]]:
    """Every row with this many columns on a leaf page, with its row number (0 for a table without them); texts are
    bytes.

    Free pages may hold deleted rows: the caller must be able to recognise them.
    """
    with path.open("rb") as file:
        size = int.from_bytes(file.read(18)[16:18], "big")
        size = 65_536 if size == 1 else size
        if size < 512:  # of a file too short to have a header
            return
        for start, end in holes.stretches(file):
            for at in range(max(size, start - start % size), end, size):
                file.seek(at)
                page = file.read(size)
                if len(page) == size and page[:1] == bytes((_KEYED if keyed else _LEAF,)):
                    yield from _leaf(path, page, columns, keyed=keyed)


def _leaf(path: Path, page: bytes, columns: int, *, keyed: bool) -> Iterator[tuple[int, Cells]]:
    count = int.from_bytes(page[3:5], "big")
    for at in range(8, min(8 + 2 * count, len(page)), 2):
        start = int.from_bytes(page[at : at + 2], "big")
        try:
            length, start = _varint(page, start)
            number, start = (0, start) if keyed else _varint(page, start)
            found = _record(_payload(path, page, start, length, keyed=keyed), columns)
        except (IndexError, struct.error, ValueError):
            continue
        if found is not None:
            yield number, found


def _payload(path: Path, page: bytes, start: int, length: int, *, keyed: bool) -> bytes:
    """The payload of a cell, gathered from its overflow pages. Raises ``ValueError`` where the chain breaks."""
    usable = len(page)
    if length > path.stat().st_size:
        raise ValueError(length)
    most, least = (usable - 12) * 64 // 255 - 23 if keyed else usable - 35, (usable - 12) * 32 // 255 - 23
    local = length
    if length > most:
        local = least + (length - least) % (usable - 4)
        local = local if local <= most else least
    payload = page[start : start + local]
    if local == length:
        return payload
    following = int.from_bytes(page[start + local : start + local + 4], "big")
    with path.open("rb") as file:
        while len(payload) < length:
            if not following:
                raise ValueError(length)
            file.seek((following - 1) * usable)
            more = file.read(usable)
            following = int.from_bytes(more[:4], "big")
            payload += more[4 : 4 + length - len(payload)]
            if len(more) < usable:
                raise ValueError(length)
    return payload


def _record(payload: bytes, columns: int) -> Cells | None:
    """The cells of a record; None where it has another number of columns."""
    head, at = _varint(payload, 0)
    types = []
    while at < head:
        kind, at = _varint(payload, at)
        types.append(kind)
    if len(types) != columns or at != head:
        return None
    cells: Cells = []
    for kind in types:
        cell, at = _cell(payload, kind, at)
        cells.append(cell)
    return cells


def _cell(payload: bytes, kind: int, at: int) -> tuple[bytes | int | float | None, int]:
    if kind >= 12:
        end = at + (kind - 12) // 2
        if end > len(payload):
            raise ValueError(kind)
        return payload[at:end], end
    if kind in (0, 8, 9):
        return (None, 0, 1)[(0, 8, 9).index(kind)], at
    width = _FIXED.get(kind, -1)
    if width < 0 or at + width > len(payload):
        raise ValueError(kind)
    data = payload[at : at + width]
    if kind == 7:
        return float(struct.unpack(">d", data)[0]), at + width
    return int.from_bytes(data, "big", signed=True), at + width


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for step in range(8):
        byte = data[at + step]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + step + 1
    return value << 8 | data[at + 8], at + 9
