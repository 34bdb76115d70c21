"""Queries on an open catalogue, as the screens send them: pages, counts of filters, rescue, cards; work in ms."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from functools import partial

from bench import peers, questions
from bench.measure import Call, Row, calls
from bench.stock import Stock
from catalogue.api import browse, find
from catalogue.api.session import Session

FACETS = ("kind", "form", "status", "country", "year")
LISTED = ("status", "form", "country", "region", "year", "level", "renewal", "sector", "topic", "source")
MANY = 100
MOST_LINKED = """
    SELECT r.id FROM (SELECT object, count(*) AS links FROM link GROUP BY 1 ORDER BY links DESC LIMIT 1) l
    JOIN record r ON r.num = l.object
"""


def _open(stock: Stock) -> Session:
    return Session.open(stock.catalogue, read_only=True)


def searches(stock: Stock) -> Iterable[Row]:
    """The first page of each class of query, compared with full-text search as sqlite-utils sets it up, best first."""
    try:
        plain: sqlite3.Connection | None = sqlite3.connect(stock.utils)
    except peers.Missing:
        plain = None
    with _open(stock) as session:
        for name, asked in questions.classes(stock.agreements, MANY).items():
            own = [partial(find.search, session, text, capped=True, exact=True) for text in asked]
            words = all(text.replace(" ", "").isalnum() for text in asked)
            theirs: list[Call] = [partial(_plain, plain, text) for text in asked] if plain and words else []
            yield calls(f"search: {name}", own, "plain FTS5, bm25" if theirs else "", theirs)
        slipped = [partial(find.search, session, text, capped=True) for text in questions.typos(stock.agreements, 20)]
        yield calls("search: a slip, rescued", slipped)
        yield from _pages(session, stock)
    if plain:
        plain.close()


def _plain(connection: sqlite3.Connection, text: str) -> object:
    match = " ".join(f'"{word}"' for word in text.split()) + "*"
    found = "SELECT t.* FROM t_fts JOIN t ON t.rowid = t_fts.rowid WHERE t_fts MATCH ? ORDER BY t_fts.rank LIMIT 50"
    return connection.execute(found, (match,)).fetchall()


def _pages(session: Session, stock: Stock) -> Iterable[Row]:
    """Further pages, other orders, exact counts."""
    far = [stock.size * part // 10 for part in range(1, 10)]
    yield calls("page, anywhere", [partial(find.search, session, "", capped=True, offset=at) for at in far])
    asked = ("", "kind:agreement", "status:signed", *questions.COMMON[:2])
    for sort in ("name", "-status", "id", "-residents"):
        yield calls(
            f"first page by {sort}", [partial(find.search, session, each, capped=True, sort=sort) for each in asked]
        )
    exactly = [partial(find.search, session, text, limit=1, exact=True) for text in questions.COMMON]
    yield calls("exact count, common word", exactly)


def facets(stock: Stock) -> Iterable[Row]:
    """Five filters for each class of query: over at most four thousand records, as on the screen; and exactly."""
    with _open(stock) as session:
        words = questions.classes(stock.agreements, 20)["word"]
        ten: list[Call] = [partial(find.facets, session, text, LISTED, capped=True, exact=True) for text in words]
        yield calls("ten filters: word", ten)
        for name, asked in questions.classes(stock.agreements, 20).items():
            own = [partial(find.facets, session, text, FACETS, capped=True, exact=True) for text in asked]
            yield calls(f"filters: {name}", own)
        for text in ("", "agreement"):
            exactly = partial(find.facets, session, text, FACETS, exact=True)
            name = f"filters, exactly: {text or 'everything'}"
            try:
                with closing(sqlite3.connect(stock.utils)) as plain:
                    yield calls(name, [exactly], "GROUP BY over plain FTS5", [partial(_grouped, plain, text)])
            except peers.Missing:
                yield calls(name, [exactly])


def _grouped(connection: sqlite3.Connection, text: str) -> object:
    found = "FROM t JOIN t_fts ON t.rowid = t_fts.rowid WHERE t_fts MATCH ?" if text else "FROM t"
    given = (f'"{text}"*',) if text else ()
    columns = ("form", "status", "level", "sector", "substr(signed, 1, 4)")
    return [connection.execute(f"SELECT {each}, count(*) {found} GROUP BY 1", given).fetchall() for each in columns]


def cards(stock: Stock) -> Iterable[Row]:
    """A record with about a hundred links, and the one with the most."""
    with _open(stock) as session:
        ids = [f"org-{number:07}" for number in range(20)]
        yield calls("card, a hundred links", [partial(browse.card, session, each) for each in ids])
        most = session.reading.execute(MOST_LINKED).fetchone()[0]
        yield calls("card, the most links", [partial(browse.card, session, most)] * 3)
