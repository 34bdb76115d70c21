"""From a row of a register to the records and links that its mapping makes of it.

Pure except for the lookups of ``Finder``: a row goes in, ``Piece`` values come out. Their rows have the catalogue's own
columns, so that they are checked like any other (``catalogue.transfer.rows.validate``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from msgspec.structs import replace

from catalogue.model.issues import Issue, Where
from catalogue.model.kinds import KINDS, Kind
from catalogue.model.values import ValueProblem
from catalogue.text.closest import closest
from catalogue.transfer.files import headings
from catalogue.transfer.files.table import REPORT_COLUMNS, Cell, Row
from catalogue.transfer.registers.building import RecordBuilder
from catalogue.transfer.registers.cellreading import CellReading
from catalogue.transfer.registers.joining import joined, marked
from catalogue.transfer.registers.linking import Linking
from catalogue.transfer.registers.lookup import Finder
from catalogue.transfer.registers.pieces import Shape
from catalogue.transfer.registers.recipe import CELL, HEADER, ROW, Join, LinkRule, Recipe, RecordRule, Target, fits
from catalogue.transfer.registers.selecting import for_links, selected
from catalogue.transfer.registers.unmarked import Unmarked
from catalogue.transfer.rows import columns, ids, lists
from catalogue.transfer.rows.columns import Column
from catalogue.transfer.rows.mapping import MOST_NAMED

_REMARK = Target(columns.NOTE)


class Shaper:
    """Makes pieces from the rows of one table. ``reading`` and ``unmarked`` count what was left out."""

    def __init__(self, recipe: Recipe, finder: Finder, file: str, kind: Kind | None) -> None:
        self.reading = CellReading(recipe)
        self.unmarked = Unmarked(recipe)
        self._recipe = recipe
        self._finder = finder
        self._file = file
        self._kind = recipe.main.kind or kind
        self._used = recipe.used()
        self._explicit = _single_columns(recipe)
        self._targets: dict[str, tuple[Target, ...] | None] = {}
        self._header: tuple[str, ...] | None = None
        self._wanted: list[tuple[str, tuple[Target, ...] | None]] = []  # the meaning of the columns of the last row
        self._above: dict[str, Cell] = {}
        self._linking = Linking(self.reading, finder)

    def shape(self, row: Row) -> Shape:
        """The pieces of a row, the record of the whole row first; or what is wrong with it."""
        if row.issues:
            return Shape((), row.issues)
        row = self.filled(row)
        cells, issues = self._cells(row)
        drafts = [self._main(row, cells)]
        for rule in self._recipe.records:
            drafts += self._others(rule, row, cells)
        for link in self._recipe.links:
            self._link(link, drafts, cells, row)
        self.unmarked.count(cells)
        made = {piece.row.cells["id"]: piece for draft in drafts for piece in draft.made}
        known = {(issue.code, issue.where.column) for issue in issues}
        issues += [i for draft in drafts for i in draft.issues if (i.code, i.where.column) not in known]
        return Shape((*(draft.piece() for draft in drafts), *made.values()), tuple(issues))

    def filled(self, row: Row) -> Row:
        """The row with the cells that say the same as the row above; without them a refused row would be incomplete."""
        if not self._recipe.fill:
            return row
        cells = dict(row.cells)
        for name in self._recipe.fill:
            if cells.get(name, "") in ("", ()):
                cells[name] = self._above.get(name, "")
            self._above[name] = cells.get(name, "")
        return replace(row, cells=cells)

    def _cells(self, row: Row) -> tuple[dict[str, Cell], list[Issue]]:
        """The cells of a row, with those joined from others."""
        cells = dict(row.cells)
        issues = []
        for name, join in self._recipe.joins.items():
            try:
                cells[name] = self._part(join, name, joined(join, cells, self._recipe, self.reading.unknown))
            except ValueProblem as problem:
                if self._recipe.keeps(name):
                    # This cannot be read as a date: it becomes a remark with the words of its columns.
                    cells[name] = "; ".join(
                        text for each in join.columns if (text := lists.as_text(cells.get(each, "")))
                    )
                    continue
                column = str(problem.params.get("column", name))
                value = str(problem.params.get("value") or lists.as_text(cells.get(column, "")))
                where = Where(row.file or self._file, row.line, column, value)
                issues.append(Issue(problem.code, where, problem.params))
        return cells, issues

    def _part(self, join: Join, name: str, made: Cell) -> Cell:
        """The part of a joined text, or of each joined heading, that the pattern of a column wants."""
        if join.find is None or not made:
            return made
        if isinstance(made, str):
            return self.reading.found(join.find, made, name)
        return tuple(part for text in made if (part := self.reading.found(join.find, text, name)))

    def _main(self, row: Row, cells: Mapping[str, Cell]) -> RecordBuilder:
        draft = RecordBuilder(self._recipe.main, self._row_kind(row, cells), row.line, row.file or self._file)
        for header, found in self._meanings(tuple(cells)):
            cell = cells[header]
            if found is None:
                if _has_text(cell):
                    draft.refuse(header, cell, self._unknown(header))
                continue
            for target in found:
                if header in self._recipe.main.columns or not self._doubtful(draft, header, target, cell):
                    self._put(draft, header, target, selected(target.where, cell, cells))
        self._finish(draft, cells)
        if row.parts:
            draft.parts.update({part: list(entries) for part, entries in row.parts.items()})
        return draft

    def _row_kind(self, row: Row, cells: Mapping[str, Cell]) -> Kind | None:
        return self._kind or (KINDS[row.kind] if row.kind else None)

    def _others(self, rule: RecordRule, row: Row, cells: Mapping[str, Cell]) -> Iterator[RecordBuilder]:
        for given in self._each(rule, cells):
            draft = RecordBuilder(rule, rule.kind, row.line, row.file or self._file)
            for header, targets in rule.columns.items():
                for target in targets:
                    self._put(draft, header, target, selected(target.where, given.get(header, ""), given))
            if draft.is_empty():
                continue
            self._finish(draft, given)
            if not draft.cells.get("id") and not draft.issues:
                self._find(draft)
            yield draft

    def _finish(self, draft: RecordBuilder, cells: Mapping[str, Cell]) -> None:
        """Add constants for columns that the row leaves empty, and the id made from the key."""
        for name, text in draft.rule.constants.items():
            draft.constant(name, text)
        rule = draft.rule
        if not rule.key or draft.cells.get("id"):
            return
        parts = [" | ".join(self.reading.texts(name, cells.get(name, ""))) for name in rule.key]
        if not all(parts):
            empty = rule.key[parts.index("")]
            draft.refuse(empty, cells.get(empty, ""), ValueProblem("key.missing", key=rule.key))
            return
        key = " ".join(parts)
        code = f"{rule.scheme}:{key}" if rule.scheme else key
        if rule.scheme or rule.by == "code":
            draft.add_term("identifier", code)
        try:
            found = self._finder.coded(code) if rule.by == "code" else ""
        except ValueProblem as problem:
            draft.refuse(rule.key[0], key, problem)
            return
        prefix = draft.kind.prefix if draft.kind else "rec"
        draft.cells["id"] = found or ids.keyed(prefix, f"{rule.scheme} {key}")

    def _find(self, draft: RecordBuilder) -> None:
        """The record of a rule without a key: the one of its name, else a new one."""
        name = draft.first_name()
        assert draft.kind is not None
        if not name:
            draft.refuse("", "", ValueProblem("record.unnamed", record=draft.rule.name))
            return
        try:
            draft.cells["id"] = self._finder.named(draft.kind.name, name) or ids.keyed(draft.kind.prefix, name)
        except ValueProblem as problem:
            draft.refuse("", name, problem)

    def _doubtful(self, draft: RecordBuilder, header: str, target: Target, cell: Cell) -> bool:
        """Whether the cell contradicts what its heading alone says; it is then refused, or kept as a remark."""
        try:
            columns.check(header, target.column, cell)
        except ValueProblem as problem:
            if self._recipe.remark:
                self._keep(draft, header, cell)
            else:
                draft.refuse(header, cell, problem)
            return True
        return False

    def _put(self, draft: RecordBuilder, header: str, target: Target, cell: Cell) -> None:
        if not _has_text(cell):
            return
        try:
            found = self.reading.values(header, target, cell, draft.kind)
        except ValueProblem as problem:
            if target.remark or self._recipe.remark:
                self._keep(draft, header, cell)
            else:
                draft.refuse(header, cell, problem)
            return
        for text in found:
            if target.column is columns.NOTE:
                draft.remark(header, text)
            elif (target.remark or self._recipe.remark) and not self._readable(draft, target, text):
                self._keep(draft, header, cell)
            else:
                draft.put(header, cell, target, text)

    def _keep(self, draft: RecordBuilder, header: str, cell: Cell) -> None:
        """Keep a cell that cannot be read as a remark."""
        self.reading.kept[header] += 1
        draft.remark(header, cell)

    def _readable(self, draft: RecordBuilder, target: Target, text: str) -> bool:
        found = draft.kind.field(target.column.key) if draft.kind and target.column.part in ("field", "term") else None
        return found is None or self.reading.readable(found, text)

    def _meanings(self, header: tuple[str, ...]) -> list[tuple[str, tuple[Target, ...] | None]]:
        """The columns of a row that set something in its record, or whose meaning is unknown."""
        if header != self._header:
            met = [(name, self._meaning(name)) for name in header]
            self._header, self._wanted = header, [(name, found) for name, found in met if found != ()]
        return self._wanted

    def _meaning(self, header: str) -> tuple[Target, ...] | None:
        """What a column sets in the record of the row; None if its meaning is unknown."""
        if header not in self._targets:
            self._targets[header] = self._find_meaning(header)
        return self._targets[header]

    def _find_meaning(self, header: str) -> tuple[Target, ...] | None:
        recipe = self._recipe
        if header in recipe.main.columns:
            return recipe.main.columns[header]
        if header in REPORT_COLUMNS or header in self._used or self._in_each(header):
            return ()
        if recipe.rest == "drop":
            return ()
        column = columns.find(header, self._kind)
        if column is not None and column.name not in self._explicit and self._may_mean(column, header):
            return (Target(column),)
        if header in recipe.named():
            return ()
        return (_REMARK,) if recipe.rest == "keep" else None

    def _may_mean(self, column: Column, header: str) -> bool:
        """Columns of ids and of kinds are recognised only under the catalogue's own heading."""
        if column.part == "kind":
            return self._kind is None
        return column.part != "link" or column.name == header

    def _unknown(self, header: str) -> ValueProblem:
        if headings.is_positional(header):
            return ValueProblem("column.unnamed")
        return ValueProblem("column.unknown", column=header, nearest=columns.nearest(header, self._kind))

    def check(self, header: tuple[str, ...]) -> tuple[Issue, ...]:
        """What is wrong with the headings of a table: those not recognised, and those that the mapping misses."""
        named = sorted({*self._recipe.main.columns, *self._recipe.named()} - self._recipe.joins.keys())
        open_ = [name for name in header if self._meaning(name) is None]
        missing = {name: closest(name, open_) or closest(name, header) for name in named if name not in header}
        issues = [
            Issue("mapping.unused", Where(self._file, 1, name), {"column": name})
            for name in open_
            if not headings.is_positional(name) and name not in missing.values()
        ]
        for name, near in missing.items():
            issues.append(Issue("mapping.no_column", Where(self._file, 1, name), {"column": name, "nearest": near}))
        return tuple(issues[:MOST_NAMED])

    def _in_each(self, header: str) -> bool:
        rules: tuple[RecordRule | LinkRule, ...] = (*self._recipe.records, *self._recipe.links)
        joins = (join for join in self._recipe.joins.values() if join.mode == "headings")
        return any(fits(rule.each, header) for rule in rules) or any(fits(join.columns, header) for join in joins)

    def _each(self, rule: RecordRule | LinkRule, cells: Mapping[str, Cell]) -> Iterator[Mapping[str, Cell]]:
        """The row once for each filled (or marked) cell of the columns that a rule iterates over, or once."""
        if not rule.each:
            yield cells
            return
        for header, cell in cells.items():
            if fits(rule.each, header):
                for text in (cell,) if isinstance(cell, str) else cell:
                    if marked(rule.marks, text) and self.reading.texts(header, text):
                        yield {**cells, HEADER: header, CELL: text}

    def _link(self, rule: LinkRule, drafts: list[RecordBuilder], cells: Mapping[str, Cell], row: Row) -> None:
        subjects = [draft for draft in drafts if draft.rule.name == rule.subject]
        objects = [draft for draft in drafts if draft.rule.name == rule.record] if rule.record else []
        for given in map(partial(for_links, rule), self._each(rule, cells)):
            for subject in subjects:
                if rule.record:
                    self._linking.to_records(rule, subject, objects, given)
                else:
                    self._linking.to_named(rule, subject, given)


def _single_columns(recipe: Recipe) -> frozenset[str]:
    """The columns that the mapping sets in the record of the row: no other heading may then mean them."""
    given = {target.column.name for targets in recipe.main.columns.values() for target in targets}
    roles = {link.role for link in recipe.links if link.subject == ROW}
    return frozenset(given | roles | ({"id"} if recipe.main.key else set()))


def _has_text(cell: Cell) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else any(part.strip() for part in cell)
