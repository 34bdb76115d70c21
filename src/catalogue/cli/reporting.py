"""The implementation and output of ``dossier`` and ``cite``."""

from __future__ import annotations

from collections.abc import Sequence

from catalogue import config
from catalogue.api import browse
from catalogue.api import dossier as dossiers
from catalogue.cli import output, remarks
from catalogue.cli.context import Settings
from catalogue.present import citations, dossier_files


def dossier(settings: Settings, query: str, out: str, *, form: str | None, days: int | None) -> None:
    """Write a dossier to a file or standard output, and report its content."""
    chosen = form or ("md" if out == "-" else dossier_files.form_of(out))
    with settings.session() as session:
        remarks.understood(settings, session, query)
        brief = dossiers.of(session, query, today=config.today(), days=dossiers.DAYS if days is None else days)
        settings.out = out
        output.chunks(settings, dossier_files.pieces(brief, chosen, session.lang), data=True)
    data = {"records": len(brief.all_cards()), "sources": len(brief.sources), "found": brief.found, "path": out}
    if brief.found > len(brief.all_cards()):
        remarks.note(settings, "dossier.cut", data)
    if out != "-":
        remarks.note(settings, "dossier.done", data)


def cite(settings: Settings, ids: Sequence[str], style: str) -> None:
    """Print one citation for each record: lines, BibTeX entries, or a list of CSL items."""
    with settings.session() as session:
        cards = [browse.card(session, record) for record in dict.fromkeys(ids)]
        if style == "csl-json":
            output.json(settings, [citations.csl(card, session.lang) for card in cards])
        elif style == "bibtex":
            output.chunks(settings, ["\n".join(citations.bibtex(card, session.lang) for card in cards)], data=True)
        else:
            output.chunks(settings, (citations.text(card, session.lang) + "\n" for card in cards))
