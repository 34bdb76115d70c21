"""From the rows of one table to checked records: directly, or through a mapping."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from catalogue.model.answers import Note
from catalogue.model.issues import Issue
from catalogue.model.kinds import Kind
from catalogue.model.records import Claim
from catalogue.transfer.files.table import REPORT_COLUMNS, Cell, Row, Table
from catalogue.transfer.intake.arrival import Arrival, Arrivals
from catalogue.transfer.registers.lookup import Finder
from catalogue.transfer.registers.pieces import Piece
from catalogue.transfer.registers.recipe import Recipe
from catalogue.transfer.registers.shaping import Shaper
from catalogue.transfer.rows.incoming import Incoming
from catalogue.transfer.rows.mapping import Headers
from catalogue.transfer.rows.validate import Rules, Validator

_REMEMBERED = 50_000
_MOST_SHOWN = 10


class RowResult(Struct, frozen=True):
    """A row and its records, the one it is about first; or what is wrong with it.

    The first of ``records`` is written at once unless it is ``gathered``; all others are gathered. ``pieces`` are what
    the records were made from, in the same order. ``arrival`` is the id and hash by which the row can be recognised.
    """

    row: Row
    records: tuple[Incoming, ...] = ()
    issues: tuple[Issue, ...] = ()
    gathered: bool = False
    made: frozenset[str] = frozenset()
    pieces: tuple[Piece, ...] = ()
    arrival: Arrival | None = None

    def with_origin(self, issue: Issue, incoming: Incoming) -> Issue:
        """A problem of one of the records, with the heading and text of the file."""
        at = next((at for at, record in enumerate(self.records) if record is incoming), len(self.pieces))
        return _at_origin(issue, self.pieces[at]) if at < len(self.pieces) else issue

    @property
    def immediate(self) -> Incoming | None:
        """The record of the row, if it can be written at once."""
        return self.records[0] if self.records and not self.gathered else None

    @property
    def deferred(self) -> tuple[Incoming, ...]:
        """The records that wait for other rows."""
        return self.records if self.gathered else self.records[1:]


class DirectReader:
    """Reads rows whose columns are the catalogue's own."""

    def __init__(self, validator: Validator, arrivals: Arrivals | None = None) -> None:
        self._validator = validator
        self._arrivals = arrivals

    def arrival(self, row: Row) -> Arrival | None:
        """The id and hash by which the row can be recognised in a later import."""
        return self._arrivals.of(row) if self._arrivals is not None else None

    def read(self, row: Row, arrival: Arrival | None = None) -> RowResult:
        """Read one row. If the report counts more about it than its record, it must be read again by a later import."""
        before = self.unknown().total()
        found = self._validator.read(row)
        if not isinstance(found, Incoming):
            return RowResult(row, issues=found)
        return RowResult(row, (found,), arrival=arrival if self.unknown().total() == before else None)

    def unknown(self) -> Counter[str]:
        """Words for "not known", with the number of cells that hold them."""
        return self._validator.unknown

    def notes(self) -> Sequence[Note]:
        """Notes on dates that say only where in a year."""
        return _around(self._validator)


class MappedReader:
    """Reads rows of a register through a mapping."""

    def __init__(self, table: Table, kind: Kind | None, recipe: Recipe, rules: Rules, finder: Finder) -> None:
        empty = Table(table.file, (), iter(()))
        self._validator = Validator(empty, None, Headers(None, {}), rules, fallback=kind)
        self._ends: dict[frozenset[tuple[str, Cell]], Incoming] = {}
        typed = not table.found.delimiter  # numbers of workbooks and JSON have a point, whatever their texts have
        recipe = replace(recipe, order=rules.order, decimal=rules.decimal, typed=typed)
        self.shaper = Shaper(recipe, finder, table.file, kind)

    def arrival(self, row: Row) -> None:
        """Always None: what a row makes depends on the catalogue too, so it is never recognised as unchanged."""

    def read(self, row: Row, _: None = None) -> RowResult:
        """Make the records of one row; a wrong record refuses the row."""
        row = self.shaper.filled(row)  # as a refused row is written out
        shape = self.shaper.shape(row)
        corrected = REPORT_COLUMNS[0] in row.cells
        records, issues = [], list(shape.issues)
        for piece in shape.pieces:
            found = self._made(piece) if piece.made else self._validator.read(piece.row)
            if isinstance(found, Incoming):
                records.append(found if piece.made else replace(found, whole=frozenset(), corrected=corrected))
            elif not shape.issues or found[0].code != "id.missing":
                issues += (_at_origin(issue, piece) for issue in found)
        if issues:
            return RowResult(row, issues=tuple(issues))
        made = frozenset(piece.row.cells["id"] for piece in shape.pieces if piece.made)
        return RowResult(
            row, tuple(records), gathered=shape.pieces[0].gathered, made=frozenset(map(str, made)), pieces=shape.pieces
        )

    def _made(self, piece: Piece) -> Incoming | tuple[Issue, ...]:
        """Check a piece; link targets occur again and again and are checked once."""
        key = frozenset(piece.row.cells.items())
        known = self._ends.get(key)
        if known is None:
            found = self._validator.read(piece.row)
            if isinstance(found, Incoming) and len(self._ends) < _REMEMBERED:
                self._ends[key] = found
            return found
        return known

    def unknown(self) -> Mapping[str, int]:
        """Words for "not known", with the number of cells that hold them."""
        return self._validator.unknown + self.shaper.reading.unknown

    def notes(self) -> Sequence[Note]:
        """Notes on patterns without a match, cells that became remarks, ambiguous dates, words that no rule uses."""
        reading = self.shaper.reading
        missed = [Note("read.missed", {"column": column, "count": count}) for column, count in reading.missed.items()]
        kept = [Note("read.kept", {"column": column, "count": count}) for column, count in reading.kept.items()]
        seasons = [Note("read.seasons", {"words": sorted(reading.seasons)})] if reading.seasons else []
        coded = reading.countries.notes()
        return [*missed, *kept, *seasons, *coded, *_around(self._validator), *self.shaper.unmarked.notes()]


RowReader = DirectReader | MappedReader


def _around(validator: Validator) -> list[Note]:
    words = sorted({cell.strip() for _field, cell in validator.around})
    return [Note("read.around", {"words": words[:_MOST_SHOWN], "count": len(words)})] if words else []


def located(incoming: Incoming, source: str) -> Incoming:
    """The record with a claim on its name that states the row of the source it comes from."""
    record = incoming.record
    names = [name.text for name in record.names if name.type == "preferred"] or [record.id or incoming.base]
    claim = Claim("name", names[0], source=source, locator=f"row {incoming.where.line}")
    return replace(incoming, record=replace(record, claims=(*record.claims, claim)).tidy())


def _at_origin(issue: Issue, piece: Piece) -> Issue:
    """The problem with the heading and text of the file."""
    column = issue.where.column
    origin = piece.origins.get(column) or piece.origins.get(f"{column} {issue.where.value}")
    if origin is None:
        return issue
    return replace(issue, where=replace(issue.where, column=origin[0], value=origin[1]))
