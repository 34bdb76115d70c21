"""The rule over all records: the same name twice, in one script or in two.

Two records of a kind are compared when a preferred or official name of theirs has the same key (transliterated, without
case, accents and punctuation). They are reported as probable duplicates unless a value that both have differs, or a
link between them explains their relation.
"""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterator
from functools import lru_cache
from itertools import chain, islice, pairwise

from msgspec import Struct

from catalogue.model import dates
from catalogue.model.kinds import KINDS
from catalogue.model.lint import Fetch, RuleHit, WideHit
from catalogue.model.records import Record
from catalogue.text import translit
from catalogue.text.normalise import WORD, fold
from catalogue.text.scripts import script

_NAMING = frozenset({"preferred", "official"})
_SHORTEST = 4  # letters of a key; shorter ones collide by chance
_MOST_COMPARED = 20  # records with one name that each further one is compared with
_SHARES = 64
_AT_ONCE = 200
_Key = tuple[str, str]
_DISTINGUISHING = ("form", "country", "region", "website", "registration_no", "edition")


class _Bearer(Struct, frozen=True):
    """A record with a name: its id and the name."""

    id: str
    text: str

    @property
    def script(self) -> str:
        """The script in which the name is written; few names are compared, so it is not stored."""
        return script(self.text)


class Namesakes:
    """Gathers the names of all records by their keys: of each name a hash, so that a million records take 70 MB.

    Records whose hashes occur more than once are loaded again at the end, and their names compared.
    """

    def __init__(self) -> None:
        self._ids = bytearray()
        self._ends = array("L")
        self._shares = [_Share() for _ in range(_SHARES)]

    def add(self, record: Record) -> None:
        """Add the names of one record."""
        number = len(self._ends)
        for key in _keys(record):
            share = self._shares[hash(key) % _SHARES]
            share.hashes.append(hash(key))
            share.records.append(number)
        self._ids += record.id.encode()
        self._ends.append(len(self._ids))

    def hits(self, fetch: Fetch) -> Iterator[WideHit]:
        """Each pair of namesakes once, reported for the later id: ``probable_duplicate`` where a script is shared."""
        pairs: dict[tuple[str, str, str], tuple[_Bearer, _Bearer]] = {}
        for (kind, _), bearers in self._bearers(fetch).items():
            for one, other in _pairs(bearers):
                known = pairs.get((kind, one.id, other.id))
                if known is None or (known[0].script != known[1].script and one.script == other.script):
                    pairs[kind, one.id, other.id] = one, other
        yield from _reported(pairs, fetch)

    def _bearers(self, fetch: Fetch) -> dict[_Key, list[_Bearer]]:
        """The bearers of names whose hash is not unique, by key, in the order of the records."""
        recurring = frozenset(chain.from_iterable(share.recurring() for share in self._shares))
        numbers = iter(sorted({number for share in self._shares for number in share.having(recurring)}))
        found: dict[_Key, list[_Bearer]] = {}
        while chunk := [self._id(number) for number in islice(numbers, _AT_ONCE)]:
            records = fetch(chunk)
            for record in (records[own] for own in chunk if own in records):
                for key, texts in _keys(record).items():
                    if hash(key) in recurring:
                        found.setdefault(key, []).extend(_Bearer(record.id, text) for text in texts)
        return found

    def _id(self, number: int) -> str:
        return self._ids[self._ends[number - 1] if number else 0 : self._ends[number]].decode()


class _Share:
    """A part of the hashes, each with the number of its record: as many as can be sorted in little memory."""

    def __init__(self) -> None:
        self.hashes, self.records = array("q"), array("L")

    def recurring(self) -> Iterator[int]:
        """The hashes that occur more than once."""
        return (one for one, other in pairwise(sorted(self.hashes)) if one == other)

    def having(self, hashes: Container[int]) -> Iterator[int]:
        """The records that have one of these hashes."""
        return (number for each, number in zip(self.hashes, self.records, strict=True) if each in hashes)


def _keys(record: Record) -> dict[_Key, list[str]]:
    """The names of a record that are compared, by kind and key."""
    found: dict[_Key, list[str]] = {}
    for name in record.names:
        key = _key(name.text) if name.type in _NAMING else ""
        if len(key) >= _SHORTEST:
            found.setdefault((record.kind, key), []).append(name.text)
    return found


def _reported(pairs: dict[tuple[str, str, str], tuple[_Bearer, _Bearer]], fetch: Fetch) -> Iterator[WideHit]:
    waiting = iter(sorted(pairs))
    while chunk := list(islice(waiting, _AT_ONCE)):
        records = fetch({own for _, *ids in chunk for own in ids})
        for kind, one, other in chunk:
            if _may_be_same(records[one], records[other]):
                first, second = pairs[kind, one, other]
                rule = "probable_duplicate" if first.script == second.script else "names_differ_by_script"
                params = {"name": second.text, "same": first.text, "other": one}
                yield rule, other, kind, RuleHit("name", params, (one,))


def _pairs(bearers: list[_Bearer]) -> Iterator[tuple[_Bearer, _Bearer]]:
    """Each bearer with some of those before it; the smaller id first."""
    for position, bearer in enumerate(bearers):
        for before in bearers[max(0, position - _MOST_COMPARED) : position]:
            if before.id != bearer.id:
                yield (before, bearer) if before.id < bearer.id else (bearer, before)


def _key(name: str) -> str:
    return " ".join(map(_word_key, WORD.findall(fold(name))))


_word_key = lru_cache(maxsize=1 << 16)(translit.key)  # words recur, whole names rarely do


def _may_be_same(one: Record, other: Record) -> bool:
    """Whether no value that both have distinguishes two namesakes, and no link between them explains them."""
    if any(link.object == b.id for a, b in ((one, other), (other, one)) for link in a.links):
        return False
    if any(one.get(name) and other.get(name) and one.get(name) != other.get(name) for name in _DISTINGUISHING):
        return False
    schemes = (dict(value.partition(":")[::2] for value in each.terms_of("identifier")) for each in (one, other))
    mine, theirs = schemes
    if any(mine[scheme] != theirs[scheme] for scheme in mine.keys() & theirs.keys()):
        return False
    parties = set(one.linked("party")), set(other.linked("party"))
    return (not all(parties) or parties[0] == parties[1]) and _same_time(one, other)


def _same_time(one: Record, other: Record) -> bool:
    """Whether all dates that both have may be the same."""
    for name in KINDS[one.kind].main_date:
        mine, theirs = one.get(name), other.get(name)
        if mine and theirs:
            when = dates.parse(theirs)
            if mine != theirs and not dates.may_overlap(dates.parse(mine), when.earliest, when.latest):
                return False
    return True
