"""A dossier as a file: the format that its name implies, and its text."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from catalogue.errors import BadUsage
from catalogue.model.dossier import Dossier
from catalogue.present import dossier

FORMS = {".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".json": "json"}


def form_of(path: str) -> str:
    """The format implied by a file name. Raises ``BadUsage('dossier.format')``."""
    form = FORMS.get(Path(path).suffix.lower())
    if form is None:
        raise BadUsage("dossier.format", path=path)
    return form


def pieces(brief: Dossier, form: str, lang: str) -> Iterable[str]:
    """The text of the file, in ``lang``; ``form`` is ``md``, ``html`` or ``json``."""
    if form == "json":
        from catalogue.present import dossier_data, formats

        return [formats.to_json(dossier_data.as_data_of(brief, lang), indent=2) + "\n"]
    from catalogue.present import document_html, document_markdown

    document = dossier.document(brief, lang)
    return [document_html.write(document)] if form == "html" else document_markdown.write(document)
