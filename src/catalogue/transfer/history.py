"""The history in a data package, read strictly because an undo must be able to trust it.

Each value must be canonical for its field, and each entry one that an import would accept, so that undoing a batch can
never write what an import would refuse.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from catalogue.errors import ImportRefused
from catalogue.model import values
from catalogue.model.changes import CREATED, FOUND, REMOVED
from catalogue.model.issues import Issue, Where
from catalogue.model.kinds import KINDS
from catalogue.model.values import ValueProblem
from catalogue.transfer.files.inputs import open_input
from catalogue.transfer.files.layout import BATCH_COLUMNS, BATCHES, CHANGE_COLUMNS, CHANGES
from catalogue.transfer.files.table import ReadOptions, Row
from catalogue.transfer.readers import delimited
from catalogue.transfer.rows.facts import is_fact, read_facts
from catalogue.transfer.rows.ids import is_id

Texts = tuple[str, ...]
Kinds = Callable[[Iterable[str]], Mapping[str, str]]

_AT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_NUMBER = re.compile(r"[1-9][0-9]{0,17}")
_WORD = re.compile(r"[a-z_]{1,40}")
_PRINT = re.compile(r"[0-9a-f]{32}")
_AT_ONCE = 1_000


def has_history(folder: Path) -> bool:
    """Whether a package has a history."""
    return (folder / BATCHES).is_file() and (folder / CHANGES).is_file()


class PackageHistory:
    """The history of a package; ``kinds`` gives the kinds of the records that exist now.

    A fault raises ``ImportRefused('history.unreadable')`` with the file, line and column when it is reached.
    """

    def __init__(self, folder: Path, kinds: Kinds) -> None:
        self._folder = folder
        self._kinds = kinds
        self._numbers: set[str] = set()

    def batches(self) -> Iterator[Texts]:
        """The batches in order."""
        last = 0
        for row, cells in self._rows(BATCHES, BATCH_COLUMNS):
            number, at, actor, action, reason, undoes = cells
            if not _NUMBER.fullmatch(number) or int(number) <= last:
                raise self._wrong(BATCHES, row, "batch")
            if not _AT.fullmatch(at):
                raise self._wrong(BATCHES, row, "at")
            if not _WORD.fullmatch(action):
                raise self._wrong(BATCHES, row, "action")
            if undoes and undoes not in self._numbers:
                raise self._wrong(BATCHES, row, "undoes")
            for column, text in (("actor", actor), ("reason", reason)):
                self._plain(BATCHES, row, column, text)
            last = int(number)
            self._numbers.add(number)
            yield cells

    def changes(self) -> Iterator[Texts]:
        """The changes in order; ``batches`` must have been read before."""
        gone = self._removed()
        waiting = self._rows(CHANGES, CHANGE_COLUMNS)
        while chunk := list(islice(waiting, _AT_ONCE)):
            kinds = gone | dict(self._kinds({cells[1] for _row, cells in chunk}))
            for row, cells in chunk:
                if column := self._fault(cells, kinds):
                    raise self._wrong(CHANGES, row, column)
                yield cells

    def _removed(self) -> dict[str, str]:
        """The kinds of the records that the history removed."""
        gone: dict[str, str] = {}
        for row, (_batch, record, field, old, _new) in self._rows(CHANGES, CHANGE_COLUMNS):
            if field == REMOVED:
                kind = next((text for name, text in read_facts(old) if name == "kind"), "")
                if kind not in KINDS:
                    raise self._wrong(CHANGES, row, "old")
                gone[record] = kind
        return gone

    def _fault(self, cells: Texts, kinds: Mapping[str, str]) -> str:
        """The column at fault; "" when all are valid."""
        batch, record, field, old, new = cells
        if batch not in self._numbers:
            return "batch"
        if not is_id(record) or record not in kinds:
            return "record"
        kind = KINDS[kinds[record]]
        if field in (CREATED, FOUND):
            return "" if not old and _PRINT.fullmatch(new) else "new"
        if field == REMOVED:
            good = not new and all(is_fact(name, text, kind) for name, text in read_facts(old))
            return "" if good else "old"
        if not old and not new:
            return "new"
        return next(
            (name for name, text in (("old", old), ("new", new)) if text and not is_fact(field, text, kind)), ""
        )

    def _rows(self, file: str, columns: tuple[str, ...]) -> Iterator[tuple[Row, Texts]]:
        table = delimited.read(open_input(str(self._folder / file)), ReadOptions(delimiter=","))
        try:
            if table.header != columns:
                raise ImportRefused(
                    "history.unreadable",
                    [Issue("column.missing", Where(table.file, 1), {"column": ", ".join(columns)})],
                    file=table.file,
                )
            for row in table.rows:
                if row.issues:
                    raise ImportRefused("history.unreadable", row.issues, file=table.file)
                yield row, tuple(str(row.cells[column]) for column in columns)
        finally:
            table.close()

    def _plain(self, file: str, row: Row, column: str, text: str) -> None:
        try:
            values.plain(text)
        except ValueProblem:
            raise self._wrong(file, row, column) from None

    def _wrong(self, file: str, row: Row, column: str) -> ImportRefused:
        path = str(self._folder / file)
        where = Where(path, row.line, column, str(row.cells[column])[:200])
        return ImportRefused("history.unreadable", [Issue("history.wrong", where)], file=path)
