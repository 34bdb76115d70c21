"""Tables and sheets as text: aligned, CSV, TSV, JSON, JSON Lines, Markdown.

The formats for people (``table``, ``md``) show words and never let a control character through; those for machines
contain the data unchanged, in JSON with everything except plain text escaped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, TypeVar

from catalogue.present.shapes import Line, Sheet, Span, Table, Value
from catalogue.present.wrapping import wrapped
from catalogue.text.safe import one_line
from catalogue.text.width import cells, fit, pad

T = TypeVar("T")

Format = Literal["table", "csv", "tsv", "json", "nl", "md"]
MACHINE: tuple[Format, ...] = ("csv", "tsv", "json", "nl")

LIST_SEPARATOR = " | "
"""Between the values of one cell; a bar or backslash inside a value gets a backslash, as in import and export."""
WIDEST = 240
"""The widest cell, in columns, of an aligned table that is not fitted to a terminal."""
_NARROWEST = 6
_GAP = "  "

# C1 and DEL, characters that change direction or are invisible, lone surrogates: legal in JSON, but unsafe to print.
_JSON_SPECIAL = re.compile(
    "[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_LIST_SPECIAL = re.compile(r"[\\|]")
# What makes a list, a heading underline or a rule at the beginning of a line.
_MARKDOWN_OPENING = re.compile(r"^(\s*)(?:([-+])|(\d{1,9})([.)]))")
_MARKDOWN_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&#])")

Paint = Callable[[str, str], str]
"""A function that styles a text by its role: ``(text, role) -> text``."""


def unpainted(text: str, role: str) -> str:
    """The text unchanged: for files, pipes and terminals without colour."""
    return text


def write(table: Table[T], form: Format, *, width: int | None = None, paint: Paint = unpainted) -> Iterator[str]:
    """The table as pieces of text; ``width`` (terminal columns) and ``paint`` only affect ``table``."""
    if form == "table":
        yield from aligned(table, width, paint)
    elif form == "md":
        yield from _markdown(table)
    elif form == "csv":
        yield from _separated(table, ",")
    elif form == "tsv":
        yield from _separated(table, "\t")
    elif form == "nl":
        yield from (to_json(row) + "\n" for row in _objects(table))
    else:
        yield from _json(table)


def to_json(value: object, *, indent: int | None = None) -> str:
    """JSON in Unicode letters, with control, direction and invisible characters as ``\\u`` escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return _JSON_SPECIAL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def aligned(table: Table[T], width: int | None = None, paint: Paint = unpainted) -> Iterator[str]:
    """A heading, a rule and one line per row, in columns that stay aligned with wide characters."""
    heads = [one_line(column.heading) for column in table.columns]
    rows = [[one_line(cell) for cell in row] for row in table.shown()]
    widths = _widths([heads, *rows], [column.whole for column in table.columns], width)
    right = [column.right for column in table.columns]
    yield paint(_laid(heads, widths, right, width), "heading") + "\n"
    yield paint(_laid(["-" * own for own in widths], widths, right, width), "faint") + "\n"
    for row in rows:
        yield _laid(row, widths, right, width) + "\n"


def _widths(rows: Iterable[list[str]], whole: list[bool], width: int | None) -> list[int]:
    """The widest cell of each column, with the widest columns narrowed equally until the line fits."""
    widths = [min(max(cells(cell) for cell in column), WIDEST) for column in zip(*rows, strict=True)]
    if width is None:
        return widths
    room = width - len(_GAP) * (len(widths) - 1)
    for cap in range(max(widths, default=0), _NARROWEST - 1, -1):
        narrowed = [own if kept else min(own, cap) for own, kept in zip(widths, whole, strict=True)]
        if sum(narrowed) <= room:
            return narrowed
    return [min(own, _NARROWEST) for own in widths]


def _laid(row: list[str], widths: list[int], right: list[bool], width: int | None) -> str:
    parts = []
    for cell, own, to_the_right in zip(row, widths, right, strict=True):
        fitted = fit(cell, own)
        parts.append(" " * (own - cells(fitted)) + fitted if to_the_right else pad(fitted, own))
    line = _GAP.join(parts).rstrip()
    return line if width is None else fit(line, width)


def _separated(table: Table[T], separator: str) -> Iterator[str]:
    """RFC 4180 with LF line ends, the same as in exports; a lone CR is quoted, too."""
    yield separator.join(_field(name, separator) for name in table.names) + "\n"
    for row in table.data():
        texts = [_field(flat(value), separator) for value in row]
        yield (separator.join(texts) if len(texts) > 1 or texts[0] else '""') + "\n"


def _field(text: str, separator: str) -> str:
    if separator in text or '"' in text or "\n" in text or "\r" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def flat(value: Value) -> str:
    """One value as text: "" for unknown, lists joined by bars."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        if len(value) == 1 and "|" not in value[0]:
            return value[0]
        return LIST_SEPARATOR.join(_LIST_SPECIAL.sub(r"\\\g<0>", own) for own in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _objects(table: Table[T]) -> Iterator[Mapping[str, Value]]:
    names = table.names
    for row in table.data():
        yield dict(zip(names, row, strict=True))


def _json(table: Table[T]) -> Iterator[str]:
    opening = "[\n"
    for row in _objects(table):
        yield opening + to_json(row)
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"


def _markdown(table: Table[T]) -> Iterator[str]:
    yield _md_row(markdown(column.heading) for column in table.columns)
    yield _md_row("---:" if column.right else "---" for column in table.columns)
    for row in table.shown():
        yield _md_row(markdown(cell) for cell in row)


def _md_row(texts: Iterable[str]) -> str:
    return "| " + " | ".join(texts) + " |\n"


def markdown(text: str) -> str:
    """Text on one line, escaped so that Markdown shows it unchanged."""
    return _MARKDOWN_SPECIAL.sub(r"\\\1", one_line(text))


def lines_text(lines: Iterable[Line], *, width: int | None = None, paint: Paint = unpainted) -> Iterator[str]:
    """Lines as text, broken between words to ``width`` (terminal columns; None for none).

    A line that contains a command is not broken, so that it can be copied.
    """
    for line in lines:
        kept = width is None or any(span.role == "command" for span in line)
        for row in (line,) if width is None or kept else wrapped(line, width):
            yield "".join(paint(span.text, span.role) if span.role else span.text for span in row).rstrip() + "\n"


def sheet_markdown(sheet: Sheet) -> Iterator[str]:
    """A sheet as Markdown: a heading, then a list for each section."""
    yield f"# {markdown(sheet.title)}\n"
    for section in sheet.sections:
        yield f"\n## {markdown(section.heading)}\n\n" if section.heading else "\n"
        for line in section.lines:
            if line:
                yield f"- {_md_line(line)}\n"


def _md_line(line: Line) -> str:
    return not_opening("".join(_md_span(span) for span in line).strip())


def not_opening(text: str) -> str:
    """Markdown whose first characters are escaped if they would begin a list or a rule."""
    return _MARKDOWN_OPENING.sub(
        lambda found: f"{found[1]}\\{found[2]}" if found[2] else f"{found[1]}{found[3]}\\{found[4]}", text
    )


def _md_span(span: Span) -> str:
    text = _MARKDOWN_SPECIAL.sub(r"\\\1", span.text)
    return f"**{text.strip()}** " if span.role == "label" and text.strip() else text
