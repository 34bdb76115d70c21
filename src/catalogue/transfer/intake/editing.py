"""A person's changes to one record, read and checked exactly as an import reads a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from catalogue.model import values
from catalogue.model.edits import (
    Edit,
    Piece,
    matching,
    piece_of,
    with_entries,
    with_ground,
    without,
    without_fields,
    without_preferred_names,
)
from catalogue.model.issues import Issue, Where
from catalogue.model.kinds import KINDS, Kind
from catalogue.model.records import Entry as Part
from catalogue.model.records import Record
from catalogue.model.values import ValueProblem
from catalogue.text.closest import closest
from catalogue.transfer.files.table import Entry, Row, Table
from catalogue.transfer.intake.plan import merge
from catalogue.transfer.rows.columns import Column, find
from catalogue.transfer.rows.incoming import Incoming
from catalogue.transfer.rows.mapping import Headers
from catalogue.transfer.rows.validate import Rules, Validator

Issues = tuple[Issue, ...]


def edited(old: Record, edit: Edit, rules: Rules) -> Record | Issues:
    """The record after the changes, or everything that is wrong with them. Neither id nor kind can change."""
    kind = KINDS[old.kind]
    issues = [*_fixed(old, edit, kind)]
    gone = list(_removed(old, edit, issues))
    given = _cells(kind, old.id, edit, rules)
    entries = _pieces(kind, old.id, edit.added, rules)
    if isinstance(given, tuple):
        issues += given
    if isinstance(entries, tuple):
        issues += entries
    if issues or isinstance(given, tuple) or isinstance(entries, tuple):
        return tuple(issues)
    base, touched = _emptied(without(old, gone), given.record, edit.values, kind)
    base = merge(base, given)
    known = [entry for entry in _entries(entries.record) if matching(base, piece_of(entry))]
    record = with_entries(base, _typed(without(entries.record, known), base, edit))
    return with_ground(old, record, touched, edit.ground.with_default_basis)


def made(kind: Kind, edit: Edit, rules: Rules) -> Incoming | Issues:
    """A new record as an import would read it; its id is the one given, else made from its name."""
    row = Row(0, dict(edit.values), _parts(edit.added), kind=kind.name)
    issues = tuple(_strange(kind, edit.values))
    found = _validator(kind, rules).read(row)
    if not isinstance(found, Incoming):
        return (*issues, *found)
    if issues:
        return issues
    ground = edit.ground.with_default_basis
    stated = ground.basis == "stated"
    stated_ground = replace(ground, source="", basis="") if stated else ground
    record = with_ground(Record(found.record.id, kind.name), found.record, found.record.values, stated_ground)
    return replace(found, record=record)


class Read(Struct, frozen=True):
    """The meaning of one text in a column: the canonical text ("" for nothing), or what is wrong with it."""

    text: str = ""
    issue: Issue | None = None


def read(kind: Kind, column: str, text: str, rules: Rules) -> Read:
    """The meaning of a text in a single-valued column of a kind, as import and edit would read it."""
    found = _validator(kind, rules).read(Row(0, {"id": "x", column: text}, kind=kind.name))
    if not isinstance(found, Incoming):
        return Read(issue=found[0])
    record = found.record
    if _is_id(find(column, kind)):
        return Read(record.id)
    texts = (
        *record.values.values(),
        *(entry.text for entry in record.names),
        *(entry.object for entry in record.links),
    )
    return Read(" | ".join((*texts, *(entry.value for entry in record.terms))))


def read_piece(kind: Kind, piece: Piece, rules: Rules) -> Part | Issues:
    """A name, link, term or claim of a record of a kind, or what is wrong with it."""
    found = _pieces(kind, "x", (piece,), rules)
    if not isinstance(found, Incoming):
        return found
    return _entries(found.record)[0]


def _entries(record: Record) -> tuple[Part, ...]:
    return (*record.names, *record.links, *record.terms, *record.claims)


def _validator(kind: Kind, rules: Rules) -> Validator:
    return Validator(Table("", (), iter(())), kind, Headers(kind, {}), rules)


def _fixed(old: Record, edit: Edit, kind: Kind) -> Iterable[Issue]:
    """Columns that cannot be changed, are unknown, or contradict each other."""
    for header, text in edit.values.items():
        column = find(header, kind)
        if column is not None and column.part in ("id", "kind") and text != getattr(old, column.part):
            yield Issue("edit.fixed", Where(column=header, value=text, record=old.id))
    yield from _strange(kind, edit.values)


def _strange(kind: Kind, given: Mapping[str, str]) -> Iterable[Issue]:
    return (issue for issue in Headers(kind, {}).check(tuple(given), Where()) if issue.code == "column.twice")


def _removed(old: Record, edit: Edit, issues: list[Issue]) -> Iterable[Part]:
    """The entries to be removed; one that does not exist is a problem."""
    for piece in edit.removed:
        found = matching(old, piece) or matching(old, _canonical(KINDS[old.kind], piece))
        if not found:
            shown = " ".join(piece.cells.values())
            known = {" ".join(getattr(entry, name) for name in piece.cells) for entry in _all(old, piece.part)}
            params = {"nearest": closest(shown, known)}
            issues.append(Issue("edit.no_entry", Where(column=piece.part, value=shown, record=old.id), params))
        yield from found


def _all(record: Record, part: str) -> tuple[Part, ...]:
    return matching(record, Piece(part, {}))


def _canonical(kind: Kind, piece: Piece) -> Piece:
    """The piece with its value in stored form."""
    field = kind.field(piece.cells.get("field", ""))
    if field is None or "value" not in piece.cells:
        return piece
    try:
        return replace(piece, cells={**piece.cells, "value": values.read(field, piece.cells["value"])})
    except ValueProblem:
        return piece


def _cells(kind: Kind, record_id: str, edit: Edit, rules: Rules) -> Incoming | Issues:
    """The values of the columns, checked."""
    cells = {name: text for name, text in edit.values.items() if not _is_fixed(find(name, kind))}
    return _validator(kind, rules).read(Row(0, {**cells, "id": record_id}, kind=kind.name))


def _is_fixed(column: Column | None) -> bool:
    return column is not None and column.part in ("id", "kind")


def _is_id(column: Column | None) -> bool:
    return column is not None and column.part == "id"


def _parts(pieces: Iterable[Piece]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, tuple[Entry, ...]] = {}
    for piece in pieces:
        found[f"{piece.part}s"] = (*found.get(f"{piece.part}s", ()), Entry(piece.cells, "", 0))
    return found


def _pieces(kind: Kind, record_id: str, added: tuple[Piece, ...], rules: Rules) -> Incoming | Issues:
    """The new entries, checked."""
    return _validator(kind, rules).read(Row(0, {"id": record_id}, _parts(added), kind=kind.name))


def _typed(given: Record, base: Record, edit: Edit) -> Record:
    """Mark a new name without a type as preferred only if its language has no preferred name yet."""
    named = {name.lang for name in base.names if name.type == "preferred" and not name.end}
    typed = {piece.cells.get("text") for piece in edit.added if piece.part == "name" and piece.cells.get("type")}
    return replace(
        given,
        names=tuple(
            replace(name, type="alias") if name.lang in named and name.text not in typed else name
            for name in given.names
        ),
    )


def _emptied(base: Record, given: Record, asked: Mapping[str, str], kind: Kind) -> tuple[Record, tuple[str, ...]]:
    """The record without what the columns replace, and the single-valued fields that the columns set."""
    columns = [column for name in asked if (column := find(name, kind)) is not None]
    fields = [column.key for column in columns if column.part == "field"]
    terms = [column.key for column in columns if column.part == "term" and not given.terms_of(column.key)]
    roles = [column.key for column in columns if column.part == "link" and not given.linked(column.key)]
    named = {name.lang for name in given.names}
    languages = [column.key for column in columns if column.part == "name" and column.key not in named]
    left = without_fields(base, values=[name for name in fields if name not in given.values], terms=terms, roles=roles)
    return without_preferred_names(left, languages), tuple(fields)
