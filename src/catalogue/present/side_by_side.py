"""Cells side by side as lines: each cell wrapped in its own column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from catalogue.present.shapes import Line, Span
from catalogue.present.wrapping import plain, wrapped
from catalogue.text.width import cells, pad

GAP = "  "
WIDEST_LABEL = 20


def side_by_side(heads: Sequence[tuple[str, str]], rows: Sequence[Sequence[str]], width: int) -> tuple[Line, ...]:
    """Lines of at most ``width`` cells: names with their link targets, then for each row a mark, a label and its
    cells."""
    label = min(max((cells(row[1]) for row in rows), default=0), WIDEST_LABEL, width // 4)
    column = max((width - label - 2 - len(GAP) * len(heads)) // max(len(heads), 1), 2)
    lines = list(_names(heads, label, column))
    for mark, name, *texts in rows:
        lines.extend(_row(mark, name, texts, label=label, column=column))
    return tuple(lines)


def _names(heads: Sequence[tuple[str, str]], label: int, column: int) -> Iterator[Line]:
    """The names, wrapped; the first line of each links to its record."""
    parts = [_wrapped(name, column) for name, _target in heads]
    for number, pieces in enumerate(zip_longest(*parts, fillvalue="")):
        targets = [target if number == 0 else "" for _name, target in heads]
        named = (span for pair in zip(pieces, targets, strict=True) for span in _padded(*pair, column=column))
        yield (Span(" " * (label + 2)), *named)
    yield ()


def _padded(piece: str, target: str, *, column: int) -> tuple[Span, ...]:
    rest = Span(" " * (column - cells(piece)))
    return (Span(GAP), Span(piece, "link", target), rest) if piece else (Span(GAP), rest)


def _row(mark: str, name: str, texts: Sequence[str], *, label: int, column: int) -> Iterator[Line]:
    """One field: its label beside the first lines of its cells."""
    parts = [_wrapped(name, label), *(_wrapped(text, column) for text in texts)]
    for number, (own, *pieces) in enumerate(zip_longest(*parts, fillvalue="")):
        sign = pad(mark if number == 0 else "", 2)
        wording = "".join(GAP + pad(piece, column) for piece in pieces)
        yield (Span(sign, "mark"), Span(pad(own, label), "label"), Span(wording.rstrip()))


def _wrapped(text: str, width: int) -> list[str]:
    unlabelled = (Span("", "label"), Span(text))  # rows that continue a cell are not indented
    return [plain([row]).strip() for row in wrapped(unlabelled, width)] or [""]
