"""The places of records, and the search keys of linked records; each is looked up once and cached for one run."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

from catalogue.model import codes
from catalogue.model.roles import ROLES
from catalogue.text.indexed import Indexer, Keys
from catalogue.text.termtable import PLACE_MARK

DEPTH = 5  # agreement → party → town → region → country
MOST = 50_000

NAMED = frozenset(role.name for role in ROLES.values() if role.named)
WHEREABOUTS = frozenset(role.name for role in ROLES.values() if role.whereabouts)

# A place is known by its ISO code where it has one (identifier `iso:UZ-FA`), else by its record's id.
PLACE_CODE = (
    "coalesce((SELECT substr(t.value, 5) FROM term t WHERE t.record = p.num AND t.field = 'identifier' "
    "AND t.value >= 'iso:' AND t.value < 'iso;'), p.id)"
)
_OWN = f"SELECT country, region, CASE kind WHEN 'place' THEN {PLACE_CODE} END FROM record p WHERE num = ?"
_OBJECTS = (
    "SELECT DISTINCT object FROM link WHERE subject = ? AND role IN "
    f"({', '.join(repr(role) for role in sorted(WHEREABOUTS))})"
)
_SIDES = (
    "SELECT DISTINCT side FROM link WHERE subject = ? AND side <> '' AND role IN "
    f"({', '.join(repr(role) for role in sorted(WHEREABOUTS))})"
)
_NAMES_OF_PLACE = (
    "SELECT n.text, n.type FROM name n WHERE n.record = coalesce("
    "(SELECT t.record FROM term t WHERE t.field = 'identifier' AND t.value = 'iso:' || ?1), "
    "(SELECT p.num FROM record p WHERE p.id = ?1)) ORDER BY n.num"
)


class Atlas:
    """The places and search keys of the records that others link to."""

    def __init__(self, connection: sqlite3.Connection, indexer: Indexer) -> None:
        self._connection = connection
        self._indexer = indexer
        self._codes: dict[tuple[int, int], frozenset[str]] = {}
        self._named: dict[int, str] = {}
        self._places: dict[str, str] = {}
        self._hashes: dict[int | str, str] = {}

    def within(self, own: Iterable[str | None], objects: Iterable[int], depth: int = DEPTH) -> frozenset[str]:
        """The places of a record: its own codes, and those of the targets of its location links.

        Country and region codes and ids of towns, with every place that contains them.
        """
        found: set[str] = set()
        for code in own:
            if code:
                found.add(code)
        if depth:
            for target in objects:
                found |= self._of(target, depth - 1)
        return frozenset(found)

    def _of(self, num: int, depth: int) -> frozenset[str]:
        found = self._codes.get((num, depth))
        if found is None:
            if len(self._codes) >= MOST:
                self._codes.clear()
            country, region, code = self._connection.execute(_OWN, (num,)).fetchone() or (None, None, None)
            objects = [there for (there,) in self._connection.execute(_OBJECTS, (num,))] if depth else []
            sides = [side for (side,) in self._connection.execute(_SIDES, (num,))]
            found = self.within((*own_codes(country, region, code), *countries(sides)), objects, depth)
            self._codes[num, depth] = found
        return found

    def named(self, num: int) -> str:
        """The search keys of all names of a record, separated by spaces."""
        found = self._named.get(num)
        if found is None:
            if len(self._named) >= MOST:
                self._named.clear()
            found = self._named[num] = " ".join(self._all(text for (text,) in self._names(num)))
        return found

    def names_hash(self, num: int) -> str:
        """A hash of what ``named`` is made from."""
        return self._hashes.get(num) or self._hash(num, self._names(num))

    def place_hash(self, code: str) -> str:
        """A hash of what ``place`` is made from."""
        return self._hashes.get(code) or self._hash(code, self._names_of_place(code))

    def _hash(self, key: int | str, names: Sequence[tuple[str, ...]]) -> str:
        if len(self._hashes) >= MOST:
            self._hashes.clear()
        found = self._hashes[key] = blake2b(repr(names).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        return found

    def _names(self, num: int) -> list[tuple[str]]:
        return self._connection.execute("SELECT text FROM name WHERE record = ? ORDER BY num", (num,)).fetchall()

    def _names_of_place(self, code: str) -> list[tuple[str, str]]:
        return self._connection.execute(_NAMES_OF_PLACE, (code,)).fetchall() or _listed(code)

    def place(self, code: str) -> str:
        """The search keys of a place, separated by spaces; ``code`` is a country or region code or the id of a place
        record.

        All preferred names give keys. Any other name gives only the key of the place it denotes, if the analyser knows
        the name: a query for that name is a query for that place.
        """
        found = self._places.get(code)
        if found is None:
            if len(self._places) >= MOST:
                self._places.clear()
            found = self._places[code] = self._of_place(self._names_of_place(code))
        return found

    def _of_place(self, named: Sequence[tuple[str, str]]) -> str:
        preferred = self._all(text for text, kind in named if kind == "preferred")
        places = {key for key in preferred if key.startswith(PLACE_MARK)}
        others = [self._indexer.keys(text) for text, kind in named if kind != "preferred"]
        more = (key for keys in others if places.isdisjoint(keys) for key in keys)
        return " ".join(dict.fromkeys([*preferred, *more]))

    def _all(self, texts: Iterable[str]) -> Keys:
        return tuple(dict.fromkeys(key for text in texts for key in self._indexer.keys(text)))


def own_codes(country: str | None, region: str | None, place: str | None) -> tuple[str | None, ...]:
    """The place codes stored on the record itself; ``place`` is the record's own place code if it is a place."""
    return country, region, (region or "")[:2], place


def countries(sides: Iterable[str]) -> Iterator[str]:
    """Those link sides that are countries: a party counts for the country given as its side."""
    return (side for side in sides if side in codes.countries())


def _listed(code: str) -> list[tuple[str, str]]:
    """The names of a country or region that has no record of its own, from the code lists."""
    found = codes.regions().get(code) or codes.countries().get(code)
    if not found:
        return []
    preferred = [(name, "preferred") for name in found.names.values()]
    return [*preferred, *((name, "alias") for name in found.aliases)]
