"""Tags, notes, stars and saved searches as one JSON file.

    {"format": "catalogue-marks", "version": 1, "tags": [{"record", "tag", "at"}], "notes": [{"record", "text", "at"}],
     "stars": [{"record", "at"}], "saved": [{"name", "query", "at", "columns"}]}

Sorted and without repeats, so that equal marks give equal bytes. ``at`` is UTC, ISO 8601; ``columns`` are names with
commas between them, and may be missing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO, TypeVar

from msgspec.structs import asdict

from catalogue.errors import ImportRefused
from catalogue.model import marks
from catalogue.model.issues import Issue, Where
from catalogue.model.marks import AllMarks, Noted, Saved, Starred, Tagged
from catalogue.transfer.files.inputs import Input
from catalogue.transfer.files.limits import MEGABYTE
from catalogue.transfer.rows.ids import is_id

FORMAT, VERSION = "catalogue-marks", 1
LARGEST = 64
"""Megabytes of a file of marks, which is read whole."""
_AT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
M = TypeVar("M", Tagged, Noted, Starred, Saved)
_Cells = Mapping[str, str]


def write(out: BinaryIO, everything: AllMarks) -> None:
    """Write the file."""
    tidy = everything.tidy()
    content = {
        "format": FORMAT,
        "version": VERSION,
        "tags": [asdict(mark) for mark in tidy.tags],
        "notes": [asdict(mark) for mark in tidy.notes],
        "stars": [asdict(mark) for mark in tidy.stars],
        "saved": [{**asdict(mark), "columns": ",".join(mark.columns)} for mark in tidy.saved],
    }
    out.write(json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n")


def read(given: Input) -> AllMarks:
    """The marks of a file. Raises ``ImportRefused('marks.refused')`` with an issue for each invalid entry."""
    content = _parsed(given)
    issues: list[Issue] = []

    def each(part: str, made: Callable[[_Cells], M | None]) -> tuple[M, ...]:
        return tuple(_entries(content.get(part, []), Where(given.name, column=part), made, issues))

    found = AllMarks(each("tags", _tagged), each("notes", _noted), each("stars", _starred), each("saved", _saved))
    if issues:
        raise ImportRefused("marks.refused", issues, path=given.name)
    return found.tidy()


def _parsed(given: Input) -> Mapping[str, object]:
    if given.size > LARGEST * MEGABYTE:
        raise ImportRefused("marks.too_large", path=given.name, limit=LARGEST)
    try:
        content = json.loads(given.stream.read().decode("utf-8-sig"))
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict) or content.get("format") != FORMAT or content.get("version") != VERSION:
        raise ImportRefused("marks.not_ours", path=given.name)
    return content


def _entries(listed: object, where: Where, made: Callable[[_Cells], M | None], issues: list[Issue]) -> Iterator[M]:
    for number, cells in enumerate(listed if isinstance(listed, list) else [listed], 1):
        entry = None
        if isinstance(cells, dict) and all(isinstance(value, str) for value in cells.values()):
            entry = made(cells) if _AT.fullmatch(cells.get("at", "")) else None
        if entry is None:
            issues.append(
                Issue("marks.entry", Where(where.file, column=where.column, value=str(cells)[:200]), {"number": number})
            )
        else:
            yield entry


def _record(cells: _Cells) -> str | None:
    record = cells.get("record", "")
    return record if is_id(record) else None


def _tagged(cells: _Cells) -> Tagged | None:
    record, tag = _record(cells), marks.name(cells.get("tag", ""))
    return Tagged(record, tag, cells["at"]) if record and tag else None


def _noted(cells: _Cells) -> Noted | None:
    record, text = _record(cells), marks.note(cells.get("text", ""))
    return Noted(record, text, cells["at"]) if record and text else None


def _starred(cells: _Cells) -> Starred | None:
    record = _record(cells)
    return Starred(record, cells["at"]) if record else None


def _saved(cells: _Cells) -> Saved | None:
    name, query = marks.name(cells.get("name", "")), marks.query(cells.get("query", ""))
    columns = marks.columns(cells.get("columns", ""))
    if not name or query is None or columns is None:
        return None
    return Saved(name, query, cells["at"], columns)
