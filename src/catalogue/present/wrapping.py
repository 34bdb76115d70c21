"""Lines of spans, wrapped to a width: words are not broken if possible, further rows are indented below the first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from catalogue.present.shapes import Line, Span
from catalogue.text.width import cells, fit, pad

_PIECES = re.compile(r"\s+|\S+")
_LEAD = re.compile(r"[\s│├└─]*")
"""The indentation of a line: spaces, or the branches of a tree."""
_HANG = 4


class _Rows(Struct):
    width: int
    indent: int
    done: list[list[Span]] = field(default_factory=lambda: [[]])
    used: int = 0

    def put(self, word: Line) -> None:
        """Add one word, which may be of several spans, or one gap.

        A gap at a row break is dropped, a word wider than a row is cut.
        """
        is_gap = word[0].text.isspace()
        if self.used + sum(cells(piece.text) for piece in word) > self.width:
            if is_gap:
                return self.new_row()
            if self.used > self.indent:
                self.new_row()
        if not (is_gap and len(self.done) > 1 and self.used == self.indent):
            for piece in word:
                self._cut(piece)
        return None

    def _cut(self, piece: Span) -> None:
        """Add a piece of a word, and what no longer fits in further rows."""
        text = piece.text
        while cells(text) > self.width - self.used:
            head = fit(text, self.width - self.used, "")
            if head or self.used == self.indent:
                self.add(head or text[0], piece)
                text = text[len(head or text[0]) :]
            self.new_row()
        self.add(text, piece)

    def add(self, text: str, span: Span) -> None:
        row = self.done[-1]
        if row and row[-1].role == span.role and row[-1].target == span.target:
            row[-1] = Span(row[-1].text + text, span.role, span.target)
        else:
            row.append(Span(text, span.role, span.target))
        self.used += cells(text)

    def new_row(self) -> None:
        self.done.append([Span(" " * self.indent)] if self.indent else [])
        self.used = self.indent


def wrapped(line: Line, width: int) -> list[Line]:
    """The line in rows of at most ``width`` cells; what follows a label is aligned in one column after it.

    A label wider than half of the width is narrowed, or has rows of its own above what follows.
    """
    label = line[0] if line and line[0].role == "label" else None
    if label is not None and cells(label.text) * 2 > width:
        return _narrowed(label, line[1:], width)
    if sum(cells(span.text) for span in line) <= width:
        return [line]
    rows = _Rows(width, cells(label.text) if label else _indent(line, width))
    if label is not None:
        rows.add(label.text, label)
    return _filled(rows, line[1:] if label else line)


def _indent(line: Line, width: int) -> int:
    lead = _LEAD.match(line[0].text) if line else None
    return min((lead.end() if lead else 0) + _HANG, width // 2)


def _narrowed(label: Span, rest: Line, width: int) -> list[Line]:
    """Short content in a column that begins a little right of the middle; longer content below its label."""
    column, text = width * 5 // 9, label.text.rstrip()
    is_short = sum(cells(span.text) for span in rest) <= width - column
    rows = _Rows(width, column if is_short else min(_HANG, width // 2))
    if is_short and cells(text) + 2 <= column:
        rows.add(pad(text, column), label)
    else:
        for word in _words([Span(text, label.role, label.target)]):
            rows.put(word)
        rows.new_row()
    return _filled(rows, rest)


def _filled(rows: _Rows, spans: Iterable[Span]) -> list[Line]:
    for word in _words(spans):
        rows.put(word)
    return [tuple(row) for row in rows.done if any(span.text.strip() for span in row)]


def _words(spans: Iterable[Span]) -> Iterator[Line]:
    """Words and gaps in turn; what touches a word is part of it, such as the comma after a link."""
    word: list[Span] = []
    for span in spans:
        for piece in _PIECES.findall(span.text):
            own = Span(piece, span.role, span.target)
            if not piece.isspace():
                word.append(own)
                continue
            if word:
                yield tuple(word)
                word = []
            yield (own,)
    if word:
        yield tuple(word)


def plain(rows: Iterable[Line]) -> str:
    """The rows as text."""
    return "\n".join("".join(span.text for span in row) for row in rows)
