"""The written parts of a single date: which of them have a mark, and which the source omits.

Parts are numbered: 0 the year, 1 the month or season, 2 the day.
"""

from __future__ import annotations

from catalogue.model.when import When


def marked_parts(when: When) -> list[tuple[int, str]]:
    """Number and mark (``?``, ``~``, ``%`` or "") of the parts that the date gives."""
    written = when.text.count("-") + 1
    return [(part, when.marks[part]) for part in range(written) if part or when.has_year]


def whole_mark(when: When) -> str:
    """The mark that all written parts share, else ""."""
    marks = {mark for _part, mark in marked_parts(when)}
    return marks.pop() if len(marks) == 1 else ""


def missing_parts(when: When) -> list[int]:
    """The parts written with X for unknown, outside decades and centuries."""
    if when.precision in ("decade", "century"):
        return []
    return [part for part, text in enumerate(when.text.split("-")) if "X" in text]
