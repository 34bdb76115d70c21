"""JSON and JSON Lines: a list of objects, ``{"records": [...]}``, or one object per line.

An object is a row (column → value) or a whole record with ``names``, ``links``, ``terms`` and ``claims``. Values inside
nested objects are columns named by their path (``readers.flat``); GeoJSON features have ``lat`` and ``lon``
(``readers.geometry``). Numbers are kept as written (``1.10``, ``1e400``). Objects are read one at a time, so a long
list takes no more memory than its longest object. The path of the list within the text is detected or given.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import chain, islice

from catalogue.errors import ImportRefused
from catalogue.model.answers import Note
from catalogue.model.issues import Issue, Where
from catalogue.transfer.files import encodings
from catalogue.transfer.files.inputs import Input, lines
from catalogue.transfer.files.layout import CHILDREN
from catalogue.transfer.files.limits import Limits
from catalogue.transfer.files.table import Cell, Entries, Entry, ReadOptions, Row, Table
from catalogue.transfer.readers import flat, geometry
from catalogue.transfer.readers.stream import SPACE, BadJson, NoRecords, Path, Stream, Twice, chosen

_Json = object
_COLUMNS = {child.part: child.columns[1:] for child in CHILDREN}


class _NotANumber(ValueError):
    """NaN or Infinity, which are not JSON."""


def _object(pairs: list[tuple[str, _Json]]) -> dict[str, _Json]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise Twice
    return made


def _constant(word: str) -> _Json:
    raise _NotANumber(word)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=str, parse_int=str, parse_constant=_constant, strict=True
)


def read(given: Input, options: ReadOptions) -> Table:
    """A JSON file as a table. Iterating it raises ``ImportRefused`` with the line of a fault."""
    text, notes = _text(given, options)
    start = text.tell()
    path = _path(text, options.records, given.name, notes)
    text.seek(start)
    stream = Stream(text, _DECODER)
    rows = _rows(stream, _told_apart(stream.records(path), given.name, notes), given.name, options.limits)
    return Table(given.name, (), rows, notes, progress=given.progress, close=text.close)


def _path(text: io.TextIOWrapper, wanted: str, file: str, notes: list[Note]) -> Path:
    """The path of the list of records in the text; a note says if there are several."""
    if wanted:
        return tuple(wanted.split("."))
    try:
        found = Stream(text, _DECODER).lists()
    except (ValueError, RecursionError):
        return ()  # reading will report what is wrong
    path = chosen(found)
    others = tuple(".".join(other) for other in found if other != path)
    if path and others:
        notes.append(Note("read.records", {"file": file, "path": ".".join(path), "others": others[:20]}))
    return path


def read_lines(given: Input, options: ReadOptions) -> Table:
    """A JSON Lines file as a table; blank lines are skipped, and a bad line is a refused row."""
    text, notes = _text(given, options)
    return Table(
        given.name, (), _line_rows(text, given.name, options.limits), notes, progress=given.progress, close=text.close
    )


def _text(given: Input, options: ReadOptions) -> tuple[io.TextIOWrapper, list[Note]]:
    encoding, notes = encodings.find(given.stream, options.encoding, given.name)
    text = io.TextIOWrapper(given.stream, encoding=encoding, newline="\n")
    for _ in range(options.skip_lines):
        text.readline()
    return text, notes


def _rows(stream: Stream, found: Iterator[tuple[int, object]], file: str, limits: Limits) -> Iterator[Row]:
    try:
        for line, value in found:
            yield _row(value, line, file, limits)
    except (BadJson, Twice, _NotANumber, RecursionError) as problem:
        issue = _issue(problem, Where(file, stream.line), limits)
        raise ImportRefused("import.unreadable", (issue,), file=file) from None


def _told_apart(found: Iterator[tuple[int, object]], file: str, notes: list[Note]) -> Iterator[tuple[int, object]]:
    """Records with their line numbers, or with their positions in the list if all are on one line."""
    first = list(islice(found, 2))
    together = len(first) > 1 and first[0][0] == first[1][0]
    if together:
        notes.append(Note("read.one_line", {"file": file}))
    for number, (line, value) in enumerate(chain(first, found), 1):
        yield (number if together else line), value


def _line_rows(text: io.TextIOWrapper, file: str, limits: Limits) -> Iterator[Row]:
    for number, line in enumerate(lines(text, file, cell=limits.cell), 1):
        stripped = line.strip(SPACE)
        if stripped:
            try:
                row = _row(_DECODER.decode(stripped), number, file, limits)
            except (ValueError, RecursionError) as problem:
                row = Row(number, {}, issues=(_issue(problem, Where(file, number, value=stripped[:200]), limits),))
            yield row


def _issue(problem: Exception, where: Where, limits: Limits) -> Issue:
    if isinstance(problem, (flat.TooDeep, RecursionError)):
        return Issue("json.too_deep", where, {"limit": limits.depth})
    if isinstance(problem, flat.TooWide):
        return Issue("json.too_wide", where, {"limit": limits.spanned})
    return Issue(_code(problem), where)


def _code(problem: Exception) -> str:
    if isinstance(problem, Twice):
        return "json.key_twice"
    if isinstance(problem, _NotANumber):
        return "json.not_a_number"
    return "json.no_records" if isinstance(problem, NoRecords) else "json.unreadable"


def _row(value: _Json, line: int, file: str, limits: Limits) -> Row:
    if not isinstance(value, dict):
        where = Where(file, line, value=str(value)[:200])
        return Row(line, {}, issues=(Issue("json.not_an_object", where),))
    if geometry.is_feature(value):
        return _as_row(line, file, partial(geometry.cells, value, limits), {}, limits)
    parts: dict[str, Entries] = {}
    for part, columns in _COLUMNS.items():
        if flat.are_entries(given := value.get(part), columns):
            parts[part] = tuple(Entry({key: flat.text(cell) for key, cell in one.items()}, file, line) for one in given)
    rest = {key: given for key, given in value.items() if key not in parts} if parts else value
    return _as_row(line, file, partial(flat.flatten, rest, limits), parts, limits)


def _as_row(
    line: int, file: str, flattened: Callable[[], dict[str, Cell]], parts: Mapping[str, Entries], limits: Limits
) -> Row:
    where = Where(file, line)
    try:
        cells = flattened()
    except (flat.TooDeep, flat.TooWide, RecursionError) as problem:
        return Row(line, {}, parts, issues=(_issue(problem, where, limits),))
    if len(cells) > limits.columns:
        params = {"found": len(cells), "limit": limits.columns}
        return Row(line, {}, parts, issues=(Issue("header.too_many", where, params),))
    return Row(line, cells, parts)
