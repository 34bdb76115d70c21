"""The headings of a table: every column has a name, and no two have the same.

White space inside a heading becomes one blank. A column whose heading is missing or a repetition is named by its
position (``column_3``) and a note says so; such a column means nothing by itself, but can be mapped by that name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from catalogue.errors import ImportRefused
from catalogue.model.answers import Note
from catalogue.model.issues import Issue, Where
from catalogue.transfer.files.limits import Limits

BETWEEN = " / "
"""Separates the heading of a group from that of a column below it."""
_POSITIONAL = re.compile(r"column_[1-9]\d*")


def name(cells: Sequence[str], file: str, line: int, notes: list[Note]) -> tuple[str, ...]:
    """The names of the columns with these heading cells."""
    names: dict[str, None] = {}
    named = []
    for number, cell in enumerate(cells, 1):
        text = tidy(cell)
        if not text or text in names:
            text = _free(f"column_{number}", names)
            named.append(text)
        names[text] = None
    if named and any(tidy(cell) for cell in cells):
        notes.append(Note("read.headings", {"file": file, "names": tuple(named[:20]), "count": len(named)}))
    return tuple(names)


def stacked(rows: Sequence[Sequence[str]]) -> list[str]:
    """The headings that several heading rows form together: a group heading covers all columns up to the next group.

    A group ends at a column with nothing below the group's row: such a column has one heading for all rows, or none.
    """
    width = max(map(len, rows))
    even = [[tidy(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
    parts: list[list[str]] = [[] for _ in range(width)]
    for level, row in enumerate(even[:-1], 1):
        group = ""
        for at, cell in enumerate(row):
            group = cell or (group if any(below[at] for below in even[level:]) else "")
            parts[at] += [group] if group and group not in parts[at] else []
    for at, cell in enumerate(even[-1]):
        parts[at] += [cell] if cell and cell not in parts[at] else []
    return [BETWEEN.join(part) for part in parts]


def numbered(count: int) -> tuple[str, ...]:
    """The names of the columns of a table without headings: 1, 2, 3 …"""
    return tuple(str(number) for number in range(1, count + 1))


def check_width(count: int, limits: Limits, where: Where) -> None:
    """Raise ``ImportRefused`` for a table with more columns than ``limits`` allow."""
    if count > limits.columns:
        issue = Issue("header.too_many", where, {"found": count, "limit": limits.columns})
        raise ImportRefused("import.unreadable", (issue,), file=where.file)


def tidy(cell: str) -> str:
    """A heading with runs of white space replaced by one blank."""
    return " ".join(cell.split())


def is_stacked(heading: str) -> bool:
    """Whether a heading stands below that of a group."""
    return BETWEEN in heading


def is_positional(heading: str) -> bool:
    """Whether a heading is the name of a column by its position."""
    return _POSITIONAL.fullmatch(heading) is not None


def _free(text: str, taken: dict[str, None]) -> str:
    while text in taken:
        text += "_"
    return text
