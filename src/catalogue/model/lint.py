"""Data quality: rules over records, and what they find.

A rule is declared like a field: its id, how grave it is, and a pure function. Rules of one record see the record and
what it is linked to; rules over all records see every record once and speak at the end. The words, with what to do,
are in ``catalogue.present.words``, under ``lint.`` and the id of the rule.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as held
from types import MappingProxyType
from typing import Literal, Protocol

from catalogue.model.records import Record

Severity = Literal["info", "warning", "error"]
SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")
Params = Mapping[str, str]
_NONE: Params = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Flaw:
    """One finding: a rule, a record, the field it is about ("" for the whole record), and what fills the sentence.

    ``others`` are further records that it is about, by id.
    """

    rule: str
    severity: Severity
    record: str
    kind: str
    field: str = ""
    params: Params = held(default_factory=lambda: _NONE)
    others: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """What a rule may know besides the record: the day, the records it links to, and how many link to it.

    ``objects`` have their kind and values only.
    """

    today: str
    objects: Mapping[str, Record] = held(default_factory=lambda: MappingProxyType({}))
    incoming: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule says of a record: a field, parameters, other records."""

    field: str = ""
    params: Params = held(default_factory=lambda: _NONE)
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of one record; ``kinds`` are the kinds it looks at, none for all."""

    id: str
    severity: Severity
    check: Callable[[Record, Around], Iterator[Found]]
    kinds: tuple[str, ...] = ()


Fetch = Callable[[Iterable[str]], Mapping[str, Record]]
"""Gives whole records by their ids."""

WideFound = tuple[str, str, str, Found]
"""Rule, record id, kind, finding."""


class Gathering(Protocol):
    """Rules over all records in the making: takes each record once and says at the end what was found."""

    def take(self, record: Record) -> None:
        """See one record."""

    def found(self, fetch: Fetch) -> Iterator[WideFound]:
        """What was found; ``fetch`` gives back records that were seen."""


@dataclass(frozen=True, slots=True)
class WideRules:
    """Rules over all records, by id; ``begin`` makes their gathering."""

    severities: Mapping[str, Severity]
    begin: Callable[[], Gathering]


def lint(records: Iterable[tuple[Record, Around]], rules: Iterable[Rule]) -> Iterator[Flaw]:
    """What the rules of one record find, record by record. Records come once, and in any number."""
    by_kind: dict[str, list[Rule]] = {}
    declared = tuple(rules)
    for record, around in records:
        if record.kind not in by_kind:
            by_kind[record.kind] = [rule for rule in declared if not rule.kinds or record.kind in rule.kinds]
        for rule in by_kind[record.kind]:
            for found in rule.check(record, around):
                yield _flaw(rule.id, rule.severity, record.id, record.kind, found)


def gathered(gathering: Gathering, wide: WideRules, wanted: Container[str], fetch: Fetch) -> Iterator[Flaw]:
    """What the wide rules that are wanted found in all the records that were taken."""
    for rule, record_id, kind, found in gathering.found(fetch):
        if rule in wanted:
            yield _flaw(rule, wide.severities[rule], record_id, kind, found)


def _flaw(rule: str, severity: Severity, record: str, kind: str, found: Found) -> Flaw:
    return Flaw(rule, severity, record, kind, found.field, found.params, found.others)
