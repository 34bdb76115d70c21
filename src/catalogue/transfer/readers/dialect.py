"""Which character separates the cells of a table.

``csv.Sniffer`` guesses letters as delimiters and takes quadratic time on some files. Here the first lines are read
strictly with each of the four delimiters in use. The one wins under which most headers are known to the catalogue, then
the one that gives the most even rows.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

DELIMITERS = (",", ";", "\t", "|")
_TITLED = 3
_NEARLY_ALL = 0.8


def sniff(sample: str, known: Callable[[str], bool], *, quotechar: str = '"', whole: bool = True) -> str:
    """The delimiter of a table that begins with ``sample``; a comma if nothing indicates another.

    ``known`` returns whether a header names a column of the catalogue. With ``whole`` the sample is the whole file
    (otherwise its last row, which may be cut off, does not count).
    """
    scores = [_score(sample, delimiter, known, quotechar, whole) for delimiter in DELIMITERS]
    return DELIMITERS[scores.index(max(scores))]


def _score(
    sample: str, delimiter: str, known: Callable[[str], bool], quotechar: str, whole: bool
) -> tuple[int, float, int]:
    rows, broken = _rows(sample, delimiter, quotechar)
    if not whole and len(rows) > 1 and not broken:
        rows.pop()
    if not rows:
        return 0, 0.0, 0
    header = _header(rows)
    even = sum(len(row) == len(header) for row in rows) / len(rows)
    if len(header) == 1 or broken:
        even /= 2
    return sum(known(cell) for cell in header[:200]), round(even, 2), len(header)


def _header(rows: list[list[str]]) -> list[str]:
    """The row of headings: the first, unless that is a title above rows that nearly all have as many cells."""
    width, count = Counter(map(len, rows)).most_common(1)[0]
    titled = len(rows[0]) == 1 and width >= _TITLED and count >= _NEARLY_ALL * len(rows)
    return next(row for row in rows if len(row) == width) if titled else rows[0]


def _rows(sample: str, delimiter: str, quotechar: str) -> tuple[list[list[str]], bool]:
    rows: list[list[str]] = []
    read = strict(io.StringIO(sample, newline=""), delimiter, quotechar)
    try:
        rows.extend(row for row in read if any(cell.strip() for cell in row))
    except csv.Error as problem:
        return rows, "unexpected end" not in str(problem)
    return rows, False


def strict(lines: Iterable[str], delimiter: str, quotechar: str) -> Iterator[list[str]]:
    """A strict CSV reader; an empty ``quotechar`` means that quotes are ordinary characters."""
    if not quotechar:
        return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE, quotechar=None, strict=True)
    return csv.reader(lines, delimiter=delimiter, quotechar=quotechar, strict=True)
