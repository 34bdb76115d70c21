"""The facts of a record in a history or a bundle, read strictly.

Each value must be canonical for its field, and each entry one that an import would accept, so that neither can write
what an import would refuse.
"""

from __future__ import annotations

import json

from catalogue.model import values
from catalogue.model.kinds import Kind
from catalogue.model.records import entry_from_text, entry_text, is_entry
from catalogue.model.values import STORABLE, Reading, ValueProblem
from catalogue.transfer.files.table import Entry, Row
from catalogue.transfer.rows import entries
from catalogue.transfer.rows.entries import Context

_ANY = Reading(longest=STORABLE)  # it was imported before, whatever the limit was then
_READ = {"name": entries.names, "link": entries.links, "term": entries.terms, "claim": entries.claims}


def read_facts(text: str) -> list[tuple[str, str]]:
    """The facts of a record that was removed; [] when they cannot be read."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return []
    if not isinstance(content, list):
        return []
    pairs = [
        pair for pair in content if isinstance(pair, list) and len(pair) == 2 and all(isinstance(t, str) for t in pair)
    ]
    return [(name, value) for name, value in pairs] if len(pairs) == len(content) else []


def is_fact(name: str, text: str, kind: Kind) -> bool:
    """Whether a record of this kind may have this fact, in exactly this spelling."""
    if name == "kind":
        return text == kind.name
    if is_entry(name, text):
        return _is_entry(name, text, kind)
    field = kind.field(name)
    if field is None or field.many:
        return False
    try:
        return values.read(field, text, _ANY) == text
    except ValueProblem:
        return False


def _is_entry(part: str, text: str, kind: Kind) -> bool:
    try:
        given = entry_from_text(part, text)
        cells = json.loads(text)
        if entry_text(given) != text or not all(isinstance(cell, str) for cell in cells.values()):
            return False
    except (ValueError, TypeError, AttributeError, RecursionError):
        return False
    context = Context(Row(1, {}), "", kind, _ANY, allow_contacts=True)
    return _READ[part]((Entry(cells, "", 1),), context) == (given,)
