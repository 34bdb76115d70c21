"""JSON and JSON Lines: a list of objects, ``{"records": [...]}``, or one object a line.

An object is a flat row (column → value) or a whole record with ``names``, ``links``, ``terms`` and ``claims``. Numbers
are kept as they are written (``1.10``, ``1e400``), true and false are ``yes`` and ``no``, null is empty. Objects are
read one at a time, so a long list takes no more memory than its longest object.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

from catalogue.errors import ImportRefused
from catalogue.model.answers import Note
from catalogue.model.issues import Issue, Where
from catalogue.transfer import encodings
from catalogue.transfer.inputs import Input
from catalogue.transfer.readers.stream import BadJson, Stream
from catalogue.transfer.table import PARTS, Cell, Entries, Entry, ReadOptions, Row, Table

_Json = object


class _Twice(ValueError):
    """A key that stands twice in one object."""


class _NotANumber(ValueError):
    """NaN or Infinity, which JSON does not have."""


def _object(pairs: list[tuple[str, _Json]]) -> dict[str, _Json]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise _Twice
    return made


def _constant(word: str) -> _Json:
    raise _NotANumber(word)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=str, parse_int=str, parse_constant=_constant, strict=True
)


def read(given: Input, options: ReadOptions) -> Table:
    """A JSON file as a table. Raises ``ImportRefused`` while it is walked, with the line of the fault."""
    text, notes = _text(given, options)
    return Table(given.name, (), _rows(text, given.name), notes, share=given.share, close=text.close)


def read_lines(given: Input, options: ReadOptions) -> Table:
    """A JSON Lines file as a table; blank lines are left out, and a bad line is a refused row."""
    text, notes = _text(given, options)
    return Table(given.name, (), _line_rows(text, given.name), notes, share=given.share, close=text.close)


def _text(given: Input, options: ReadOptions) -> tuple[io.TextIOWrapper, list[Note]]:
    encoding, notes = encodings.find(given.stream, options.encoding, given.name)
    text = io.TextIOWrapper(given.stream, encoding=encoding, newline="\n")
    for _ in range(options.skip_lines):
        text.readline()
    return text, notes


def _rows(text: io.TextIOWrapper, file: str) -> Iterator[Row]:
    stream = Stream(text, _DECODER)
    try:
        for line, value in stream.records():
            yield _row(value, line, file)
    except (BadJson, _Twice, _NotANumber, RecursionError) as problem:
        issue = Issue(_code(problem), Where(file, stream.line))
        raise ImportRefused("import.unreadable", (issue,), file=file) from None


def _line_rows(text: io.TextIOWrapper, file: str) -> Iterator[Row]:
    for number, line in enumerate(text, 1):
        if not line.strip():
            continue
        try:
            value = _DECODER.decode(line.strip())
        except (ValueError, RecursionError) as problem:
            where = Where(file, number, value=line.strip()[:200])
            yield Row(number, {}, issues=(Issue(_code(problem), where),))
        else:
            yield _row(value, number, file)


def _code(problem: Exception) -> str:
    if isinstance(problem, _Twice):
        return "json.key_twice"
    if isinstance(problem, _NotANumber):
        return "json.not_a_number"
    return "json.too_deep" if isinstance(problem, RecursionError) else "json.unreadable"


def _row(value: _Json, line: int, file: str) -> Row:
    if not isinstance(value, dict):
        where = Where(file, line, value=str(value)[:200])
        return Row(line, {}, issues=(Issue("json.not_an_object", where),))
    cells: dict[str, Cell] = {}
    parts: dict[str, Entries] = {}
    issues: list[Issue] = []
    for key, given in value.items():
        where = Where(file, line, key)
        if key in PARTS and isinstance(given, list):
            parts[key] = tuple(_entry(entry, where, issues) for entry in given)
        elif isinstance(given, list) and not any(isinstance(item, (list, dict)) for item in given):
            cells[key] = tuple(text for item in given if (text := _cell(item)))
        elif isinstance(given, (list, dict)):
            issues.append(Issue("json.nested", where))
        else:
            cells[key] = _cell(given)
    return Row(line, cells, parts, issues=tuple(issues))


def _entry(entry: _Json, where: Where, issues: list[Issue]) -> Entry:
    if isinstance(entry, dict) and not any(isinstance(value, (list, dict)) for value in entry.values()):
        return Entry({key: _cell(value) for key, value in entry.items()}, where.file, where.line)
    issues.append(Issue("json.nested", where))
    return Entry({}, where.file, where.line)


def _cell(value: _Json) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
