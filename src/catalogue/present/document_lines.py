"""A document as lines for a screen: every record named in it is a link."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalogue.present import document as doc
from catalogue.present.shapes import Line, Span
from catalogue.text.width import cells

_GAP = 2
_INDENT = "  "


def lines(document: doc.Document, width: int) -> Iterator[Line]:
    """The document below its title. A table that is wider than ``width`` cells is shown as a list."""
    for about in document.about:
        yield tuple(Span(span.text, "faint", span.target) for span in _spans(about))
    for part in document.parts:
        yield ()
        yield (Span(part.heading, "title" if part.level == 2 else "heading"),)
        for at, block in enumerate(part.blocks):
            if at or isinstance(block, doc.Entry):
                yield ()
            yield from _block(block, width)


def _block(block: doc.Block, width: int) -> Iterator[Line]:
    if isinstance(block, doc.Bullets):
        for number, line in enumerate(block.lines, 1):
            yield Span(f"{_INDENT}{number}. " if block.numbered else _INDENT), *_spans(line)
    elif isinstance(block, doc.Entry):
        yield Span(_INDENT), Span(block.title, "link", block.id), Span(f"  {block.kind}", "faint")
        for line in block.statements:
            yield Span(_INDENT * 2), *_spans(line)
    else:
        rows = [[_spans(cell) for cell in row] for row in block.rows]
        yield from _table(block.heads, rows, width) or _list(block.heads, rows)


def _table(heads: Sequence[str], rows: Sequence[Sequence[Line]], width: int) -> list[Line]:
    """The rows in columns under their headings; nothing if they do not fit."""
    widths = [max(cells(head), *(_taken(row[at]) for row in rows)) for at, head in enumerate(heads)]
    if len(_INDENT) + sum(widths) + _GAP * (len(widths) - 1) > width:
        return []
    top = [(Span(head, "label"),) for head in heads]
    return [(Span(_INDENT), *_columns(row, widths)) for row in (top, *rows)]


def _columns(row: Sequence[Line], widths: Sequence[int]) -> Iterator[Span]:
    for cell, width in zip(row, widths, strict=True):
        yield from cell
        yield Span(" " * (width - _taken(cell) + _GAP))


def _list(heads: Sequence[str], rows: Sequence[Sequence[Line]]) -> Iterator[Line]:
    """Each row as its first cell and, below it, the others with their headings."""
    for row in rows:
        yield Span(_INDENT), *row[0]
        named = [(Span(f"{head}: ", "faint"), *cell) for head, cell in zip(heads[1:], row[1:], strict=True) if cell]
        yield Span(_INDENT * 2), *(span for at, cell in enumerate(named) for span in (Span(" · " if at else ""), *cell))


def _taken(line: Line) -> int:
    return sum(cells(span.text) for span in line)


def _spans(line: doc.Line) -> Line:
    return tuple(_span(piece) for piece in line)


def _span(piece: doc.Piece) -> Span:
    if isinstance(piece, doc.Refer):
        return Span(f" [{doc.referred(piece)}]", "faint")
    if isinstance(piece, doc.Address):
        return Span(piece.url, "faint")
    # A label of a statement does not begin its line, so it does not set a column.
    return Span(piece.text, "mark" if piece.role == "bad" else piece.role, piece.target)
