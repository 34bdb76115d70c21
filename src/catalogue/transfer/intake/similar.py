"""Records that may be duplicates: the same name, and no known fact that distinguishes them.

Nothing is merged. The score, of 100: 50 for the name, 30 more for the same parties, 20 for the same date (10 for dates
that may be the same); 10 less if numbers of one register differ, as a register may have entered a thing twice. If both
have parties, a date, a country, a region, an edition or a website, and these differ, the two are not duplicates.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from msgspec import Struct

from catalogue.model import dates
from catalogue.model.kinds import KINDS
from catalogue.model.records import Link, Record
from catalogue.transfer.registers.lookup import name_key

_TELLING = ("country", "region", "edition", "website")
_NAMING = frozenset({"preferred", "official"})
_SHORTEST = 4
MOST_KEPT = 100_000
"""How many records of one import are kept to compare later rows with."""
_LOOKED_AT = 5
ROLE = "possibly_same_as"


class Facts(Struct, frozen=True):
    """The facts by which two records of one name are compared."""

    id: str
    date: str
    parties: frozenset[str]
    telling: tuple[str, ...]
    numbers: tuple[str, ...]


class Likeness(Struct, frozen=True):
    """The record that another may duplicate, how sure that is (0 to 100), and what they share."""

    id: str
    score: int
    shared: tuple[str, ...]

    def proposal(self) -> Link:
        """The link that records the proposal."""
        return Link(ROLE, self.id, basis="inferred", reason=f"same {', '.join(self.shared)}; score {self.score}")


class Similar:
    """Compares each new record with others of its name: in the catalogue, and in earlier rows."""

    def __init__(
        self, bearers: Callable[[str, str], Collection[str]], load: Callable[[Iterable[str]], dict[str, Record]]
    ) -> None:
        self._bearers = bearers
        self._load = load
        self._new: dict[int, tuple[Facts, ...]] = {}  # by a hash of kind and name, which takes less memory than the two
        self._kept = 0
        self.unkept = 0
        """How many records were not kept for comparison because there were too many."""

    def look(self, record: Record) -> Likeness | None:
        """The most similar known record to a new one, which is then remembered for comparison with later ones."""
        kind, new_facts = record.kind, facts(record)
        best: Likeness | None = None
        for key in _keys(record):
            named = hash((kind, key))
            before, bearers = self._new.get(named, ()), self._bearers(kind, key)
            if before or bearers:
                for other in (*before, *self._in_catalogue(record, bearers, before)):
                    found = compare(new_facts, other, kind)
                    if found is not None and (best is None or found.score > best.score):
                        best = found
            if self._kept >= MOST_KEPT:
                self.unkept += len(before) < _LOOKED_AT
            elif len(before) < _LOOKED_AT:
                self._new[named] = (*before, new_facts)
                self._kept += 1
        return best

    def _in_catalogue(self, record: Record, bearers: Collection[str], before: Sequence[Facts]) -> Iterable[Facts]:
        """The bearers of a name in the catalogue that are not from this import."""
        known = {record.id, *(each.id for each in before)}
        wanted = [found for found in bearers if found not in known][:_LOOKED_AT]
        return map(facts, self._load(wanted).values()) if wanted else ()


def facts(record: Record) -> Facts:
    """The facts by which a record is compared."""
    date = next((text for name in KINDS[record.kind].main_date if (text := record.get(name))), "")
    telling = tuple([record.get(name) or "" for name in _TELLING])
    number = record.get("registration_no")
    numbers = (*record.terms_of("identifier"), *([f"registration_no:{number}"] if number else []))
    parties = frozenset([link.object for link in record.links if link.role == "party"])
    return Facts(record.id, date, parties, telling, numbers)


def compare(one: Facts, other: Facts, kind: str) -> Likeness | None:
    """How similar two records of one name are; None if a fact that both have distinguishes them."""
    if any(a and b and a != b for a, b in zip(one.telling, other.telling, strict=True)):
        return None
    score, shared = 40 if _other_numbers(one, other) else 50, ["name"]
    if one.parties and other.parties:
        if one.parties != other.parties:
            return None
        score, shared = score + 30, [*shared, "parties"]
    if one.date and other.date:
        if one.date == other.date:
            score, shared = score + 20, [*shared, "date"]
        else:
            other_date = dates.parse(other.date)
            if not dates.may_overlap(dates.parse(one.date), other_date.earliest, other_date.latest):
                return None
            score += 10
    return Likeness(other.id, score, tuple(shared))


def _other_numbers(one: Facts, other: Facts) -> bool:
    mine, theirs = (dict(text.partition(":")[::2] for text in each.numbers) for each in (one, other))
    return any(mine[scheme] != theirs[scheme] for scheme in mine.keys() & theirs.keys())


def _keys(record: Record) -> Iterable[str]:
    keys = [name_key(name.text) for name in record.names if name.type in _NAMING]
    return dict.fromkeys([key for key in keys if len(key) >= _SHORTEST])
