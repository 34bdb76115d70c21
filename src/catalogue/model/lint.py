"""Data quality: rules over records, and what they find.

A rule is declared like a field: its id, its severity, and a pure function. Rules of one record see the record and the
records it links to; rules over all records see every record once and report at the end. The messages, with advice, are
in ``catalogue.present.words``, under ``lint.`` and the id of the rule.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Literal, Protocol

from msgspec import Struct

from catalogue.model.records import Record

Severity = Literal["info", "warning", "error"]
SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")
Params = Mapping[str, str]
_NONE: Params = MappingProxyType({})


class Flaw(Struct, frozen=True):
    """One finding: a rule, a record, the field it is about ("" for the whole record), and the parameters of its
    sentence.

    ``others`` are further records that it is about, by id.
    """

    rule: str
    severity: Severity
    record: str
    kind: str
    field: str = ""
    params: Params = _NONE
    others: tuple[str, ...] = ()
    label: str = ""


class RuleContext(Struct, frozen=True):
    """What a rule may use besides the record: today's date, the records it links to, and how many link to it.

    ``objects`` have their kind and values only.
    """

    today: str
    objects: Mapping[str, Record] = MappingProxyType({})
    incoming: int = 0


class RuleHit(Struct, frozen=True):
    """What a rule reports about a record: a field, parameters, other records."""

    field: str = ""
    params: Params = _NONE
    others: tuple[str, ...] = ()


class Rule(Struct, frozen=True):
    """A rule of one record; ``kinds`` are the kinds it applies to, none for all."""

    id: str
    severity: Severity
    check: Callable[[Record, RuleContext], Iterator[RuleHit]]
    kinds: tuple[str, ...] = ()


Fetch = Callable[[Iterable[str]], Mapping[str, Record]]
"""Gives whole records by their ids."""

WideHit = tuple[str, str, str, RuleHit]
"""Rule, record id, kind, finding."""


class WideState(Protocol):
    """The state of rules over all records: takes each record once and reports the findings at the end."""

    def add(self, record: Record) -> None:
        """Process one record."""

    def hits(self, fetch: Fetch) -> Iterator[WideHit]:
        """The findings; ``fetch`` loads processed records again."""


class WideRules(Struct, frozen=True):
    """Rules over all records, by id; ``begin`` creates their state."""

    severities: Mapping[str, Severity]
    begin: Callable[[], WideState]


def lint(records: Iterable[tuple[Record, RuleContext]], rules: Iterable[Rule]) -> Iterator[Flaw]:
    """The findings of the rules of one record, record by record. ``records`` is read once and may be of any length."""
    by_kind: dict[str, list[Rule]] = {}
    declared = tuple(rules)
    for record, around in records:
        if record.kind not in by_kind:
            by_kind[record.kind] = [rule for rule in declared if not rule.kinds or record.kind in rule.kinds]
        for rule in by_kind[record.kind]:
            for found in rule.check(record, around):
                yield _flaw(rule.id, rule.severity, record.id, record.kind, found)


def wide_flaws(gathering: WideState, wide: WideRules, wanted: Container[str], fetch: Fetch) -> Iterator[Flaw]:
    """The findings of the requested rules over all processed records."""
    for rule, record_id, kind, found in gathering.hits(fetch):
        if rule in wanted:
            yield _flaw(rule, wide.severities[rule], record_id, kind, found)


def _flaw(rule: str, severity: Severity, record: str, kind: str, found: RuleHit) -> Flaw:
    return Flaw(rule, severity, record, kind, found.field, found.params, found.others)
