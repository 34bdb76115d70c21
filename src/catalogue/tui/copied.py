"""The text that is copied for records. Everything runs in a thread and returns text that is safe to paste."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from catalogue.api import browse, find
from catalogue.api.session import Session
from catalogue.model.answers import Row
from catalogue.model.card import Card
from catalogue.model.kinds import KINDS
from catalogue.present import citations, listing, record_data
from catalogue.present.formats import sheet_markdown, to_json, write
from catalogue.present.record import sheet
from catalogue.query import nodes, printer
from catalogue.text.safe import one_line, visible
from catalogue.tui.state import ViewState
from catalogue.tui.views import find as find_view

MOST = 500
"""Most records copied at once; an export has no such limit."""


class Chosen(Struct, frozen=True):
    """What to copy: these records (``marked``, or the one under the cursor), and the current list."""

    ids: tuple[str, ...]
    looking: ViewState
    marked: bool = False


def text(what: str, session: Session, chosen: Chosen) -> str:
    """The records as ``citation``, ``reference``, ``id``, ``tsv``, ``json`` or ``markdown``, or the ``command``.

    Raises ``NotFound('record.missing')``.
    """
    return "".join(_MADE[what](session, chosen))


def _cards(session: Session, chosen: Chosen) -> Iterator[Card]:
    return (browse.card(session, record) for record in chosen.ids)


def _citations(session: Session, chosen: Chosen) -> Iterator[str]:
    return _lines(citations.text(card, session.lang) for card in _cards(session, chosen))


def _references(session: Session, chosen: Chosen) -> Iterator[str]:
    return _lines(f"{one_line(card.label)} [{card.record.id}]" for card in _cards(session, chosen))


def _ids(_session: Session, chosen: Chosen) -> Iterator[str]:
    return _lines(chosen.ids)


def _tsv(session: Session, chosen: Chosen) -> Iterator[str]:
    """The columns that ``catalogue search --tsv`` gives, in the order of marking."""
    rows = {row.id: row for row in _rows(session, chosen)}
    kinds = {row.kind for row in rows.values()}
    names = listing.default_columns(KINDS.get(kinds.pop()) if len(kinds) == 1 else None, people=False)
    table = listing.table([rows[record] for record in chosen.ids if record in rows], names, session.lang)
    for line in write(table, "tsv"):
        yield "\t".join(visible(cell, keep_newlines=True) for cell in line.split("\t"))


def _rows(session: Session, chosen: Chosen) -> tuple[Row, ...]:
    test = nodes.field_test(nodes.Target("special", "id"), [nodes.Text(record) for record in chosen.ids])
    return find.search(session, printer.show(nodes.Query(test)), limit=len(chosen.ids), exact=True).rows


def _json(session: Session, chosen: Chosen) -> Iterator[str]:
    cards = [record_data.as_data(card) for card in _cards(session, chosen)]
    yield to_json(cards if chosen.marked else cards[0], indent=2) + "\n"


def _markdown(session: Session, chosen: Chosen) -> Iterator[str]:
    for number, card in enumerate(_cards(session, chosen)):
        yield "\n" if number else ""
        yield from sheet_markdown(sheet(card, session.lang))


def _command(_session: Session, chosen: Chosen) -> Iterator[str]:
    """The shell command that shows the same: the marked records, else the list."""
    if chosen.marked:
        yield shlex.join(["catalogue", "show", *chosen.ids])
        return
    view = find_view(chosen.looking.view)
    command = ["agenda"] if view.shows == "agenda" else ["search", *(["--kind", view.kind] if view.kind else [])]
    yield shlex.join(["catalogue", *command, "--", chosen.looking.query])


def _lines(texts: Iterator[str] | Sequence[str]) -> Iterator[str]:
    """The lines, without a line end after the last: pasting one into a text must not break it."""
    for number, text_ in enumerate(texts):
        yield ("\n" if number else "") + text_


_MADE: Mapping[str, Callable[[Session, Chosen], Iterator[str]]] = {
    "citation": _citations,
    "reference": _references,
    "id": _ids,
    "tsv": _tsv,
    "json": _json,
    "markdown": _markdown,
    "command": _command,
}
