"""Nodes of the query language as one full-text expression, where the index alone can answer them.

Words, names, kinds and the closed values of fields, sectors and places are keys of the index; so any combination of
them by and, or and not is fast, however many records match a part of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from catalogue.model.kinds import KINDS
from catalogue.query import nodes as n
from catalogue.store import conditions, years
from catalogue.store.searched import CLOSED, CLOSED_TERMS, DATES, PLACE
from catalogue.text import phrases, zones

_NEVER = zones.any_of([zones.value("none", "none")])
_PLACES = ("country", "region", "place")


def expression(node: n.Node, *, negated: bool = False) -> str | None:
    """The expression that finds exactly the records that meet the node; None if the index cannot answer it."""
    if isinstance(node, n.Words):
        return words(node, complete=negated) or _NEVER
    if isinstance(node, n.Phrase) and phrases.is_one_word(node.text):
        return phrases.expression(node.text)
    if isinstance(node, n.FieldTest):
        return _test(node)
    if isinstance(node, n.Not):
        inner = expression(node.item, negated=True)
        return None if inner is None else f"{zones.any_of([zones.ANY])} NOT ({inner})"
    if isinstance(node, n.All):
        kept = [expression(item, negated=negated) for item in node.items if not isinstance(item, n.Not)]
        barred = [expression(item.item, negated=True) for item in node.items if isinstance(item, n.Not)]
        return None if None in (*kept, *barred) else conjunction(filter(None, kept), filter(None, barred))
    if isinstance(node, n.Any):
        parts = [expression(item, negated=negated) for item in node.items]
        return None if None in parts else " OR ".join(f"({part})" for part in parts)
    return None


def conjunction(kept: Iterable[str], barred: Iterable[str]) -> str:
    """The expression for records found by all of ``kept`` and none of ``barred``.

    The exclusion applies to what is found, not to all records.
    """
    found = " AND ".join(f"({each})" for each in kept) or zones.any_of([zones.ANY])
    gone = " OR ".join(f"({each})" for each in barred)
    return f"({found}) NOT ({gone})" if gone else found


def words(node: n.Words, *, complete: bool = False) -> str:
    """The expression for plain words; "" when there is nothing to look for."""
    return zones.match(typed(node), complete=complete)


def kinds(node: n.Words) -> tuple[str, ...]:
    """The kinds that the words name."""
    return zones.kinds_named(typed(node))


def typed(node: n.Words) -> list[zones.Typed]:
    """The words, each with whether it is complete or may be a prefix."""
    return [(word.text, word.prefix) for word in node.words]


def _test(node: n.FieldTest) -> str | None:
    parts = [_value(node.target, value) for value in node.values]
    return None if any(part is None for part in parts) else " OR ".join(f"({part})" for part in parts)


def _value(target: n.Target, value: n.Value) -> str | None:
    if isinstance(value, n.Unknown):
        return _NEVER
    if isinstance(value, n.Code) and _is_closed(target):
        return zones.any_of([zones.value(target.name, value.code)])
    if isinstance(value, n.Range):
        found = _years(target, value)
        return found[0] if found and found[1] else None
    if target.type != "special":
        return None
    if isinstance(value, n.Place) and target.name in _PLACES:
        return zones.any_of([zones.value(PLACE, value.code)])
    if isinstance(value, n.Text) and target.name == "name" and not value.whole:
        return zones.match(conditions.typed(value), complete=not value.prefix, named=True) or _NEVER
    return None


def narrowing(node: n.FieldTest) -> str:
    """An expression that matches all records that pass the test, and possibly others; "" if there is none."""
    if any(isinstance(value, n.Absent) for value in node.values):
        return ""
    expressions = [_years(node.target, value) for value in node.values if isinstance(value, n.Range)]
    if len(expressions) == len(node.values) and all(expressions):
        return " OR ".join(f"({each[0]})" for each in expressions if each)
    if node.target.type != "field":
        return ""
    kinds = [kind.name for kind in KINDS.values() if kind.field(node.target.name)]
    return zones.any_of(zones.value("kind", kind) for kind in kinds) if len(kinds) < len(KINDS) else ""


def _years(target: n.Target, value: n.Range) -> tuple[str, bool] | None:
    dated = target.name in DATES if target.type == "field" else target == n.Target("special", "date")
    return years.tokens_between(target.name, value.low, value.high) if dated else None


def _is_closed(target: n.Target) -> bool:
    if target.type == "special":
        return target.name == "kind"
    return target.type == "field" and target.name in (*CLOSED, *CLOSED_TERMS)
