"""What ``catalogue search`` prints: rows, ids, a count, or how the query was understood."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from catalogue.api import find, streams
from catalogue.api.session import Session
from catalogue.api.streams import HitStream
from catalogue.cli import output, remarks
from catalogue.cli.context import Settings
from catalogue.i18n import gettext as _
from catalogue.model.answers import Note
from catalogue.model.kinds import KINDS
from catalogue.present import formats, listing

TABLE_ROWS = 50
"""Rows for people when no limit is given; machines get all."""


class SearchRequest(Struct, frozen=True):
    """The options of a search; ``limit`` None means the default of the format, 0 no limit."""

    query: str
    kind: str | None = None
    columns: tuple[str, ...] | None = None
    sort: str = ""
    limit: int | None = None
    offset: int = 0
    exact: bool = False


class Printed(Struct, frozen=True):
    """How many records were printed or counted, and the notes on the query."""

    number: int
    notes: tuple[Note, ...]


def rows(session: Session, settings: Settings, asked: SearchRequest) -> Printed:
    """Print rows in the chosen format."""
    people = settings.form not in formats.MACHINE
    kind = KINDS[asked.kind] if asked.kind else None
    chosen = asked.columns or listing.default_columns(kind, people=people)
    listing.table((), chosen, session.lang)  # a wrong name is refused before the search
    hits = _hits(session, asked, TABLE_ROWS if people else None, named=any(map(listing.is_name, chosen)))
    remarks.notes(settings, hits.notes)
    output.rows(settings, listing.table(hits.rows, chosen, session.lang))
    shown = len(hits.ids)
    if people and not hits.total:
        remarks.note(settings, "search.nothing")
    elif people and shown + asked.offset < hits.total:
        remarks.note(settings, "search.more", {"shown": shown, "total": hits.total})
    return Printed(shown, hits.notes)


def ids(session: Session, settings: Settings, asked: SearchRequest) -> Printed:
    """Print ids, one per line, best first."""
    hits = _hits(session, asked, None)
    remarks.notes(settings, hits.notes)
    output.chunks(settings, (f"{record}\n" for record in hits.ids), data=True)
    return Printed(len(hits.ids), hits.notes)


def count(session: Session, settings: Settings, asked: SearchRequest) -> Printed:
    """Print the number of records, regardless of the limit."""
    page = find.search(session, asked.query, kind=asked.kind, exact=asked.exact, limit=0)
    remarks.notes(settings, page.notes)
    output.chunks(settings, [f"{page.total}\n"])
    return Printed(page.total, page.notes)


def explain(session: Session, settings: Settings, asked: SearchRequest) -> Printed:
    """Print how the query is understood: its canonical form and words, then its SQL."""
    from catalogue.present import explanation

    found = find.explain(session, asked.query, kind=asked.kind, exact=asked.exact)
    remarks.notes(settings, found.notes)
    lines = [*explanation.lines(found.query, found.words, session.lang), "", _("For those who know SQL:")]
    output.chunks(settings, [output.safe("\n".join((*lines, *found.technical))) + "\n"])
    return Printed(1, found.notes)


def _hits(session: Session, asked: SearchRequest, default: int | None, *, named: bool = False) -> HitStream:
    limit = default if asked.limit is None else asked.limit or None
    return streams.hits(
        session,
        asked.query,
        kind=asked.kind,
        sort=asked.sort,
        exact=asked.exact,
        limit=limit,
        offset=asked.offset,
        named=named,
    )


MODES: Mapping[str, Callable[[Session, Settings, SearchRequest], Printed]] = {
    "rows": rows,
    "ids": ids,
    "count": count,
    "explain": explain,
}
