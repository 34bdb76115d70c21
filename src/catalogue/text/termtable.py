"""The synonyms of the subject area, the names of places, the stop words and the months, ready for lookup by key.

``data/compiled.json`` is made from the tables of ``catalogue.text.termrows`` by ``python -m catalogue.text.termrows``,
because stemming a thousand terms at start would take longer than most queries; a test checks that they agree.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pkgutil import get_data

from msgspec import Struct

Trie = dict[str, "Trie | tuple[str, ...]"]
END = ""
"""The trie key under which the tokens of a complete phrase are stored."""

CONCEPT_MARK, PLACE_MARK = "§", "¶"
"""First characters of the tokens of concepts and of places; no word of a text contains them, every tokenizer keeps
them."""

_NUMBERS = """
first second third fourth fifth two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
"""
NUMBERS = frozenset(CONCEPT_MARK + number for number in _NUMBERS.split())
"""The tokens of numbers: thirteen and 13 are the same number, not synonyms."""

COMPILED = "compiled.json"


class Problem(Struct, frozen=True):
    """A row of an overlay that was omitted: ``code`` is one of bad_columns, bad_concept, no_terms, ambiguous."""

    line: int
    code: str
    text: str


class Terms(Struct, frozen=True):
    """Terms by the keys of their words.

    ``single``: key → concept tokens. ``acronyms``: clean acronym → tokens. ``own_script``: acronyms whose key would
    equal that of another acronym, so they match only in their own script. ``parts``: key → parts of phrases;
    ``phrases``: part → part → … → END: tokens.
    """

    single: Mapping[str, tuple[str, ...]]
    acronyms: Mapping[str, tuple[str, ...]]
    own_script: frozenset[str]
    parts: Mapping[str, tuple[str, ...]]
    phrases: Trie
    months: Mapping[str, int]
    stops: frozenset[str]
    lower_stops: frozenset[str]
    legal_forms: frozenset[str]
    overlay: str = ""
    problems: tuple[Problem, ...] = ()


def read(table: str) -> str:
    """Return the text of a packaged table."""
    return (get_data("catalogue.text", f"data/{table}") or b"").decode()


def parsed(text: str) -> Terms:
    """Parse the JSON text that ``written`` produced."""
    found = json.loads(text)
    return Terms(
        tuples(found["single"]), tuples(found["acronyms"]), frozenset(found["own_script"]), tuples(found["parts"]),
        _trie(found["phrases"]), found["months"], frozenset(found["stops"]), frozenset(found["lower_stops"]),
        frozenset(found["legal_forms"]),
    )  # fmt: skip


def written(table: Terms) -> str:
    """Return a table as JSON, always the same text for the same table."""
    names = ("single", "acronyms", "own_script", "parts", "phrases", "months", "stops", "lower_stops", "legal_forms")
    fields = {name: getattr(table, name) for name in names}
    plain = {name: sorted(value) if isinstance(value, frozenset) else value for name, value in fields.items()}
    return json.dumps(plain, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def tuples(table: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """A table with its values as tuples."""
    return {name: tuple(values) for name, values in table.items()}


def _trie(node: Mapping[str, object]) -> Trie:
    return {
        part: _trie(below) if isinstance(below, dict) else tuple(below) if isinstance(below, list) else ()
        for part, below in node.items()
    }
