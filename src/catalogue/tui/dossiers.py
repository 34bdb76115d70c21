"""What a dossier can be about, as lines to choose from; compiling one and writing it to a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from catalogue import config
from catalogue.api import dossier, edit, exchange
from catalogue.api.session import Session
from catalogue.i18n import gettext as _
from catalogue.model.answers import Note
from catalogue.model.card import Card
from catalogue.model.dossier import Dossier
from catalogue.present import dossier_files
from catalogue.present.shapes import Line, Span
from catalogue.text.safe import one_line
from catalogue.tui import boards

ANOTHER = "\n"
"""The target of the line that asks for another record; no query is only a line break."""
SUFFIXES = frozenset(dossier_files.FORMS)
_LONGEST = 32


class Read(Struct, frozen=True):
    """A dossier from which a link was followed: its query, what it is about, and the record that the link leads to."""

    query: str
    title: str
    followed: str


def subjects(
    session: Session, marked: Sequence[str], card: Card | None, listed: str, *, before: Read | None
) -> tuple[Line, ...]:
    """The dossier read before, the marked records, the one on the card, it and another, the list.

    Each is a link to the query of its dossier.
    """
    first = (_line(one_line(before.title, 48), before.query, _("back to it")),) if before else ()
    return (*first, *_subjects(session, marked, card, listed))


def _subjects(session: Session, marked: Sequence[str], card: Card | None, listed: str) -> Iterator[Line]:
    if 0 < len(marked) <= dossier.MOST:
        query = dossier.query_on(session, marked)
        names = edit.labels(session, marked[:2])
        pair = " – ".join(one_line(names.get(record, record), _LONGEST) for record in marked)
        text = pair if len(marked) <= 2 else boards.marked(len(marked))
        yield _line(text, query, _("the marked records"))
    if card:
        name = one_line(card.label, _LONGEST)
        yield _line(name, card.record.id, _("this record"))
        if card.record.kind in dossier.PARTNERS:
            yield _line(f"{name} – …", ANOTHER, _("what it has in common with another"))
    if listed:
        yield _line(_("the list"), listed, one_line(listed, _LONGEST))


def _line(text: str, query: str, hint: str) -> Line:
    return Span(text, "link", query), Span(f"  {hint}", "faint")


def partners(card: Card) -> dict[str, str]:
    """The names of the records linked to one with which it may have something in common, by id."""
    return {own.id: own.label for own in card.neighbours if own.kind in dossier.PARTNERS}


def compiled(session: Session, query: str) -> Dossier:
    """The dossier of a query, as of today. Raises ``NotFound('dossier.nothing')``."""
    return dossier.of(session, query, today=config.today())


def write(brief: Dossier, path: str, lang: str) -> Note:
    """Write the dossier to a file; returns the remark on it. Raises ``BadUsage('dossier.format')``, ``Refused``."""
    form = dossier_files.form_of(path)
    with exchange.output(path) as stream:
        for piece in dossier_files.pieces(brief, form, lang):
            stream.write(piece.encode())
    return Note("dossier.done", {"path": path, "records": len(brief.all_cards()), "sources": len(brief.sources)})


def remarks(brief: Dossier) -> tuple[Note, ...]:
    """A remark if the dossier does not hold all records."""
    held = len(brief.all_cards())
    return (Note("dossier.cut", {"records": held, "found": brief.found}),) if brief.found > held else ()
