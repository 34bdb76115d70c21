"""Palette results from the catalogue: saved searches by name, records by any of their names."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.api import find, marks
from catalogue.api.session import Session
from catalogue.i18n import gettext as _
from catalogue.model.kinds import KINDS
from catalogue.present.shapes import Line, Span
from catalogue.text.safe import one_line
from catalogue.tui.matching import marked, matcher
from catalogue.tui.screens.prompts import narrowed

RECORD, SAVED = "record:", "saved:"
"""Prefixes of the targets of lines."""
MOST = 20
"""Most records offered."""
FEWEST = 2
"""Characters needed before records are searched."""


def lines(session: Session, typed: str) -> tuple[Line, ...]:
    """The saved searches whose name contains a text, and the records that it finds, each group under a heading."""
    return (
        *_headed(_("Saved searches"), narrowed(tuple(_saved(session)), typed)),
        *_headed(_("Records"), tuple(_records(session, typed))),
    )


def _headed(heading: str, found: tuple[Line, ...]) -> tuple[Line, ...]:
    return ((), (Span(heading, "heading"),), *found) if found else ()


def _saved(session: Session) -> Iterator[Line]:
    for search in marks.everything(session).saved:
        yield (
            Span(one_line(search.name), "link", SAVED + search.name),
            Span(f"  {one_line(search.query, 60)}", "faint"),
        )


def _records(session: Session, typed: str) -> Iterator[Line]:
    text = " ".join(typed.split())
    if len(text) < FEWEST:
        return
    matching = matcher(text)
    for row in find.search(session, text, limit=MOST).rows:
        kind = KINDS[row.kind].label.text(session.lang)
        line = (Span(one_line(row.label, 120), "link", RECORD + row.id), Span(f"  {kind} · {row.id}", "faint"))
        yield marked(line, matching)
