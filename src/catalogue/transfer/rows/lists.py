"""Several values in one cell, and back: ``a | b``.

A bar in a value, and in a list also a backslash, is escaped with a backslash. A cell without a bar is one value and is
taken literally, so ordinary text never changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

SEPARATOR = " | "
_SPECIAL = re.compile(r"[\\|]")
_BAR = re.compile(r" ?\| ?")
_PART = re.compile(rf"\\([\\|])|({_BAR.pattern})")


def join(values: Iterable[str]) -> str:
    """The cell for some values. A list of one value without a bar is the value itself."""
    listed = list(values)
    if len(listed) == 1 and "|" not in listed[0]:
        return listed[0]
    return SEPARATOR.join(_SPECIAL.sub(r"\\\g<0>", value) for value in listed)


def as_text(cell: str | tuple[str, ...]) -> str:
    """A cell that a file gave as text or as a list, as text."""
    return cell if isinstance(cell, str) else join(cell)


def split(cell: str) -> tuple[str, ...]:
    """The values of a cell: the inverse of ``join``.

    One space on each side of a bar is dropped, and so are empty values.
    """
    if "|" not in cell:
        return (cell,) if cell else ()
    if "\\" not in cell:
        return tuple([value for value in _BAR.split(cell) if value])
    values, value, at = [], [], 0
    for match in _PART.finditer(cell):
        value.append(cell[at : match.start()])
        at = match.end()
        if match[1]:
            value.append(match[1])
        else:
            values.append("".join(value))
            value = []
    values.append("".join([*value, cell[at:]]))
    return tuple(value for value in values if value)


def cut(text: str, mark: str) -> tuple[str, ...]:
    """The parts of a text between the signs that stand outside its brackets: ``EFTA (Norway, Iceland), Peru`` has two.

    Where brackets do not match, every sign counts.
    """
    parts = text.split(mark)
    if "(" not in text or text.count("(") != text.count(")"):
        return tuple(parts)
    found: list[str] = []
    depth = 0
    for part in parts:
        if depth > 0:
            found[-1] += mark + part
        else:
            found.append(part)
        depth += part.count("(") - part.count(")")
    return tuple(found)
