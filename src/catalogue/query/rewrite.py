"""Pure edits of a query's text: ticking a facet, sorting and removing a condition change the search box this way.

Every edit returns canonical text; plain words keep their spelling and order. ``field`` is any name in the query
language; ``value`` is a canonical value from a facet (a code, a year, a record's id, a text), or None for *not
recorded*. Edits apply to the conditions at the top level of the query: ``a field:x``, not the inside of ``(… | …)``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from catalogue.query import fields, printer, values
from catalogue.query.lexer import Raw
from catalogue.query.nodes import (
    Absent,
    All,
    Code,
    FieldTest,
    Node,
    Not,
    Nothing,
    Place,
    Query,
    Target,
    Text,
    Value,
    Words,
    conjunction,
    field_test,
    negate,
)
from catalogue.query.parser import parse


def toggle(text: str, field: str, value: str | None) -> str:
    """Tick or untick the value; several values of one field are alternatives (``field:a,b``).

    An excluded value is no longer excluded.
    """
    return _toggled(text, field, value, negative=False)


def exclude(text: str, field: str, value: str | None) -> str:
    """Exclude the value (``-field:a,b``), or stop excluding it; a ticked value is unticked."""
    return _toggled(text, field, value, negative=True)


def only(text: str, field: str, value: str | None) -> str:
    """The query with this value as its only condition on the field."""
    query, target = parse(text), _target(field)
    test = field_test(target, (_value(field, value),))
    return _shown(query, [*(item for item in _items(query) if not _tests(item, target)), test])


def without(text: str, field: str) -> str:
    """The query without any condition on the field."""
    query, target = parse(text), _target(field)
    return _shown(query, [item for item in _items(query) if not _tests(item, target)])


def ticked(text: str, field: str) -> tuple[frozenset[str | None], frozenset[str | None]]:
    """The values that the query requires and those it excludes, in the form used by facets; None is *not recorded*."""
    target = _target(field)
    items = _items(parse(text))
    wanted = {_facet(value) for item in items for value in _values(item, target, negative=False)}
    excluded = {_facet(value) for item in items for value in _values(item, target, negative=True)}
    return frozenset(wanted), frozenset(excluded)


def set_sort(text: str, key: str) -> str:
    """The query ordered by ``key`` (``opened``, ``-opened``, several with commas); "" is the default order."""
    return printer.show(replace(parse(text), sort=parse(f"sort:{key}").sort))


def drop_each(query: Query) -> tuple[tuple[str, Query], ...]:
    """Each condition of a query in canonical text, with the query that remains without it.

    Plain words are one condition each. The empty query has none.
    """
    parts = [part for item in _items(query) for part in _parts(item)]
    return tuple(
        (printer.node(part), replace(query, root=conjunction([*parts[:at], *parts[at + 1 :]]), notes=()))
        for at, part in enumerate(parts)
    )


def _toggled(text: str, field: str, value: str | None, *, negative: bool) -> str:
    """The query with the value added to, or removed from, the field's tests of one sign, and removed from those of the
    other."""
    query, target = parse(text), _target(field)
    wanted = _value(field, value)
    items = _items(query)
    present = any(wanted in _values(item, target, negative=negative) for item in items)
    items = [left for item in items if (left := _without_value(item, target, wanted)) is not None]
    return _shown(query, items if present else _with_value(items, target, wanted, negative=negative))


def _without_value(item: Node, target: Target, value: Value) -> Node | None:
    """The item without the value; None if nothing is left of it."""
    if not _tests(item, target):
        return item
    negative = isinstance(item, Not)
    left = [each for each in _values(item, target, negative=negative) if each != value]
    if not left:
        return None
    return negate(field_test(target, left)) if negative else field_test(target, left)


def _with_value(items: list[Node], target: Target, value: Value, *, negative: bool) -> list[Node]:
    """The items with the value in the first test of that sign, or in a new one at the end."""
    for at, item in enumerate(items):
        if values := _values(item, target, negative=negative):
            return [*items[:at], _signed(field_test(target, (*values, value)), negative), *items[at + 1 :]]
    return [*items, _signed(field_test(target, (value,)), negative)]


def _signed(test: FieldTest, negative: bool) -> Node:
    return negate(test) if negative else test


def _tests(item: Node, target: Target) -> bool:
    """Whether the item is a test of the target, negated or not."""
    inner = item.item if isinstance(item, Not) else item
    return isinstance(inner, FieldTest) and inner.target == target


def _values(item: Node, target: Target, *, negative: bool) -> tuple[Value, ...]:
    """The values of a test of the target with that sign; () for any other item."""
    inner = item.item if isinstance(item, Not) else item
    if isinstance(item, Not) != negative or not isinstance(inner, FieldTest) or inner.target != target:
        return ()
    return inner.values


def _items(query: Query) -> list[Node]:
    """The conditions at the top level, all of which must hold."""
    if isinstance(query.root, Nothing):
        return []
    return list(query.root.items) if isinstance(query.root, All) else [query.root]


def _parts(item: Node) -> Iterable[Node]:
    return (Words((word,)) for word in item.words) if isinstance(item, Words) else (item,)


def _shown(query: Query, items: Iterable[Node]) -> str:
    return printer.show(replace(query, root=conjunction(items)))


def _target(field: str) -> Target:
    """The target of a field name. Raises ``ValueError`` for an unknown name."""
    target = next((meaning.target for meaning in fields.find(field) if meaning.target), None)
    if target is None:
        raise ValueError(field)
    return target


def _value(field: str, value: str | None) -> Value:
    """A facet's value as a value of the test: a text, a date and a figure must match exactly, a year means all its
    days."""
    if value is None:
        return Absent()
    target = _target(field)
    declared = fields.field_of(target)
    if declared is not None and declared.type in fields.EXACT and field != "year":
        return Text(value, whole=True)
    raw = Raw(value, quoted=True)
    read = values.read(fields.Meaning("test", target), (raw,), date.today()).values[0]  # noqa: DTZ011
    return replace(read, whole=True) if isinstance(read, Text) else read


def _facet(value: Value) -> str | None:
    """A value in the form used by facets."""
    if isinstance(value, Absent):
        return None
    return (
        value.code
        if isinstance(value, (Code, Place))
        else value.text
        if isinstance(value, Text)
        else printer.value(value)
    )
