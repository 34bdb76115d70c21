"""Lint: doubtful data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from catalogue.api.find import understand
from catalogue.api.session import Session
from catalogue.errors import BadUsage
from catalogue.model import lint as checking
from catalogue.model.lint import SEVERITIES, Flaw, RuleContext, Severity, WideState
from catalogue.model.records import Record
from catalogue.model.rules import RULE_IDS, RULES, WIDE
from catalogue.store import calendar, context, records
from catalogue.text.closest import closest

_AT_ONCE = 500


def lint(
    session: Session, query: str = "", *, today: date, rules: Sequence[str] = (), severity: Severity = "info"
) -> Iterator[Flaw]:
    """Yield the findings of the rules in the records of a query as they are walked; duplicates come at the end.

    ``rules`` names the rules to apply (none: all); findings below ``severity`` are left out. Raises
    ``BadUsage('rule.unknown')``.
    """
    for name in rules:
        if name not in RULE_IDS:
            raise BadUsage("rule.unknown", rule=name, nearest=closest(name, RULE_IDS), known=RULE_IDS)
    wanted = frozenset(rules or RULE_IDS)
    grave = frozenset(SEVERITIES[SEVERITIES.index(severity) :])
    return _labelled(session, (flaw for flaw in _found(session, query, today, wanted) if flaw.severity in grave))


def _found(session: Session, query: str, today: date, wanted: frozenset[str]) -> Iterator[Flaw]:
    """Walk over the records once for both kinds of rules."""
    compiled = understand(session, query).compiled
    connection = session.reading
    pairs = context.surrounded(connection, compiled, today.isoformat())
    gathering = WIDE.begin() if wanted & WIDE.severities.keys() else None
    seen = _added(pairs, gathering) if gathering else pairs
    yield from checking.lint(seen, [rule for rule in RULES if rule.id in wanted])
    if gathering:
        yield from checking.wide_flaws(gathering, WIDE, wanted, lambda ids: records.load(connection, ids))


def _added(records: Iterator[tuple[Record, RuleContext]], gathering: WideState) -> Iterator[tuple[Record, RuleContext]]:
    for record, around in records:
        gathering.add(record)
        yield record, around


def _labelled(session: Session, flaws: Iterator[Flaw]) -> Iterator[Flaw]:
    waiting: list[Flaw] = []
    for flaw in flaws:
        waiting.append(flaw)
        if len(waiting) == _AT_ONCE:
            yield from _named(session, waiting)
            waiting.clear()
    yield from _named(session, waiting)


def _named(session: Session, flaws: Sequence[Flaw]) -> list[Flaw]:
    named = calendar.labels(session.reading, {flaw.record for flaw in flaws}, session.lang)
    return [replace(flaw, label=named.get(flaw.record, flaw.record)) for flaw in flaws]
