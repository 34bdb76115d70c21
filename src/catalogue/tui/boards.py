"""The agenda and the saved searches as lines, and what a saved search stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from catalogue.i18n import gettext as _
from catalogue.i18n import ngettext
from catalogue.present.shapes import Line, Span
from catalogue.query import rewrite
from catalogue.text.safe import one_line
from catalogue.text.width import cells, pad
from catalogue.tui.state import Looking
from catalogue.tui.views import LISTS
from catalogue.tui.views import find as find_view

if TYPE_CHECKING:
    from catalogue.model.agenda import Agenda
    from catalogue.model.marks import Saved

WIDEST_NAME = 40
LONGEST = 200
"""Characters of a query in a line."""


def agenda_title(found: Agenda, days: int | None, lang: str) -> str:
    """How far the agenda looks, and how much is overdue."""
    from catalogue.present import agenda_board, said

    end = found.wanted.end
    until = said.short_date(end.isoformat(), lang) if end else ""
    ahead = _("everything ahead") if days is None else _("until {date}").format(date=until)
    late = agenda_board.overdue(found)
    return " · ".join(filter(None, [_("Agenda"), ahead, _("overdue {n}").format(n=late) if late else ""]))


def agenda(found: Agenda, days: int | None, lang: str) -> tuple[Line, ...]:
    """The entries under their headings; words where there are none."""
    from catalogue.present import agenda_board

    lines: list[Line] = []
    for section in agenda_board.sections(found, lang):
        lines += [(), (Span(section.heading, "heading"),), *section.lines]
    return tuple(lines[1:]) or tuple(_nothing(days))


def _nothing(days: int | None) -> Iterator[Line]:
    yield (Span(_("Nothing to attend to."), "title"),)
    if days is not None:
        yield ()
        yield (Span(_("> looks further ahead."), "faint"),)


def saved(found: Sequence[tuple[Saved, int]]) -> tuple[Line, ...]:
    """A line for each saved search: its name, how many records it finds, its query."""
    if not found:
        return tuple(_none_saved())
    width = min(max(cells(one_line(own.name)) for own, _count in found), WIDEST_NAME)
    right = max(len(str(count)) for _own, count in found)
    return tuple(
        (
            Span(pad(one_line(own.name), width), "link", own.name),
            Span(f"  {count:>{right}}  "),
            Span(one_line(own.query, LONGEST) or _("everything"), "faint"),
        )
        for own, count in found
    )


def _none_saved() -> Iterator[Line]:
    yield (Span(_("No search is saved yet."), "title"),)
    yield ()
    yield (Span(_("* saves the search that you look at, with its filters and its order.")),)


def query_of(looking: Looking) -> str:
    """What is looked at as one query: that of the box, and the kind of the view."""
    kind = find_view(looking.view).kind
    if kind is None or any(rewrite.ticked(looking.query, "kind")):
        return looking.query
    return rewrite.only(looking.query, "kind", kind)


def looking_of(query: str) -> tuple[str, str]:
    """The view and the query of the box for a saved query: one that asks for one kind is looked at in its view."""
    wanted, barred = rewrite.ticked(query, "kind")
    kind = next(iter(wanted)) if len(wanted) == 1 and not barred else None
    view = next((own for own in LISTS if own.kind == kind and kind), LISTS[-1])
    return view.id, rewrite.without(query, "kind") if view.kind else query


def narrowed(looking: Looking, field: str, value: str | None) -> Looking:
    """The records of the query that have this value of a field, in the view of their kind."""
    view, query = looking_of(rewrite.only(looking.query, field, value))
    return Looking(query, view=view)


def turned(looking: Looking, view: str) -> Looking:
    """The same query in another view: charts of one kind ask for it in the query, a list of a kind need not."""
    if find_view(view).shows == "charts":
        return Looking(query_of(looking), view=view)
    query = rewrite.without(looking.query, "kind") if find_view(view).kind else looking.query
    return Looking(query, view=view)


def kept(own: Saved, before: str) -> str:
    """What to say of a search that was saved."""
    if before and before != own.query:
        return _("Saved as {name}, in place of {query}.").format(name=one_line(own.name), query=one_line(before, 80))
    return _("Saved as {name}.").format(name=one_line(own.name))


def gone(own: Saved) -> str:
    """What to say of a search that was removed: enough to save it again."""
    return _("Removed {name}: {query}").format(name=one_line(own.name), query=one_line(own.query, 80))


def marked(number: int) -> str:
    """How many records are marked; "" for none."""
    return ngettext("{n} marked", "{n} marked", number).format(n=number) if number else ""
