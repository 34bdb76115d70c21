"""Finding the records that cells name: by name, by code, by country or region."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from msgspec import Struct

from catalogue.model import codes
from catalogue.model.codes import states
from catalogue.model.values import ValueProblem
from catalogue.text.normalise import WORD, fold
from catalogue.transfer.rows import lists

Named = Callable[[str], Iterable[tuple[str, str]]]
Coded = Callable[[Iterable[str]], dict[str, tuple[str, ...]]]
_MOST_CODES = 100_000
_BETWEEN = (";", "\n", "|", "/", ",", " and ", " и ", " va ", " ва ", " және ")


class Lookups(Struct, frozen=True):
    """Access to existing records: ``named(kind)`` gives ``(id, name)``, ``coded(identifiers)`` ids by identifier."""

    named: Named
    coded: Coded


NOWHERE = Lookups(lambda kind: (), lambda identifiers: {})
"""Finds nothing."""


class Finder:
    """Finds records of the catalogue and caches the results."""

    def __init__(self, existing: Lookups) -> None:
        self._existing = existing
        self._names: dict[str, dict[str, str | tuple[str, ...]]] = {}
        self._codes: dict[str, tuple[str, ...]] = {}

    def named(self, kind: str, name: str) -> str:
        """The id of the record of a kind with this name; "" for none. Raises ``ValueProblem('link.ambiguous')``."""
        found = self._known(kind).get(name_key(name), ())
        if isinstance(found, str):
            return found
        if len(found) > 1:
            raise ValueProblem("link.ambiguous", candidates=found)
        return ""

    def bearers(self, kind: str, key: str) -> tuple[str, ...]:
        """The ids of the records of a kind whose name has this key (``name_key``)."""
        found = self._known(kind).get(key, ())
        return (found,) if isinstance(found, str) else found

    def coded(self, identifier: str) -> str:
        """The id of the record with an identifier; "" for none. Raises ``ValueProblem('link.ambiguous')``."""
        found = self._codes.get(identifier)
        if found is None:
            if len(self._codes) > _MOST_CODES:
                self._codes.clear()
            found = self._existing.coded([identifier]).get(identifier, ())
            self._codes[identifier] = found
        if len(found) > 1:
            raise ValueProblem("link.ambiguous", candidates=found)
        return found[0] if found else ""

    def _known(self, kind: str) -> dict[str, str | tuple[str, ...]]:
        known = self._names.get(kind)
        if known is None:
            known = self._names[kind] = {}
            for record_id, name in self._existing.named(kind):
                key = name_key(name)
                before = known.get(key, ())
                if isinstance(before, str):
                    if before != record_id:
                        known[key] = (before, record_id)
                elif record_id not in before:
                    known[key] = (*before, record_id) if before else record_id
        return known


@lru_cache(8192)
def name_key(name: str) -> str:
    """A name for comparison: without case, accents, apostrophes or punctuation, & as and."""
    if "&" in name:
        return " ".join(WORD.findall(fold(name.replace("&", " and "))))
    folded = fold(name)
    return folded if folded.replace(" ", "").isalnum() else " ".join(WORD.findall(folded))


def countries_in(text: str) -> tuple[str, ...]:
    """The countries that a text lists between the usual separators; none if it names only one, or a former state."""
    if states.former(text) is not None:
        return ()
    parts = [text]
    for mark in _BETWEEN:
        cut = ((part,) if codes.find_country(part) else lists.cut(part, mark) for part in parts)
        parts = [piece.strip() for pieces in cut for piece in pieces]
    named = tuple(part for part in parts if codes.find_country(part))
    return named if len(named) > 1 else ()
