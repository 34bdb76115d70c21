"""A query as SQL over ``record r``: the part the full-text index answers, and the rest to be tested on each record."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from catalogue.model.kinds import KINDS
from catalogue.query import nodes as n
from catalogue.store import conditions, matching
from catalogue.store.conditions import Condition, Given
from catalogue.text import phrases, zones


class Compiled(Struct, frozen=True):
    """A query in two forms.

    ``where`` is the whole condition over ``record r`` with its parameters. The other form is faster: ``match`` is a
    full-text expression that every hit matches, ``rest`` the condition that must hold besides ("" for none). It is not
    faster if the query is ``plain``: a list by date, or by kind and date, has its own index. ``tiers`` are full-text
    expressions that rank hits by relevance, best first; the first of them is for records whose whole name was typed (""
    for none); () when the query has no words. ``named`` are the kinds that its words name. ``figure``: if the index on
    one figure suffices to find the hits, a SELECT of their row numbers, and the same as a condition on ``record r``.
    """

    where: str
    given: Given
    match: str
    rest: str = ""
    rest_given: Given = ()
    tiers: tuple[str, ...] = ()
    plain: bool = False
    named: tuple[str, ...] = ()
    figure: tuple[Condition, Condition] | None = None

    @property
    def costly(self) -> bool:
        """Whether texts must be read again to confirm a hit."""
        return not self.plain and ("holds_phrase(" in self.rest or "has_text(" in self.rest)


def compiled(query: n.Query) -> Compiled:
    """A whole query as SQL."""
    where, given = _node(query.root, negated=False)
    items = query.root.items if isinstance(query.root, n.All) else (query.root,)
    parts = [_split(item) for item in items]
    plain = not any(expression and not _is_kind(item) for item, (expression, _) in zip(items, parts, strict=True))
    barred = [_barred(item) for item in items]
    kept = [
        (item, expression)
        for item, (expression, _), gone in zip(items, parts, barred, strict=True)
        if expression and not gone
    ]
    match = matching.conjunction((expression for _, expression in kept), filter(None, barred))
    rest = [condition for _, condition in parts if condition not in (None, conditions.ALWAYS)]
    wordless = [expression for item, expression in kept if not _tiers(item)]
    tiers = tuple(
        matching.conjunction([tier, *wordless], filter(None, barred)) if tier else ""
        for tier in _tiers(query.root) or ()
    )
    sql = " AND ".join(f"({each})" for each, _ in rest)
    rest_given = tuple(value for _, each in rest for value in each)
    named = tuple(kind for item in items if isinstance(item, n.Words) for kind in matching.kinds(item))
    return Compiled(where, given, match, sql, rest_given, tiers, plain, named, _figure(items))


def _figure(items: Sequence[n.Node]) -> tuple[Condition, Condition] | None:
    """The figure test that the whole query consists of, ignoring a kind test that all records with that figure pass."""
    tests = [item for item in items if isinstance(item, n.FieldTest)]
    own = [item for item in tests if not _is_kind(item)]
    if len(tests) < len(items) or len(own) != 1:
        return None
    kinds = {kind.name for kind in KINDS.values() if kind.field(own[0].target.name)}
    asked = [{value.code for value in item.values if isinstance(value, n.Code)} for item in tests if _is_kind(item)]
    return conditions.figure(own[0]) if all(kinds <= codes for codes in asked) else None


def _barred(item: n.Node) -> str:
    """The expression for what a negation excludes, if the index can answer it; else ""."""
    return (matching.expression(item.item, negated=True) or "") if isinstance(item, n.Not) else ""


def _split(item: n.Node) -> tuple[str, Condition | None]:
    """A node as an expression that all its records match, and the remaining condition to be tested, if any."""
    expression = matching.expression(item)
    if expression is not None:
        return expression, None
    if isinstance(item, n.Phrase) and (stems := phrases.expression(item.text)):
        return stems, conditions.has_phrase(item.text)
    if isinstance(item, n.FieldTest) and item.target == _TEXT and len(item.values) == 1:
        value = item.values[0]
        if isinstance(value, n.Text) and not value.whole:
            words = zones.match(conditions.typed(value), complete=not value.prefix)
            return (words, conditions.has_text(value)) if words else ("", conditions.NEVER)
    return matching.narrowing(item) if isinstance(item, n.FieldTest) else "", _node(item, negated=False)


_TEXT, _KIND = n.Target("special", "text"), n.Target("special", "kind")


def _is_kind(item: n.Node) -> bool:
    """Whether the plain index on kinds is as fast."""
    return isinstance(item, n.FieldTest) and item.target == _KIND


def _tiers(node: n.Node) -> tuple[str, ...] | None:
    """The expressions that define the tiers of relevance; None for a node without words."""
    if isinstance(node, n.Words):
        return zones.tiers(matching.typed(node)) or None
    if isinstance(node, n.Phrase):
        return zones.tiers([(word, False) for word in node.text.split()]) or None
    if not isinstance(node, n.All | n.Any):
        return None
    found = [tiers for item in node.items if (tiers := _tiers(item)) is not None]
    if len(found) < 2:
        return found[0] if found else None
    glue = " AND " if isinstance(node, n.All) else " OR "
    return tuple(glue.join(f"({each})" for each in tier) if all(tier) else "" for tier in zip(*found, strict=True))


def _node(node: n.Node, *, negated: bool) -> Condition:
    if isinstance(node, n.Nothing):
        return conditions.ALWAYS
    if isinstance(node, n.All | n.Any):
        parts = [_node(item, negated=negated) for item in node.items]
        glue = " AND " if isinstance(node, n.All) else " OR "
        return "(" + glue.join(sql for sql, _ in parts) + ")", tuple(value for _, given in parts for value in given)
    if isinstance(node, n.Not):
        sql, given = _node(node.item, negated=True)
        return f"NOT ({sql})", given
    if isinstance(node, n.Words):
        return conditions.in_index(matching.words(node, complete=negated))
    if isinstance(node, n.Phrase):
        return conditions.phrase(node.text)
    return conditions.test(node)
