"""The formula guard: an apostrophe before cells that a spreadsheet would run as a formula, removed again on reading.

Spreadsheets take a cell that begins with one of ``= + - @``, a tab, CR or LF (or the full-width forms) for a formula
(OWASP, "CSV Injection"). A cell that already has apostrophes before such a character gets one more, so that removing
one restores exactly the original.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_TRIGGER = "[=+\\-@\\t\\r\\n＝＋－＠]"
_RISKY = re.compile(f"'*{_TRIGGER}")
_FIRST = frozenset("'=+-@\t\r\n＝＋－＠")
_GUARDED = re.compile(f"'+{_TRIGGER}")


def guarded(cell: str) -> str:
    """The cell in a form that is safe in a spreadsheet."""
    return f"'{cell}" if _RISKY.match(cell) else cell


def guarded_row(cells: Iterable[str]) -> list[str]:
    """The cells of a row, each ``guarded``; the first character settles most of them."""
    return [guarded(cell) if cell[:1] in _FIRST else cell for cell in cells]


def bare(cell: str) -> str:
    """The inverse of ``guarded``."""
    return cell[1:] if _GUARDED.match(cell) else cell
