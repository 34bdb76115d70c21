"""The queries that a browsing screen sends to ``api``; each runs in a thread and returns a plain value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from catalogue import config
from catalogue.api import find
from catalogue.api.session import Session
from catalogue.errors import NotFound, Refused
from catalogue.model.answers import Breakdown, Facet, Gap, Page
from catalogue.present.marks import OVERDUE
from catalogue.query import nodes, parser, printer, rewrite
from catalogue.tui.state import Position, ViewState
from catalogue.tui.views import LISTS, TAG, holding
from catalogue.tui.views import find as find_view

if TYPE_CHECKING:
    from catalogue.model.agenda import Agenda
    from catalogue.model.card import Card
    from catalogue.model.marks import Saved
    from catalogue.query.suggest import Suggestion

VALUES = 40
"""Most values of one facet that are counted."""
SOUGHT = 1_000
"""Most values of one facet that are searched for one by name."""
SUGGESTED = 6
"""Most suggestions while typing."""
MARKED = 10_000
"""Most records that can be marked at once."""
LARGE = 20_000
"""Number of records above which nothing that reads them all is done without being asked for."""
HORIZONS = (30, 90, 180, 365, 1826, None)
"""Numbers of days that the agenda can look ahead; None for no limit."""


class Alternative(Struct, frozen=True):
    """An alternative to an empty list.

    There are ``count`` records if ``condition`` is dropped, or in ``view``, or for the query that was probably
    ``meant``.
    """

    count: int
    condition: str = ""
    query: str = ""
    view: str = ""
    meant: str = ""


def page(session: Session, looking: ViewState, *, offset: int, limit: int, capped: bool = True) -> Page:
    """Rows of the current list, from ``offset`` on."""
    kind = find_view(looking.view).kind
    return find.search(session, looking.query, kind=kind, limit=limit, offset=offset, capped=capped)


def is_indexed(session: Session) -> bool:
    """Whether words are searched by keys of this version of the program."""
    return find.is_indexed(session)


def exact(session: Session, looking: ViewState) -> int:
    """The exact number of records, however large."""
    return page(session, looking, offset=0, limit=0, capped=False).total


def facets(session: Session, looking: ViewState, *, capped: bool = False) -> tuple[Facet, ...]:
    """Counts for every facet of the view; one with ticks is counted as if it had none, so that others can be ticked.

    ``capped``: over 2,500 records at most, for an immediate answer.
    """
    view = find_view(looking.view)
    counted = partial(find.facets, session, kind=view.kind, limit=VALUES, capped=capped)
    ticked = {name: frozenset().union(*rewrite.ticked(looking.query, name)) for name in view.facets}
    chosen = [name for name in view.facets if ticked[name]]
    rest = [name for name in view.facets if name not in chosen and (name != TAG or _has_tags(session))]
    found = {facet.field: facet for facet in counted(looking.query, rest)}
    for name in chosen:
        values = [value for value in ticked[name] if value and name != "year"]  # years are their own labels
        found |= {facet.field: facet for facet in counted(rewrite.without(looking.query, name), [name], asked=values)}
    return tuple(found[name] for name in view.facets if name in found)


def _has_tags(session: Session) -> bool:
    from catalogue.api import suggest

    return bool(suggest.tags(session, ""))


def alternatives(session: Session, looking: ViewState) -> tuple[Alternative, ...]:
    """The ways to find records after all: each condition left out, each other list; only those that find something."""
    ways = [
        Alternative(exact(session, there), "", there.query, there.view, there.query) for there in _corrected(looking)
    ]
    for condition, query in rewrite.drop_each(parser.parse(looking.query)):
        left = printer.show(query)
        count = exact(session, ViewState(left, view=looking.view))
        ways.append(Alternative(count, condition, left, looking.view))
    elsewhere = (replace(looking, view=view.id) for view in LISTS if view.id != looking.view)
    ways += [Alternative(exact(session, there), "", there.query, there.view) for there in elsewhere]
    return tuple(way for way in ways if way.count)


def _corrected(looking: ViewState) -> Iterator[ViewState]:
    """The query with unknown fields and values replaced by the nearest known ones, if there are any."""
    query = looking.query
    for note in parser.parse(query).notes:
        field, name, value, nearest = (str(note.params.get(key) or "") for key in ("field", "name", "value", "nearest"))
        if nearest and note.code == "query.unknown_value":
            written = rf'(?i:({re.escape(field)}\s*[:=]\s*"?){re.escape(value)})'
            query = re.sub(written, rf"\g<1>{nearest}", query) if nearest.isidentifier() else query
        elif nearest and note.code == "query.unknown_field":
            query = query.replace(f"{name}:", f"{nearest}:")
    if query != looking.query:
        yield replace(looking, query=query)


def counts(session: Session) -> Mapping[str, int]:
    """The number of records in each list without a query."""
    return {view.id: exact(session, ViewState(view=view.id)) for view in LISTS}


def overdue(session: Session) -> Mapping[str, int | str]:
    """The number of overdue entries in the agenda, with its flag.

    Left out for a large catalogue, where counting them would delay every start.
    """
    from catalogue.api import calendar

    if exact(session, ViewState(view=LISTS[-1].id)) > LARGE:
        return {}
    late = calendar.overdue(session, today=config.today())
    return {"agenda": f"{OVERDUE}{late}" if late else 0}


def saved_count(session: Session) -> Mapping[str, int | str]:
    """The number of saved searches."""
    from catalogue.api import marks

    return {"saved": len(marks.everything(session).saved)}


def agenda(session: Session, looking: ViewState, days: int | None) -> Agenda:
    """The agenda of the records of the query within ``days`` (None: no limit): due, overdue, and without a day."""
    from catalogue.api import calendar

    today = config.today()
    ahead = (date.max - today).days if days is None else days
    return calendar.agenda(session, looking.query, today=today, days=ahead)


def gaps(session: Session, looking: ViewState) -> tuple[Gap, ...]:
    """What the records of the query declare and the catalogue does not have."""
    from catalogue.api import stats

    return tuple(gap for gap in stats.coverage(session, looking.query) if gap.missing)


def saved(session: Session) -> tuple[tuple[Saved, int], ...]:
    """The saved searches by name, each with the number of records it finds now."""
    from catalogue.api import marks

    return tuple(
        (search, find.search(session, search.query, limit=0).total) for search in marks.everything(session).saved
    )


def opened(session: Session, name: str, query: str) -> ViewState:
    """The list of a saved search, within ``query``. Raises ``NotFound('saved.missing')``."""
    from catalogue.api import marks
    from catalogue.tui import boards

    return boards.opened(replace(marks.saved(session, name), query=marks.within(session, name, query)))


def of_batch(session: Session, batch: str) -> ViewState:
    """The list of the records that a batch added or changed, in the view of their kind if they are of one."""
    query = f"batch:{batch}"
    (found,) = find.facets(session, query, ["kind"], limit=2)
    kinds = [value.value for value in found.values if value.count]
    view = holding(kinds[0]) if len(kinds) == 1 and kinds[0] else LISTS[-1]
    return ViewState(query, view=view.id)


def charts(session: Session, query: str) -> tuple[Breakdown, Breakdown]:
    """The counts for the bars, and those for the map."""
    from catalogue.api import stats

    return stats.breakdown(session, query), stats.regions(session, query)


def write_numbers(counted: Breakdown, file: Path) -> None:
    """Write the numbers of charts to a new CSV file. Raises ``Refused`` if it exists already or cannot be written."""
    from catalogue.api import exchange
    from catalogue.present import chart, formats

    if file.exists():
        raise Refused("output.exists", path=str(file))
    with exchange.output(str(file)) as out:
        for piece in formats.write(chart.table(counted), "csv"):
            out.write(piece.encode())


def ids(session: Session, looking: ViewState, *, offset: int, limit: int) -> tuple[str, ...]:
    """The ids of the current list, from ``offset`` on."""
    from catalogue.api import streams

    return streams.hits(session, looking.query, kind=find_view(looking.view).kind, limit=limit, offset=offset).ids


def values(session: Session, looking: ViewState, field: str) -> Facet:
    """All values of a facet, by name, for the query without its conditions on that facet."""
    left = rewrite.without(looking.query, field)
    (found,) = find.facets(session, left, [field], kind=find_view(looking.view).kind, limit=SOUGHT, order="name")
    return found


def other_spellings(session: Session, page: Page, query: str) -> tuple[str, ...]:
    """The other spellings in which the words of a query were found on a page."""
    from catalogue.api import spellings

    return spellings.spellings(session, query, [row.id for row in page.rows])


def suggestions(session: Session, text: str, cursor: int) -> tuple[Suggestion, ...]:
    """A few completions of the word or value before the cursor."""
    from catalogue.api import suggest

    return suggest.suggest(session, text, cursor, limit=SUGGESTED)


def card(session: Session, record: str) -> Card:
    """One record with everything that belongs to it. Raises ``NotFound``."""
    from catalogue.api import browse

    return browse.card(session, record)


def card_beside(session: Session, record: str, looking: ViewState, *, held: bool | None) -> tuple[Card, bool]:
    """A record, and whether it is in the current list, which is queried unless ``held`` gives the answer."""
    return card(session, record), listed(session, record, looking) if held is None else held


def listed(session: Session, record: str, looking: ViewState) -> bool:
    """Whether the current list contains this record, on any page."""
    query, this = parser.parse(looking.query), parser.parse(rewrite.only("", "id", record))
    both = replace(query, root=nodes.conjunction([query.root, this.root]), sort=())
    return exact(session, ViewState(printer.show(both), view=looking.view)) > 0


def view_of(session: Session, record: str) -> str:
    """The view in which a record is listed; the first view if there is no such record."""
    try:
        return holding(card(session, record).record.kind).id
    except NotFound:
        return LISTS[0].id


def still(session: Session, spot: Position) -> Position:
    """The spot, without its record if that no longer exists."""
    try:
        card(session, spot.looking.chosen)
    except NotFound:
        return replace(spot, looking=replace(spot.looking, chosen=""))
    return spot


def ticks(looking: ViewState) -> dict[str, tuple[frozenset[str | None], frozenset[str | None]]]:
    """By facet of the view, the values that the query requires and those it excludes."""
    return {name: rewrite.ticked(looking.query, name) for name in find_view(looking.view).facets}


def untick(looking: ViewState) -> str:
    """The query without its conditions on facets of the view."""
    query = looking.query
    for name in find_view(looking.view).facets:
        if any(rewrite.ticked(query, name)):
            query = rewrite.without(query, name)
    return query


def next_sort(looking: ViewState, sorts: Sequence[str]) -> str:
    """The query sorted by the next of these columns."""
    now = looking.sort.lstrip("-")
    after = sorts[(sorts.index(now) + 1) % len(sorts)] if now in sorts else ""
    return rewrite.set_sort(looking.query, after)


def reversed_sort(looking: ViewState) -> str:
    """The query in the opposite order; the default order counts as newest first."""
    now = looking.sort or "-date"
    turned = ",".join(key[1:] if key.startswith("-") else f"-{key}" for key in now.split(","))
    return rewrite.set_sort(looking.query, turned)
