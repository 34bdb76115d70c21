"""An index built by other rules is rebuilt: whoever changes a rule must raise the analyser's version."""

from __future__ import annotations

import hashlib
import json

from catalogue.text import keys, zones
from search.program import DOCS

RECORDED = (18, "296e5dde43c0cd8a")
"""``keys.VERSION`` and a hash of what the analyser makes of the documents with it."""


def row(doc: dict) -> tuple[str, ...]:
    """The cells of one document: its names and acronyms; places, parties, sectors and dates; its text."""
    names = [name["text"] for name in doc["names"]] + doc.get("acronyms", [])
    linked = [value for field in ("place", "parties", "sector", "dates") for value in doc.get(field, [])]
    return zones.index_row(names, linked, [text["text"] for text in doc["text"]])


def test_the_output_of_the_analyser_changes_only_with_its_version() -> None:
    docs = [json.loads(line) for line in DOCS.read_text(encoding="utf-8").splitlines()]
    rows = json.dumps([row(doc) for doc in docs])
    made = hashlib.sha256(rows.encode()).hexdigest()[:16]
    assert (keys.VERSION, made) == RECORDED, "raise keys.VERSION and record the new hash here"
