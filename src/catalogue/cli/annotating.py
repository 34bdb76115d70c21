"""The implementation of ``tag``, ``note``, ``star`` and ``saved``."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from catalogue.api import marks
from catalogue.cli import output, remarks
from catalogue.cli.context import Settings
from catalogue.errors import BadUsage
from catalogue.model.marks import AllMarks
from catalogue.present import annotations as listing
from catalogue.present import listing as table

STDIN = "-"


def tags(settings: Settings, tag: str | None) -> None:
    """Print every tag with its count, or the records that have one."""
    with settings.session() as session:
        held = marks.everything(session)
        if tag is None:
            found = held
            output.rows(settings, listing.tags(held.tags))
        else:
            found = AllMarks(tags=tuple(own for own in held.tags if own.tag == tag))
            output.rows(settings, listing.tagged(found.tags, marks.labels(session, found)))
    _none(settings, found.tags)


def tag(settings: Settings, tag: str, ids: Sequence[str], *, remove: bool) -> None:
    """Tag records, or remove the tag from them."""
    records = _records(ids)
    with settings.session(read_only=False) as session:
        number = marks.untag(session, tag, records) if remove else marks.tag(session, tag, records)
    remarks.note(settings, "tag.removed" if remove else "tag.added", {"tag": tag, "records": number})


def stars(settings: Settings) -> None:
    """Print the records with a star."""
    with settings.session() as session:
        held = marks.everything(session)
        output.rows(settings, listing.stars(held.stars, marks.labels(session, held)))
    _none(settings, held.stars)


def star(settings: Settings, ids: Sequence[str], *, remove: bool) -> None:
    """Star records, or remove the star."""
    records = _records(ids)
    with settings.session(read_only=False) as session:
        number = marks.unstar(session, records) if remove else marks.star(session, records)
    remarks.note(settings, "star.removed" if remove else "star.added", {"records": number})


def notes(settings: Settings, record: str | None) -> None:
    """Print every note, or those of one record."""
    with settings.session() as session:
        held = marks.everything(session)
        found = AllMarks(notes=tuple(own for own in held.notes if record in (None, own.record)))
        output.rows(settings, listing.notes(found.notes, marks.labels(session, found)))
    _none(settings, found.notes)


def note(settings: Settings, record: str, text: str) -> None:
    """Add a note; ``-`` reads it from standard input."""
    result = _stdin() if text == STDIN else text
    with settings.session(read_only=False) as session:
        number = marks.note(session, record, result)
    remarks.note(settings, "note.added" if number else "note.known", {"id": record})


def unnote(settings: Settings, record: str, number: int) -> None:
    """Remove a note, and print what it was."""
    with settings.session(read_only=False) as session:
        gone = marks.unnote(session, record, number)
    remarks.note(settings, "note.removed", {"id": record, "text": gone})


def searches(settings: Settings, name: str | None) -> None:
    """Print every saved search, or the query of one."""
    with settings.session() as session:
        if name is None:
            every = marks.everything(session).saved
            output.rows(settings, listing.searches(every))
            _none(settings, every)
            return
        saved = marks.saved(session, name)
    if settings.form is None:
        output.chunks(settings, [saved.query + "\n"], data=True)
    else:
        output.rows(settings, listing.searches([saved]))


def save(settings: Settings, name: str, query: str | None, columns: tuple[str, ...] | None) -> None:
    """Save a search, and print the query it replaces; without a query set the columns of one that is there."""
    table.table((), columns or (), "en")  # a wrong name is refused before anything is saved
    with settings.session(read_only=False) as session:
        kept = marks.save(session, name, marks.saved(session, name).query if query is None else query, columns)
    remarks.notes(settings, kept.notes)
    before = kept.before if kept.before != kept.saved.query else ""
    remarks.note(settings, "saved.done", {"name": kept.saved.name, "query": kept.saved.query, "before": before})


def rename(settings: Settings, name: str, new: str) -> None:
    """Give a saved search another name."""
    with settings.session(read_only=False) as session:
        renamed = marks.rename(session, name, new)
    remarks.note(settings, "saved.renamed", {"name": renamed.name})


def forget(settings: Settings, name: str) -> None:
    """Remove a saved search, and print what it was."""
    with settings.session(read_only=False) as session:
        gone = marks.forget(session, name)
    remarks.note(settings, "saved.removed", {"name": gone.name, "query": gone.query})


def _none(settings: Settings, found: Sequence[object]) -> None:
    """Report that a list is empty."""
    if not found:
        remarks.note(settings, "marks.none")


def _records(ids: Sequence[str]) -> tuple[str, ...]:
    """Ids as given; ``-`` reads them from standard input, one per line."""
    given = _stdin().split() if STDIN in ids else []
    found = tuple(dict.fromkeys([*(own for own in ids if own != STDIN), *given]))
    if not found:
        raise BadUsage("mark.no_records")
    return found


def _stdin() -> str:
    return sys.stdin.read() if sys.stdin else ""
