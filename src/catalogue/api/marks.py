"""Tags, notes, stars and saved searches: what readers add for themselves.

Each write is one transaction and is not part of the history; no other write to a catalogue changes marks.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from catalogue.api.session import Session
from catalogue.errors import BadUsage, NotFound
from catalogue.model import marks as rules
from catalogue.model.answers import Note
from catalogue.model.marks import AllMarks, Marks, Noted, Saved, Starred, Tagged
from catalogue.query import parser, printer
from catalogue.store import calendar, card
from catalogue.store import marks as stored
from catalogue.store.connection import Connection
from catalogue.text.closest import closest
from catalogue.transfer import marks as files
from catalogue.transfer.files.inputs import open_input
from catalogue.transfer.files.outputs import output


class SaveResult(Struct, frozen=True):
    """A search as saved; ``before`` is the query formerly saved under that name, "" if none."""

    saved: Saved
    before: str
    notes: tuple[Note, ...]


class LoadResult(Struct, frozen=True):
    """What an import of marks did.

    How many were new and how many existed already, ids that no record has, and the saved searches left unchanged
    because the file defines them differently.
    """

    added: int
    known: int
    absent: tuple[str, ...]
    left: tuple[str, ...]


def of(session: Session, record: str) -> Marks:
    """The marks of one record."""
    return stored.of(session.reading, record)


def everything(session: Session) -> AllMarks:
    """Every mark of the catalogue, sorted."""
    return stored.everything(session.reading)


def labels(session: Session, marks: AllMarks) -> dict[str, str]:
    """The names of the marked records; records that do not exist have no entry."""
    ids = {mark.record for part in (marks.tags, marks.notes, marks.stars) for mark in part}
    return dict(calendar.labels(session.reading, ids, session.lang))


def tag(session: Session, tag: str, records: Sequence[str]) -> int:
    """Tag records; returns how many did not have the tag before.

    Raises ``BadUsage('mark.tag')`` for an invalid tag, ``NotFound('record.missing')``,
    ``UnusableCatalogue('db.read_only')``.
    """
    name = rules.name(tag)
    if name is None:
        raise BadUsage("mark.tag", tag=tag, limit=rules.LONGEST_NAME)
    return _add(session, AllMarks(tags=tuple(Tagged(record, name, "") for record in records)))


def untag(session: Session, tag: str, records: Sequence[str]) -> int:
    """Remove a tag from records; returns how many had it."""
    name = rules.name(tag) or tag
    return _remove(session, AllMarks(tags=tuple(Tagged(record, name, "") for record in records)))


def star(session: Session, records: Sequence[str]) -> int:
    """Star records; returns how many were not starred before. Raises as ``tag``."""
    return _add(session, AllMarks(stars=tuple(Starred(record, "") for record in records)))


def unstar(session: Session, records: Sequence[str]) -> int:
    """Remove the star from records; returns how many had one."""
    return _remove(session, AllMarks(stars=tuple(Starred(record, "") for record in records)))


def note(session: Session, record: str, text: str) -> int:
    """Add a note to a record; 0 when it already has the same note. Raises ``BadUsage('mark.note')``, and as ``tag``."""
    text_to_keep = rules.note(text)
    if text_to_keep is None:
        raise BadUsage("mark.note", limit=rules.LONGEST_NOTE)
    return _add(session, AllMarks(notes=(Noted(record, text_to_keep, ""),)))


def unnote(session: Session, record: str, number: int) -> str:
    """Remove the note with this number (from 1, in order of creation) from a record; returns its text.

    Raises ``NotFound('mark.no_note')``.
    """
    notes = of(session, record).notes
    if not 0 < number <= len(notes):
        raise NotFound("mark.no_note", id=record, number=number, notes=len(notes))
    _remove(session, AllMarks(notes=(Noted(record, notes[number - 1], ""),)))
    return notes[number - 1]


def save(session: Session, name: str, query: str, columns: Sequence[str] | None = None) -> SaveResult:
    """Save a search in its canonical form, replacing any search of that name.

    ``columns`` are those of its list, empty for the usual ones; None keeps those of the search replaced.
    Raises ``BadUsage('mark.name')``, ``BadUsage('mark.query')``, ``BadUsage('mark.no_words')`` for a query of signs
    only, ``UnusableCatalogue('db.read_only')``.
    """
    kept = rules.name(name)
    if kept is None:
        raise BadUsage("mark.name", name=name, limit=rules.LONGEST_NAME)
    asked = parser.parse(query)
    canonical = rules.query(printer.show(asked))
    if not canonical and query.strip():
        raise BadUsage("mark.no_words", query=query)
    if canonical is None:
        raise BadUsage("mark.query", limit=rules.LONGEST_QUERY)
    with session.writing() as connection, stored.transaction(connection) as at:
        before = stored.search(connection, kept)
        shown = before.columns if columns is None and before else _columns(columns or ())
        saved = Saved(kept, canonical, at, shown)
        if before is None or replace(before, at=at) != saved:
            stored.remove(connection, AllMarks(saved=(saved,)))
            stored.add(connection, AllMarks(saved=(saved,)))
    return SaveResult(saved, before.query if before else "", asked.notes)


def _columns(names: Sequence[str]) -> tuple[str, ...]:
    found = rules.columns(",".join(names))
    if found is None:
        raise BadUsage("mark.columns", columns=",".join(names), limit=rules.MOST_COLUMNS)
    return found


def saved(session: Session, name: str) -> Saved:
    """The saved search of that name. Raises ``NotFound('saved.missing')`` with the nearest name."""
    return _saved(session.reading, name)


def _saved(connection: Connection, name: str) -> Saved:
    found = stored.search(connection, rules.name(name) or name)
    if found is None:
        known = stored.names(connection)
        raise NotFound("saved.missing", name=name, nearest=closest(name, known), known=known)
    return found


def within(session: Session, name: str, query: str) -> str:
    """A query that finds what the saved search and ``query`` both find. Raises ``NotFound('saved.missing')``."""
    kept = saved(session, name).query
    return f"({kept}) ({query})" if kept and query.strip() else kept or query


def forget(session: Session, name: str) -> Saved:
    """Delete a saved search and return it. Raises ``NotFound('saved.missing')``."""
    gone = saved(session, name)
    _remove(session, AllMarks(saved=(gone,)))
    return gone


def rename(session: Session, name: str, new: str) -> Saved:
    """Give a saved search another name and return it.

    Raises ``NotFound('saved.missing')``, ``BadUsage('mark.name')``, ``BadUsage('saved.taken')``.
    """
    kept = rules.name(new)
    if kept is None:
        raise BadUsage("mark.name", name=new, limit=rules.LONGEST_NAME)
    with session.writing() as connection, stored.transaction(connection):
        old = _saved(connection, name)
        renamed = replace(old, name=kept)
        if kept != old.name and stored.search(connection, kept):
            raise BadUsage("saved.taken", name=kept)
        stored.remove(connection, AllMarks(saved=(old,)))
        stored.add(connection, AllMarks(saved=(renamed,)))
    return renamed


def export(session: Session, out: str) -> AllMarks:
    """Write every mark to a file, or to standard output for ``-``; returns them. Raises ``Refused`` as any export."""
    held = everything(session)
    with output(out) as stream:
        files.write(stream, held)
    return held


def load(session: Session, path: str) -> LoadResult:
    """Add the marks of a file to the existing ones; marks of records that do not exist yet are kept for them.

    Raises ``ImportRefused('marks.not_ours' | 'marks.refused')``, ``NotFound`` and ``Refused`` for files that cannot be
    opened; then nothing has been written.
    """
    given = open_input(path)
    try:
        found = files.read(given)
    finally:
        given.stream.close()
    with session.writing() as connection, stored.transaction(connection):
        before = {mark.name: mark for mark in stored.everything(connection).saved}
        added = stored.add(connection, found)
        absent = stored.absent(connection, _ids(found))
    total = sum(map(len, (found.tags, found.notes, found.stars, found.saved)))
    left = tuple(mark.name for mark in found.saved if not _same(before.get(mark.name, mark), mark))
    return LoadResult(added, total - added, absent, left)


def _same(one: Saved, other: Saved) -> bool:
    return (one.query, one.columns) == (other.query, other.columns)


def _ids(marks: AllMarks) -> tuple[str, ...]:
    found = (own.record for part in (marks.tags, marks.notes, marks.stars) for own in part)
    return tuple(sorted(set(found)))


def _add(session: Session, marks: AllMarks) -> int:
    """Add marks with the present time to records that exist."""
    with session.writing() as connection, stored.transaction(connection) as at:
        for missing in stored.absent(connection, _ids(marks)):
            raise NotFound("record.missing", id=missing, nearest=card.nearest_ids(connection, missing))
        dated = AllMarks(
            tuple(replace(mark, at=at) for mark in marks.tags),
            tuple(replace(mark, at=at) for mark in marks.notes),
            tuple(replace(mark, at=at) for mark in marks.stars),
        )
        return stored.add(connection, dated)


def _remove(session: Session, marks: AllMarks) -> int:
    with session.writing() as connection, stored.transaction(connection):
        return stored.remove(connection, marks)
