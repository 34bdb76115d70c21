"""JSON and JSON Lines: a list of objects, ``{"records": [...]}``, or one object a line.

An object is a row (column → value) or a whole record with ``names``, ``links``, ``terms`` and ``claims``; values
inside other objects are columns by their path (``readers.flat``), features of GeoJSON have ``lat`` and ``lon``
(``readers.geometry``). Numbers are kept as they are written (``1.10``, ``1e400``). Objects are read one at a time, so a
long list takes no more memory than its longest object. Where the list stands in the text is found, or told.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from itertools import chain, islice

from catalogue.errors import ImportRefused
from catalogue.model.answers import Note
from catalogue.model.issues import Issue, Where
from catalogue.transfer import encodings
from catalogue.transfer.headings import MOST_COLUMNS
from catalogue.transfer.inputs import Input
from catalogue.transfer.layout import CHILDREN
from catalogue.transfer.readers import flat, geometry
from catalogue.transfer.readers.stream import BadJson, Path, Stream, chosen
from catalogue.transfer.table import Entries, Entry, ReadOptions, Row, Table

_Json = object
_COLUMNS = {child.part: child.columns[1:] for child in CHILDREN}


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
    start = text.tell()
    rows = _rows(text, given.name, _path(text, options.records, given.name, notes), notes)
    text.seek(start)
    return Table(given.name, (), rows, notes, share=given.share, close=text.close)


def _path(text: io.TextIOWrapper, wanted: str, file: str, notes: list[Note]) -> Path:
    """Where the list of records stands in the text; several places are told."""
    if wanted:
        return tuple(wanted.split("."))
    try:
        found = Stream(text, _DECODER).lists()
    except (ValueError, RecursionError):
        return ()  # reading it tells what is wrong
    path = chosen(found)
    others = tuple(".".join(other) for other in found if other != path)
    if path and others:
        notes.append(Note("read.records", {"file": file, "path": ".".join(path), "others": others[:20]}))
    return path


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


def _rows(text: io.TextIOWrapper, file: str, path: Path, notes: list[Note]) -> Iterator[Row]:
    stream = Stream(text, _DECODER)
    try:
        for line, value in _told_apart(stream.records(path), file, notes):
            yield _row(value, line, file)
    except (BadJson, _Twice, _NotANumber, RecursionError) as problem:
        issue = Issue(_code(problem), Where(file, stream.line))
        raise ImportRefused("import.unreadable", (issue,), file=file) from None


def _told_apart(found: Iterator[tuple[int, object]], file: str, notes: list[Note]) -> Iterator[tuple[int, object]]:
    """Records by their lines; by their numbers where they stand in one line, which would not tell them apart."""
    first = list(islice(found, 2))
    together = len(first) > 1 and first[0][0] == first[1][0]
    if together:
        notes.append(Note("read.one_line", {"file": file}))
    for number, (line, value) in enumerate(chain(first, found), 1):
        yield (number if together else line), value


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
    if geometry.is_feature(value):
        return Row(line, geometry.cells(value))
    parts: dict[str, Entries] = {}
    for part, columns in _COLUMNS.items():
        if flat.are_entries(given := value.get(part), columns):
            parts[part] = tuple(Entry({key: flat.text(cell) for key, cell in one.items()}, file, line) for one in given)
    cells = flat.flatten({key: given for key, given in value.items() if key not in parts} if parts else value)
    if len(cells) > MOST_COLUMNS:
        params = {"found": len(cells), "limit": MOST_COLUMNS}
        return Row(line, {}, parts, issues=(Issue("header.too_many", Where(file, line), params),))
    return Row(line, cells, parts)
