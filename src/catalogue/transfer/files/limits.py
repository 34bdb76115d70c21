"""How much of a file is read: anything larger is a mistake, or an attempt to fill the memory or the disk.

Each limit can be changed by its name, for one import (``--limit``) or permanently (``[limits]`` in ``config.toml``).
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import asdict, replace

from catalogue.errors import BadUsage
from catalogue.model.values import MAX_TEXT, STORABLE
from catalogue.text.closest import closest

MEGABYTE = 1 << 20
SMALL = 32 * MEGABYTE
"""Bytes of a part of an archive below which its compression ratio is not checked."""


class Limits(Struct, frozen=True):
    """The most that one file may hold.

    ``rows`` of a table, its ``columns``, characters of a ``cell``, ``depth`` of nested objects and lists in a JSON
    record, ``spanned`` cells of the rectangle that encloses a sheet's cells (in JSON: the objects of a list and their
    keys); for an archive or a workbook its ``unpacked`` size in megabytes, the compression ``ratio`` of a part, and
    its ``parts``.
    """

    rows: int = 10_000_000
    columns: int = 10_000
    cell: int = MAX_TEXT
    depth: int = 100
    spanned: int = 40_000_000
    unpacked: int = 1024
    ratio: int = 300
    parts: int = 1_000

    def dense(self, size: int, packed: int) -> bool:
        """Whether a part of an archive (bytes, packed bytes) is compressed more than honest data can be."""
        return size > max(SMALL, self.ratio * max(1, packed))


DEFAULT_LIMITS = Limits()
_HIGHEST = {"depth": 400, "cell": STORABLE}
"""The highest values that Python's JSON parser and SQLite's texts allow."""


def limits(given: Mapping[str, int]) -> Limits:
    """The default limits, overridden by ``given``. Raises ``BadUsage``: ``limit.unknown``, ``limit.range``."""
    known = asdict(DEFAULT_LIMITS)
    for name, value in given.items():
        if name not in known:
            raise BadUsage("limit.unknown", name=name, nearest=closest(name, known), known=tuple(known))
        highest = _HIGHEST.get(name, 1 << 40)
        if not 1 <= value <= highest:
            raise BadUsage("limit.range", name=name, value=value, highest=highest)
    return replace(DEFAULT_LIMITS, **given)
