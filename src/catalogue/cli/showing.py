"""What ``catalogue show`` prints: cards, or the histories of records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from catalogue.api import browse, history
from catalogue.api.session import Session
from catalogue.cli import output, remarks
from catalogue.cli.context import Settings
from catalogue.model.card import Card
from catalogue.present import counts, record, record_data
from catalogue.present.formats import sheet_markdown

ALL_BATCHES = 1_000_000


def cards(session: Session, settings: Settings, ids: Sequence[str], *, day: date | None = None) -> None:
    """Print each record, as it is or was on a day, as lines, Markdown or JSON (an object for one record, a list for
    several)."""
    found = [
        browse.card(session, record_id) if day is None else browse.card_at(session, record_id, day) for record_id in ids
    ]
    if day is not None:
        remarks.note(settings, "record.past", {"day": day})
    if settings.form == "json":
        parts = [record_data.as_data(card) for card in found]
        output.json(settings, parts if len(parts) > 1 else parts[0])
    else:
        output.chunks(settings, _sheets(session, settings, found))


def _sheets(session: Session, settings: Settings, found: Sequence[Card]) -> Iterator[str]:
    for number, card in enumerate(found):
        sheet = record.sheet(card, session.lang)
        if number:
            yield "\n"
        yield from sheet_markdown(sheet) if settings.form == "md" else output.rendered(settings, sheet.lines())


def histories(session: Session, settings: Settings, ids: Sequence[str]) -> None:
    """Print every change of each record, newest first."""
    found = []
    for record_id in ids:
        browse.card(session, record_id)  # a missing record is an error, not an empty history
        found.append((record_id, history.log(session, record=record_id, limit=ALL_BATCHES)))
    output.rows(settings, counts.change_table(found))
