"""A report as a neutral document: parts with headings, lines of spans and source references, entries and grids.

It can be written as Markdown (``document_markdown``) and HTML (``document_html``), and shown as lines
(``document_lines``). Every text in it is safe to show;
each writer must escape the markup of its target format.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from catalogue.i18n import gettext as _
from catalogue.model.dossier import Reference
from catalogue.present import in_words
from catalogue.present.shapes import Role, Span
from catalogue.text.safe import one_line

LONGEST = 20_000
"""Longest piece of text, in characters."""


class Refer(Struct, frozen=True):
    """References to sources, after the statement that they support; empty if the statement has no source."""

    to: tuple[Reference, ...]


class Address(Struct, frozen=True):
    """A web address, shown unchanged; writers make it a link if it is http or https."""

    url: str


Piece = Span | Refer | Address
Line = tuple[Piece, ...]


class Bullets(Struct, frozen=True):
    """Lines below one another; ``numbered`` from 1, then each can be referred to as ``source-N``."""

    lines: tuple[Line, ...]
    numbered: bool = False


class Entry(Struct, frozen=True):
    """One record: its name, its description, and statements about it. ``id`` is the target of links to it."""

    id: str
    title: str
    kind: str
    statements: tuple[Line, ...]


class Grid(Struct, frozen=True):
    """A table: headings, and rows of lines."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


Block = Bullets | Entry | Grid


class Part(Struct, frozen=True):
    """A part under its heading; ``level`` 2 is a chapter, 3 a group in it."""

    heading: str
    blocks: tuple[Block, ...]
    level: int = 2


class Document(Struct, frozen=True):
    """A whole report. ``lang`` is its language, ``about`` is shown below the title."""

    title: str
    lang: str
    about: tuple[Line, ...]
    parts: tuple[Part, ...]

    def ids(self) -> frozenset[str]:
        """The ids of all entries: the possible targets of links."""
        return frozenset(block.id for part in self.parts for block in part.blocks if isinstance(block, Entry))


def text(wording: str, role: Role = "", target: str = "") -> Span:
    """A span of text, made safe and put on one line."""
    return Span(one_line(wording, LONGEST), role, target)


def referred(piece: Refer) -> str:
    """References in words: ``1, paragraph 5; 2``."""
    shown = (f"{own.number}, {in_words.locator(own.where)}" if own.where else str(own.number) for own in piece.to)
    return "; ".join(shown) or _("no source")


def joined(lines: Iterable[Line], by: str) -> Line:
    """Lines as one, with a text between them."""
    whole: list[Piece] = []
    for line in lines:
        whole += [Span(by), *line] if whole else line
    return tuple(whole)


def parts(found: Sequence[Part]) -> tuple[Part, ...]:
    """The parts that are not empty: a chapter is kept if a group follows it."""
    kept: list[Part] = []
    for part in reversed(found):
        if part.blocks or (kept and kept[-1].level > part.level):
            kept.append(part)
    return tuple(reversed(kept))
