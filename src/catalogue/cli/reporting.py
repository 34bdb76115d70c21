"""The implementation and output of ``dossier`` and ``cite``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from catalogue import config
from catalogue.api import browse
from catalogue.api import dossier as dossiers
from catalogue.cli import output, remarks
from catalogue.cli.context import Settings
from catalogue.errors import BadUsage
from catalogue.model.dossier import Dossier
from catalogue.present import citations
from catalogue.present import dossier as report

_FORMS = {".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".json": "json"}


def dossier(settings: Settings, query: str, out: str, *, form: str | None, days: int | None) -> None:
    """Write a dossier to a file or standard output, and report its content."""
    chosen = form or _form(out)
    with settings.session() as session:
        remarks.understood(settings, session, query)
        brief = dossiers.of(session, query, today=config.today(), days=dossiers.DAYS if days is None else days)
        settings.out = out
        output.chunks(settings, _rendered(brief, chosen, session.lang), data=True)
    data = {"records": len(brief.all_cards()), "sources": len(brief.sources), "found": brief.found, "path": out}
    if brief.found > len(brief.all_cards()):
        remarks.note(settings, "dossier.cut", data)
    if out != "-":
        remarks.note(settings, "dossier.done", data)


def _form(out: str) -> str:
    """The format implied by a file name. Raises ``BadUsage('dossier.format')``."""
    if out == "-":
        return "md"
    form = _FORMS.get(Path(out).suffix.lower())
    if form is None:
        raise BadUsage("dossier.format", path=out)
    return form


def _rendered(brief: Dossier, form: str, lang: str) -> Iterable[str]:
    if form == "json":
        from catalogue.present import dossier_data, formats

        return [formats.to_json(dossier_data.as_data_of(brief, lang), indent=2) + "\n"]
    from catalogue.present import document_html, document_markdown

    document = report.document(brief, lang)
    return [document_html.write(document)] if form == "html" else document_markdown.write(document)


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
