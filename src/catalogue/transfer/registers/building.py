"""A record being built from the cells of a register: canonical columns, and where each came from."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from catalogue.model.issues import Issue, Where
from catalogue.model.kinds import Kind
from catalogue.model.values import ValueProblem
from catalogue.transfer.files.table import Cell, Entry, Row
from catalogue.transfer.registers.pieces import Origin, Piece
from catalogue.transfer.registers.recipe import ROW, RecordRule, Target
from catalogue.transfer.rows import lists
from catalogue.transfer.rows.columns import NAME_LANGUAGES


class RecordBuilder(Struct):
    """A record that a rule makes of a row; ``made`` are the records that its links needed."""

    rule: RecordRule
    kind: Kind | None
    line: int
    file: str
    cells: dict[str, Cell] = field(default_factory=dict)
    parts: dict[str, list[Entry]] = field(default_factory=dict)
    origins: dict[str, Origin] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    made: list[Piece] = field(default_factory=list)

    def put(self, header: str, cell: Cell, target: Target, text: str) -> None:
        """Set a column. A second name in a language becomes another name; a second value must equal the first."""
        column = target.column
        self.origins.setdefault(column.name, (header, lists.as_text(cell)))
        if column.part == "name":
            self._name(column.name, column.key, target.type, text)
        elif column.part in ("term", "link"):
            self.add_term(column.name, text)
        elif (before := self.cells.get(column.name)) and before != text:
            self.refuse(header, cell, ValueProblem("column.again", column=column.name, first=before))
        else:
            self.cells[column.name] = text

    def _name(self, column: str, lang: str, type_: str, text: str) -> None:
        if type_ == "preferred" and column not in self.cells:
            self.cells[column] = text
        else:
            self._entry("names", {"text": text, "lang": lang, "type": "alias" if type_ == "preferred" else type_})

    def add_term(self, column: str, text: str) -> None:
        """Add a value to a many-valued column."""
        before = self.cells.get(column, ())
        self.cells[column] = (*((before,) if isinstance(before, str) else before), text)

    def constant(self, column: str, text: str) -> None:
        """Set a column to a text that every record of the rule gets, unless the row gives one."""
        if not self.cells.get(column):
            self.cells[column] = text

    def remark(self, header: str, cell: Cell) -> None:
        """Keep a text as a note, with its heading."""
        self._entry("claims", {"field": "note", "value": f"{header}: {lists.as_text(cell).strip()}"})

    def link(self, cells: dict[str, str], headers: Mapping[str, str]) -> None:
        """Add a link by its columns; ``headers`` are the headings that these came from."""
        self._entry("links", cells)
        for column, header in headers.items():
            if column in cells:
                self.origins[link_origin(column, cells[column])] = (header, cells[column])

    def refuse(self, header: str, cell: Cell, problem: ValueProblem) -> None:
        """Add a problem of one cell."""
        record = self.cells.get("id", "")
        where = Where(self.file, self.line, header, lists.as_text(cell), record if isinstance(record, str) else "")
        self.issues.append(Issue(problem.code, where, problem.params))

    def is_empty(self) -> bool:
        """Whether the row says nothing about this record."""
        return not self.cells and not self.parts and not self.issues

    def first_name(self) -> str:
        """Its name in the first language that has one; "" for none."""
        found = (self.cells.get(column) for column in (*NAME_LANGUAGES, *self.cells) if column.startswith("name"))
        return next((name for name in found if isinstance(name, str) and name), "")

    def piece(self) -> Piece:
        """The finished piece."""
        parts = {part: tuple(entries) for part, entries in self.parts.items()}
        kind = self.kind.name if self.kind else ""
        row = Row(self.line, self.cells, parts, file=self.file, kind=kind)
        gathered = self.rule.name != ROW or bool(self.rule.key) or "id" in self.rule.constants
        return Piece(self.rule.name, row, self.origins, gathered=gathered)

    def _entry(self, part: str, cells: dict[str, str]) -> None:
        self.parts.setdefault(part, []).append(Entry(cells, self.file, self.line))


def link_origin(column: str, text: str) -> str:
    """The key under which the origin of a link's cell is kept."""
    return f"links.{column} {text}"
