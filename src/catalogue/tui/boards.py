"""The agenda and the saved searches as lines, and the view and query of a saved search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from catalogue.i18n import gettext as _
from catalogue.i18n import ngettext
from catalogue.present import listing
from catalogue.present.shapes import Line, Span
from catalogue.query import rewrite
from catalogue.text.safe import one_line
from catalogue.text.width import cells, fit
from catalogue.tui.state import ViewState
from catalogue.tui.views import LISTS, possible, usual
from catalogue.tui.views import find as find_view

if TYPE_CHECKING:
    from catalogue.model.agenda import Agenda
    from catalogue.model.answers import Gap
    from catalogue.model.marks import Saved

WIDEST_NAME = 40
UNFILTERED = "agenda\n"
"""The link target, in the form of ``telling.target_of``, to the agenda without a query."""
LONGEST = 200
"""Most characters of a query shown in a line."""


def agenda_title(found: Agenda, days: int | None, lang: str) -> str:
    """The title of the agenda: how far it looks ahead, and how much is overdue."""
    from catalogue.present import agenda_board, in_words

    end = found.request.end
    until = in_words.short_date(end.isoformat(), lang) if end else ""
    ahead = _("everything ahead") if days is None else _("until {date}").format(date=until)
    late = agenda_board.overdue(found)
    return " · ".join(filter(None, [_("Agenda"), ahead, _("overdue {n}").format(n=late) if late else ""]))


def agenda(found: Agenda, gaps: Sequence[Gap], days: int | None, lang: str, query: str = "") -> tuple[Line, ...]:
    """The entries under their headings, or a sentence if there are none; then records that are declared but missing.

    ``query`` is that of the search box.
    """
    from catalogue.present import agenda_board

    sections = agenda_board.sections(found, lang)
    lines: list[Line] = [] if sections else [(), *_nothing(days, query.strip())]
    for section in (*sections, *agenda_board.declared(gaps, lang)):
        lines += [(), (Span(section.heading, "heading"),), *section.lines]
    return tuple(lines[1:])


def _nothing(days: int | None, query: str) -> Iterator[Line]:
    if query:
        text = _("Nothing that meets {query} is due.").format(query=one_line(query, LONGEST))
        yield (Span(text, "title"),)
        yield ()
        yield (Span("  "), Span(_("The agenda of all records"), "link", UNFILTERED))
    else:
        yield (Span(_("Nothing is due."), "title"),)
    if days is not None:
        yield ()
        yield (Span(_("> looks further ahead."), "faint"),)


def saved(found: Sequence[tuple[Saved, int]], lang: str) -> tuple[Line, ...]:
    """A line for each saved search: its name, how many records it finds, its query, its columns unless the usual."""
    if not found:
        return tuple(_none_saved())
    width = min(max(cells(one_line(search.name)) for search, _count in found), WIDEST_NAME)
    right = max(len(str(count)) for _own, count in found)
    return tuple(
        (
            Span(fit(one_line(search.name), width), "link", search.name),
            Span(f"{' ' * max(width - cells(one_line(search.name)), 0)}  {count:>{right}}  "),
            Span(one_line(search.query, LONGEST) or _("everything"), "faint"),
            *_columns(opened(search), lang),
        )
        for search, count in found
    )


def _columns(looking: ViewState, lang: str) -> Iterator[Span]:
    if looking.columns and looking.columns != usual(find_view(looking.view)):
        headings = (listing.column(name, lang).heading for name in looking.columns)
        yield Span("  " + _("columns: {names}").format(names=", ".join(headings)), "faint")


def _none_saved() -> Iterator[Line]:
    yield (Span(_("No search is saved yet."), "title"),)
    yield ()
    yield (Span(_("* saves the current search with its filters and its order.")),)


def query_of(looking: ViewState) -> str:
    """The current list as one query: that of the search box, and the kind of the view."""
    kind = find_view(looking.view).kind
    if kind is None or any(rewrite.ticked(looking.query, "kind")):
        return looking.query
    return rewrite.only(looking.query, "kind", kind)


def looking_of(query: str) -> tuple[str, str]:
    """The view and the search-box query for a saved query: one for a single kind opens in the view of that kind."""
    wanted, barred = rewrite.ticked(query, "kind")
    kind = next(iter(wanted)) if len(wanted) == 1 and not barred else None
    view = next((each for each in LISTS if each.kind == kind and kind), LISTS[-1])
    return view.id, rewrite.without(query, "kind") if view.kind else query


def opened(saved: Saved) -> ViewState:
    """The list of a saved search, in the view of its kind, with the columns that it was saved with."""
    view, query = looking_of(saved.query)
    return ViewState(query, view=view, columns=possible(find_view(view), saved.columns))


def narrowed(looking: ViewState, field: str, value: str | None) -> ViewState:
    """The records of the query that have this value of a field, in the view of their kind."""
    view, query = looking_of(rewrite.only(looking.query, field, value))
    return ViewState(query, view=view)


def with_view(looking: ViewState, view: str) -> ViewState:
    """The same query in another view: for charts the kind is part of the query, for a list it is the view's."""
    if find_view(view).shows == "charts":
        return ViewState(query_of(looking), view=view)
    query = rewrite.without(looking.query, "kind") if find_view(view).kind else looking.query
    return ViewState(query, view=view)


def saved_note(search: Saved, before: str) -> str:
    """The message that a search was saved."""
    if before and before != search.query:
        return _("Saved as {name}, in place of {query}.").format(name=one_line(search.name), query=one_line(before, 80))
    return _("Saved as {name}.").format(name=one_line(search.name))


def removed_note(search: Saved) -> str:
    """The message that a search was deleted: contains enough to save it again."""
    return _("Removed {name}: {query}").format(name=one_line(search.name), query=one_line(search.query, 80))


def marked(number: int) -> str:
    """The number of marked records in words; "" for none."""
    return ngettext("{n} marked", "{n} marked", number).format(n=number) if number else ""
