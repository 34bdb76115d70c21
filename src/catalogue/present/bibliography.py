"""Citations of many records, one after another: BibTeX entries, a list of CSL-JSON items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalogue.model.card import Card
from catalogue.present import citations
from catalogue.present.formats import to_json


def bibtex(cards: Iterable[Card], lang: str) -> Iterator[str]:
    """BibTeX entries with an empty line between them."""
    before = ""
    for card in cards:
        yield before + citations.bibtex(card, lang)
        before = "\n"


def csl(cards: Iterable[Card], lang: str) -> Iterator[str]:
    """One JSON list of CSL items, one item per line."""
    before = "[\n"
    for card in cards:
        yield before + to_json(citations.csl(card, lang))
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"


PROSE_WRITERS = {"bibtex": bibtex, "csl-json": csl}
"""The function that writes cards in each format, by the format's name."""
