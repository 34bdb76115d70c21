"""Finding records: pages of rows, ids, counts, facets, and an explanation of how a query was understood."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from catalogue.api.session import Session
from catalogue.errors import BadUsage
from catalogue.model.answers import Facet, Note, Page
from catalogue.query import beginnings, nodes, parser
from catalogue.query.fields import sort_key
from catalogue.store import compile as sql
from catalogue.store import hits, order, select, stamps, unquoted
from catalogue.store.prefixes import expand_prefixes
from catalogue.text.closest import closest

Kinds = str | Collection[str] | None
"""One kind, several of which a record has one, or None for all."""

if TYPE_CHECKING:
    from catalogue.query.explaining import Explained


class Understood(Struct, frozen=True):
    """A query ready to run: its nodes, its SQL, and the remarks on it."""

    query: nodes.Query
    compiled: sql.Compiled
    notes: tuple[Note, ...]


def is_indexed(session: Session) -> bool:
    """Whether the search keys were made by this version and with the terms now in use; else words may not be found."""
    return stamps.current(session.reading)


def understand(session: Session, text: str, *, kind: Kinds = None, exact: bool = True) -> Understood:
    """Parse and compile a query; unless ``exact``, replace words that find nothing (other keyboard layout, typo)."""
    query = parser.parse(text)
    connection = session.reading
    if remarks := unquoted.remarks(connection, query):
        query = nodes.Query(query.root, query.sort, (*query.notes, *remarks))
    if kind is not None:
        codes = [nodes.Code(each) for each in ((kind,) if isinstance(kind, str) else kind)]
        narrowed = nodes.field_test(nodes.Target("special", "kind"), codes)
        query = nodes.Query(nodes.conjunction([query.root, narrowed]), query.sort, query.notes)
    compiled = expand_prefixes(connection, sql.compiled(query))
    prefixed = beginnings.as_prefix(query)
    if prefixed is not None and beginnings.says_nothing(query):
        longer = expand_prefixes(connection, sql.compiled(prefixed))
        if hits.count(connection, longer, cap=0):
            return Understood(prefixed, longer, query.notes)
        prefixed = None
    if (exact and prefixed is None) or hits.count(connection, compiled, cap=0):
        return Understood(query, compiled, query.notes)
    if prefixed is not None:
        longer = expand_prefixes(connection, sql.compiled(prefixed))
        if exact or hits.count(connection, longer, cap=0):
            return Understood(prefixed, longer, query.notes)
    from catalogue.store import rescue

    rescued, notes = rescue.rescued(connection, query)
    return Understood(rescued, expand_prefixes(connection, sql.compiled(rescued)), (*rescued.notes, *notes))


def search(
    session: Session,
    query: str = "",
    *,
    kind: Kinds = None,
    sort: str = "",
    limit: int = 50,
    offset: int = 0,
    exact: bool = False,
    capped: bool = False,
) -> Page:
    """A page of rows for one query string.

    ``kind`` narrows like ``kind:NAME``, several like ``kind:NAME,NAME``. ``sort`` is a field name, with ``-`` before it
    for descending, and overrides the query's own ``sort:``; by default the order is by relevance if the query has
    words, else by main date, newest first. ``exact`` turns off the rescue of words that find nothing; ``capped`` stops
    counting at 300 hits of words, fifty of a phrase, 10,000 of other queries. Raises
    ``BadUsage('sort.unknown')``.
    """
    asked = understand(session, query, kind=kind, exact=exact)
    keys = order_of(sort) or asked.query.sort
    connection = session.reading
    total, more, nums = select.page(connection, asked.compiled, keys, limit=limit, offset=offset, capped=capped)
    return Page(tuple(select.fetch(connection, nums, session.lang)), total, offset, more, asked.notes)


def ids(
    session: Session,
    query: str,
    *,
    kind: str | None = None,
    sort: str = "",
    exact: bool = False,
    limit: int | None = None,
) -> Iterator[str]:
    """The ids that a query finds, in order."""
    asked = understand(session, query, kind=kind, exact=exact)
    yield from select.ids(session.reading, asked.compiled, order_of(sort) or asked.query.sort, limit=limit)


def facets(
    session: Session,
    query: str,
    fields: Sequence[str],
    *,
    kind: str | None = None,
    limit: int | None = 20,
    order: Literal["count", "name"] = "count",
    exact: bool = False,
    capped: bool = False,
    asked: Collection[str] = (),
) -> tuple[Facet, ...]:
    """Counts per value of each field for the query; with ``capped``, over the newest 2,500 hits at most.

    Values that are ``asked`` for are there whatever the limit, and with a count of 0.

    Raises ``BadUsage('facet.unknown')``.
    """
    from catalogue.store import facets as counting

    compiled = understand(session, query, kind=kind, exact=exact).compiled
    cap = min(hits.TALLY_CAP, hits.cap_of(compiled)) if capped else None
    try:
        counted = counting.Counting(session.reading, compiled, fields, lang=session.lang, cap=cap)
    except ValueError as unknown:
        name = str(unknown)
        raise BadUsage("facet.unknown", field=name, nearest=closest(name, counting.names())) from None
    return tuple(counted.facet(name, limit=limit, by_name=order == "name", asked=asked) for name in fields)


def facet_names() -> tuple[str, ...]:
    """Every field that ``facets`` can count by."""
    from catalogue.store import facets as counting

    return counting.names()


class Explanation(Struct, frozen=True):
    """How a query is understood: its canonical form, what each word is searched as, the notes on it, and for those who
    know SQL the full-text expression and the statements with their parameters and plans."""

    query: str
    words: tuple[Explained, ...]
    notes: tuple[Note, ...]
    technical: tuple[str, ...]


def explain(session: Session, query: str, *, kind: str | None = None, exact: bool = False) -> Explanation:
    """How a query is understood."""
    from catalogue.query import explaining, printer

    asked = understand(session, query, kind=kind, exact=exact)
    match = "-" if asked.compiled.plain else asked.compiled.match
    lines = [f"match   {match}"]
    for statement, given in order.statements(session.reading, asked.compiled, asked.query.sort, many=True):
        plan = session.reading.execute(f"EXPLAIN QUERY PLAN {statement}", given)
        lines += [f"sql     {statement}", *(f"value   {value!r}" for value in given)]
        lines += [f"plan    {step[3]}" for step in plan]
    words = tuple(explaining.explained(asked.query))
    return Explanation(printer.show(asked.query), words, asked.notes, tuple(lines))


def order_of(sort: str) -> tuple[nodes.SortKey, ...]:
    """The sort keys of a comma-separated text. Raises ``BadUsage('sort.unknown')``."""
    keys = []
    for word in filter(None, sort.split(",")):
        key = sort_key(word.strip())
        if key is None:
            from catalogue.store import facets as counting

            raise BadUsage("sort.unknown", field=word, nearest=closest(word.lstrip("-"), counting.names()))
        keys.append(key)
    return tuple(keys)
