"""Exporting data: the records of a query as one file, or the whole catalogue as a data package."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Generic, TypeVar

from msgspec.structs import replace

from catalogue.api import find
from catalogue.api.session import Session
from catalogue.errors import BadUsage
from catalogue.model import private
from catalogue.model.card import Card
from catalogue.model.kinds import KINDS, Kind, find_kind
from catalogue.model.private import PERSON, without_contacts
from catalogue.model.records import Record
from catalogue.store import flat, history_rows, records
from catalogue.store.snapshot import snapshot
from catalogue.text import contacts
from catalogue.transfer import formats
from catalogue.transfer.files.outputs import folder, output
from catalogue.transfer.formats import PACKAGE, Format, Write
from catalogue.transfer.rows.columns import ID, Column
from catalogue.transfer.writers import package
from catalogue.transfer.writers.options import Cells, ExportOptions, WriteOptions
from catalogue.transfer.writers.package import HistoryRows

__all__ = ["PACKAGE", "ExportOptions", "export", "export_all", "format_of"]

_AT_ONCE = 500
Progress = Callable[[int], None]


T = TypeVar("T")


class _CountingIterator(Generic[T]):
    """Counts records (or their rows) as they pass."""

    def __init__(self, given: Iterator[T], progress: Progress | None = None) -> None:
        self._given = given
        self._progress = progress
        self.number = 0

    def __iter__(self) -> Iterator[T]:
        for each in self._given:
            self.number += 1
            yield each
            if self._progress:
                self._progress(self.number)


def format_of(path: str, given: str = "") -> str:
    """The format name of an output: ``given``, else by the file name. Raises ``BadUsage`` for an unknown one."""
    return formats.find(path, given, known=formats.WRITABLE).name


def format_by_name(path: str) -> str:
    """The format that a file name implies, CSV for ``-``; "" if it implies none."""
    return formats.by_suffix(path)


def export(session: Session, query: str, out: str, options: ExportOptions) -> int:
    """Write the records of a query to a file, or to standard output for ``-``; returns how many.

    Rows come in the order of the query, or by id without one. The file is either complete or absent, and shows one
    state of the catalogue. Raises ``BadUsage`` (unknown format, kind or column; a format that needs words, without
    them), ``Refused`` (an output that cannot be written, a value that the format cannot hold).
    """
    if options.format == PACKAGE:
        if query.strip() or options.kind or options.columns:
            raise BadUsage("package.whole_only")
        return export_all(session, Path(out), options)
    chosen = formats.find(out, options.format, known=formats.WRITABLE)
    kind = _kind(options.kind)
    write = _prose_writer(session, options, chosen) if chosen.prose else chosen.write
    if write is None:
        raise BadUsage("format.read_only", format=chosen.name)
    look = partial(_look, session, options)
    writing = WriteOptions(kind, options.columns, options.bom, options.excel_safe, session.lang, look)
    needs = chosen.needs(writing)  # a wrong column is reported before a file is made
    ids = _ids(session, query, kind, options.sort)
    if chosen.write_cells is not None and options.columns and not _needs_records(session, writing, options):
        rows = _CountingIterator(_clean_cells(session, ids, kind, writing.chosen(), options), options.progress)
        with snapshot(session.reading), output(out) as stream:
            chosen.write_cells(stream, rows, writing)
        return rows.number
    counted = _CountingIterator(_clean(_records(session, ids, kind, needs), options), options.progress)
    with snapshot(session.reading), output(out) as stream:
        write(stream, counted, writing)
    return counted.number


def export_all(
    session: Session, directory: Path, options: ExportOptions | None = None, *, history: bool = False
) -> int:
    """Write the whole catalogue as a data package into a folder; returns how many records.

    The same catalogue gives the same bytes. With ``history`` the package also records who wrote what and when, and
    personal contact data is kept. Options that belong to a query are ignored. Raises ``Refused`` when the folder holds
    something else.
    """
    chosen = options or ExportOptions()
    chosen = replace(chosen, contacts=chosen.contacts or history)  # the history holds old values; records must agree
    everything = _CountingIterator(_clean(records.every(session.reading), chosen), chosen.progress)

    def fill(staged: Path) -> None:
        package.write(staged, everything, history=_past(session) if history else None)

    with snapshot(session.reading):
        folder(str(directory), fill, package.is_ours)
    return everything.number


def _needs_records(session: Session, writing: WriteOptions, options: ExportOptions) -> bool:
    """Whether personal contact data must be looked for in whole records, not in the chosen cells alone.

    What is looked for depends on whether a record is a person; columns of another kind are searched by themselves.
    """
    if options.contacts or (writing.kind is not None and writing.kind.name != PERSON):
        return False
    chosen = writing.chosen()
    texts = {name: prose for kind in KINDS for name, prose in private.texts(kind).items()}
    if any(column.part == "field" and texts.get(column.key) for column in chosen):
        return True
    named = any(column.part in ("name", "term") or column.key in texts for column in chosen)
    return named and next(records.every(session.reading, PERSON), None) is not None


def _clean_cells(
    session: Session, ids: Iterator[str] | None, kind: Kind | None, columns: Sequence[Column], options: ExportOptions
) -> Iterator[Cells]:
    """Rows of cells, without personal contact data unless the options ask for it; persons come by ``_clean``."""
    texts = private.texts(kind.name) if kind and not options.contacts else {}
    prose = [place for place, column in enumerate(columns) if column.part == "field" and texts.get(column.key)]
    if not prose:
        yield from _cells(session, ids, kind, columns)
        return
    for *cells, record in _cells(session, ids, kind, (*columns, ID)):
        clean = [contacts.without(str(cells[place]), person=False) for place in prose]
        if options.left_out and clean != [cells[place] for place in prose]:
            options.left_out(str(record))
        for place, text in zip(prose, clean, strict=True):
            cells[place] = text
        yield cells


def _clean(found: Iterator[Record], options: ExportOptions) -> Iterator[Record]:
    """The records without personal contact data, unless the options ask for it."""
    if options.contacts:
        yield from found
        return
    for record in found:
        clean = without_contacts(record)
        if clean is not record and options.left_out:
            options.left_out(record.id)
        yield clean


def _look(session: Session, options: ExportOptions, ids: Iterable[str]) -> dict[str, Record]:
    """Other records, as they would be exported themselves: a writer may show their names."""
    found = records.load(session.reading, ids)
    return found if options.contacts else {own: without_contacts(record) for own, record in found.items()}


def _clean_card(card: Card, options: ExportOptions) -> Card:
    """The card without personal contact data, also in the names of persons that it links to."""
    if options.contacts:
        return card
    record = without_contacts(card.record)
    linked = (
        replace(each, label=contacts.without(each.label, person=True)) if each.kind == PERSON else each
        for each in card.neighbours
    )
    label = contacts.without(card.label, person=True) if record.kind == PERSON else card.label
    return replace(card, record=record, label=label, names=record.names, neighbours=tuple(linked))


def _past(session: Session) -> HistoryRows:
    return history_rows.batches(session.reading), history_rows.changes(session.reading)


def _prose_writer(session: Session, options: ExportOptions, chosen: Format) -> Write:
    """The writer of a prose format, which is built from cards."""
    tell = options.prose_writers.get(chosen.name)
    if tell is None:
        raise BadUsage("format.no_such", format=chosen.name, known=formats.WRITABLE)

    def write(out: BinaryIO, found: Iterable[Record], writing: WriteOptions) -> None:
        from catalogue.api import browse

        cards = (_clean_card(browse.card(session, record.id), options) for record in found)
        out.writelines(piece.encode("utf-8", "backslashreplace") for piece in tell(cards, writing.lang))

    return write


def _kind(name: str) -> Kind | None:
    if not name:
        return None
    kind = find_kind(name)
    if kind is None:
        raise BadUsage("kind.unknown", kind=name)
    return kind


def _ids(session: Session, query: str, kind: Kind | None, sort: str) -> Iterator[str] | None:
    """The ids of a query in its order; None means every record (of the kind), by id."""
    if not query.strip() and not sort:
        return None
    return find.ids(session, query, kind=kind.name if kind else None, sort=sort)


def _cells(
    session: Session, ids: Iterator[str] | None, kind: Kind | None, columns: Sequence[Column]
) -> Iterator[Cells]:
    wanted = [(column.part, column.key) for column in columns]
    if ids is None:
        return flat.every(session.reading, wanted, kind.name if kind else None)
    return flat.load(session.reading, wanted, ids)


def _records(session: Session, ids: Iterator[str] | None, kind: Kind | None, parts: frozenset[str]) -> Iterator[Record]:
    if ids is None:
        yield from records.every(session.reading, kind.name if kind else None, parts=parts)
        return
    while chunk := list(islice(ids, _AT_ONCE)):
        found = records.load(session.reading, chunk, parts=parts)
        yield from (found[record_id] for record_id in chunk if record_id in found)
