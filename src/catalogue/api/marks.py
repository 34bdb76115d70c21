"""Tags, notes, stars and saved searches: what readers add for themselves.

Each write is one transaction and no part of the history; nothing else that is written to a catalogue touches it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from catalogue.api.find import understand
from catalogue.api.session import Session
from catalogue.errors import BadUsage, NotFound
from catalogue.model import marks as rules
from catalogue.model.answers import Note
from catalogue.model.marks import AllMarks, Marks, Noted, Saved, Starred, Tagged
from catalogue.query import printer
from catalogue.store import calendar, card
from catalogue.store import marks as stored
from catalogue.text.closest import closest
from catalogue.transfer import marks as files
from catalogue.transfer.files.inputs import open_input
from catalogue.transfer.files.outputs import output


@dataclass(frozen=True, slots=True)
class Kept:
    """A search as it was saved: ``before`` is the query that had its name, "" when there was none."""

    saved: Saved
    before: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """What an import of marks did: how many were new and how many there already, ids that no record has, and the
    saved searches that were left as they are because the file says something else."""

    added: int
    known: int
    absent: tuple[str, ...]
    left: tuple[str, ...]


def of(session: Session, record: str) -> Marks:
    """What stands on one record."""
    return stored.of(session.reading, record)


def everything(session: Session) -> AllMarks:
    """Every mark of the catalogue, sorted."""
    return stored.everything(session.reading)


def labels(session: Session, marks: AllMarks) -> dict[str, str]:
    """What the marked records are called; one that is not there has no entry."""
    ids = {own.record for part in (marks.tags, marks.notes, marks.stars) for own in part}
    return dict(calendar.labels(session.reading, ids, session.lang))


def tag(session: Session, tag: str, records: Sequence[str]) -> int:
    """Tag records; returns how many did not have the tag.

    Raises ``BadUsage('mark.tag')`` for what cannot be a tag, ``NotFound('record.missing')``,
    ``UnusableCatalogue('db.read_only')``.
    """
    name = rules.name(tag)
    if name is None:
        raise BadUsage("mark.tag", tag=tag, limit=rules.LONGEST_NAME)
    return _add(session, AllMarks(tags=tuple(Tagged(record, name, "") for record in records)))


def untag(session: Session, tag: str, records: Sequence[str]) -> int:
    """Take a tag off records; returns how many had it."""
    name = rules.name(tag) or tag
    return _remove(session, AllMarks(tags=tuple(Tagged(record, name, "") for record in records)))


def star(session: Session, records: Sequence[str]) -> int:
    """Put a star on records; returns how many had none. Raises as ``tag``."""
    return _add(session, AllMarks(stars=tuple(Starred(record, "") for record in records)))


def unstar(session: Session, records: Sequence[str]) -> int:
    """Take the star off records; returns how many had one."""
    return _remove(session, AllMarks(stars=tuple(Starred(record, "") for record in records)))


def note(session: Session, record: str, text: str) -> int:
    """Add a note to a record; 0 when the same note is there. Raises ``BadUsage('mark.note')``, and as ``tag``."""
    told = rules.note(text)
    if told is None:
        raise BadUsage("mark.note", limit=rules.LONGEST_NOTE)
    return _add(session, AllMarks(notes=(Noted(record, told, ""),)))


def unnote(session: Session, record: str, number: int) -> str:
    """Take the note with this number (from 1, in the order of their making) off a record; returns its text.

    Raises ``NotFound('mark.no_note')``.
    """
    notes = of(session, record).notes
    if not 0 < number <= len(notes):
        raise NotFound("mark.no_note", id=record, number=number, notes=len(notes))
    _remove(session, AllMarks(notes=(Noted(record, notes[number - 1], ""),)))
    return notes[number - 1]


def save(session: Session, name: str, query: str) -> Kept:
    """Save a search in its canonical form, in place of one that has the name already.

    Raises ``BadUsage('mark.name')``, ``BadUsage('mark.query')``, ``UnusableCatalogue('db.read_only')``.
    """
    kept = rules.name(name)
    if kept is None:
        raise BadUsage("mark.name", name=name, limit=rules.LONGEST_NAME)
    asked = understand(session, query)
    told = rules.query(printer.show(asked.query))
    if told is None:
        raise BadUsage("mark.query", limit=rules.LONGEST_QUERY)
    with session.writing() as connection, stored.transaction(connection) as at:
        saved, before = Saved(kept, told, at), stored.search(connection, kept)
        if before is None or before.query != told:
            stored.remove(connection, AllMarks(saved=(saved,)))
            stored.add(connection, AllMarks(saved=(saved,)))
    return Kept(saved, before.query if before else "", asked.notes)


def saved(session: Session, name: str) -> Saved:
    """The search of that name. Raises ``NotFound('saved.missing')`` with the nearest name."""
    found = stored.search(session.reading, rules.name(name) or name)
    if found is None:
        known = stored.names(session.reading)
        raise NotFound("saved.missing", name=name, nearest=closest(name, known), known=known)
    return found


def within(session: Session, name: str, query: str) -> str:
    """A query that finds what the saved search and ``query`` both find. Raises ``NotFound('saved.missing')``."""
    kept = saved(session, name).query
    return f"({kept}) ({query})" if kept and query.strip() else kept or query


def forget(session: Session, name: str) -> Saved:
    """Remove a saved search; returns what it was. Raises ``NotFound('saved.missing')``."""
    gone = saved(session, name)
    _remove(session, AllMarks(saved=(gone,)))
    return gone


def export(session: Session, out: str) -> AllMarks:
    """Write every mark to a file, or standard output for ``-``; returns them. Raises ``Refused`` as any export."""
    held = everything(session)
    with output(out) as stream:
        files.write(stream, held)
    return held


def load(session: Session, path: str) -> Merged:
    """Add the marks of a file to those that are there. Marks of records that are not there wait for them.

    Raises ``ImportRefused('marks.not_ours' | 'marks.refused')``, ``NotFound`` and ``Refused`` for files that cannot be
    opened; then nothing was written.
    """
    given = open_input(path)
    try:
        found = files.read(given)
    finally:
        given.stream.close()
    with session.writing() as connection, stored.transaction(connection):
        before = {own.name: own.query for own in stored.everything(connection).saved}
        added = stored.add(connection, found)
        absent = stored.absent(connection, _ids(found))
    total = sum(map(len, (found.tags, found.notes, found.stars, found.saved)))
    left = tuple(own.name for own in found.saved if before.get(own.name, own.query) != own.query)
    return Merged(added, total - added, absent, left)


def _ids(marks: AllMarks) -> tuple[str, ...]:
    found = (own.record for part in (marks.tags, marks.notes, marks.stars) for own in part)
    return tuple(sorted(set(found)))


def _add(session: Session, marks: AllMarks) -> int:
    """Add marks, made now, to records that are there."""
    with session.writing() as connection, stored.transaction(connection) as at:
        for missing in stored.absent(connection, _ids(marks)):
            raise NotFound("record.missing", id=missing, nearest=card.nearest_ids(connection, missing))
        dated = AllMarks(
            tuple(replace(own, at=at) for own in marks.tags),
            tuple(replace(own, at=at) for own in marks.notes),
            tuple(replace(own, at=at) for own in marks.stars),
        )
        return stored.add(connection, dated)


def _remove(session: Session, marks: AllMarks) -> int:
    with session.writing() as connection, stored.transaction(connection):
        return stored.remove(connection, marks)
