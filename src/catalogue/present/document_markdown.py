"""A document as Markdown (CommonMark with tables): no HTML, no data interpreted as markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalogue.present.document import (
    Address,
    Block,
    Bullets,
    Document,
    Entry,
    Grid,
    Line,
    Part,
    Piece,
    Refer,
    referred,
)
from catalogue.present.formats import not_opening
from catalogue.text.safe import one_line

# The signs that can begin or end markup in the middle of a line; a backslash escapes each (CommonMark 2.4).
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&#$])")


def write(document: Document) -> Iterator[str]:
    """The document as pieces of text."""
    yield f"# {escaped(document.title)}\n"
    for line in document.about:
        yield f"\n{_line(line)}\n"
    for part in document.parts:
        yield from _part(part)


def escaped(text: str) -> str:
    """Text escaped so that Markdown shows it unchanged in any position."""
    return not_opening(_SPECIAL.sub(r"\\\1", one_line(text, len(text) + 1)))


def _part(part: Part) -> Iterator[str]:
    yield f"\n{'#' * part.level} {escaped(part.heading)}\n"
    for block in part.blocks:
        yield from _block(block, part.level)


def _block(block: Block, level: int) -> Iterator[str]:
    if isinstance(block, Bullets):
        yield "\n"
        for number, line in enumerate(block.lines, 1):
            yield f"{f'{number}.' if block.numbered else '-'} {_line(line)}\n"
    elif isinstance(block, Entry):
        yield from _entry(block, level)
    else:
        yield from _grid(block)


def _entry(entry: Entry, level: int) -> Iterator[str]:
    yield f"\n{'#' * (level + 1)} {escaped(entry.title)}\n\n"
    yield f"*{escaped(entry.kind)} · {escaped(entry.id)}*\n\n"
    for line in entry.statements:
        yield f"- {_line(line)}\n"


def _grid(grid: Grid) -> Iterator[str]:
    yield "\n| " + " | ".join(map(escaped, grid.heads)) + " |\n"
    yield "|" + " --- |" * len(grid.heads) + "\n"
    for row in grid.rows:
        yield "| " + " | ".join(map(_line, row)) + " |\n"


def _line(line: Line) -> str:
    """The pieces as one line; emphasis must not begin or end with a space, so spaces go outside."""
    text = "".join(_piece(piece) for piece in line).strip()
    return re.sub(r" {2,}", " ", text)


def _piece(piece: Piece) -> str:
    if isinstance(piece, Refer):
        return refer(piece)
    if isinstance(piece, Address):
        return escaped(piece.url)
    result = _within(piece.text)
    bare = result.strip()
    if piece.role != "label" or not bare:
        return result
    return result.replace(bare, f"**{bare}**", 1)


def _within(text: str) -> str:
    """Like ``escaped``, with the spaces at both ends kept."""
    before, after = text[: len(text) - len(text.lstrip(" "))], text[len(text.rstrip(" ")) :]
    return before + escaped(text.strip(" ")) + after if text.strip(" ") else text


def refer(piece: Refer) -> str:
    """References in square brackets: ``[1, paragraph 5; 2]``."""
    return f" \\[{escaped(referred(piece))}\\]"
