"""A search over ``docs.jsonl`` in an FTS5 table in memory: the analyser measured without the rest of the program.

python evaluate.py -q queries_dev.jsonl --py prototype:search
"""

from __future__ import annotations

import json
import sqlite3
from functools import cache
from pathlib import Path

from catalogue.text import zones
from catalogue.text.keys import analyser
from catalogue.text.layout import other_layout
from catalogue.text.nearest import nearest_of

HERE = Path(__file__).parent
DOCS = HERE / "docs.jsonl"
LIMIT = 50


def row(doc: dict) -> tuple[str, ...]:
    """The cells of one record: its names and acronyms; its places, parties, sectors and dates; its text."""
    names = [name["text"] for name in doc["names"]] + doc.get("acronyms", [])
    linked = [value for field in ("place", "parties", "sector", "dates") for value in doc.get(field, [])]
    return zones.index_row(names, linked, [text["text"] for text in doc["text"]])


class Index:
    """Records in a full-text table, found as the program finds them."""

    def __init__(self, docs: list[dict]) -> None:
        self.ids = [doc["id"] for doc in docs]
        self.db = sqlite3.connect(":memory:")
        columns = ", ".join(zones.COLUMNS)
        self.db.execute(
            f"CREATE VIRTUAL TABLE search USING fts5({columns}, tokenize='{zones.TOKENIZE}', prefix='{zones.PREFIX}')"
        )
        marks = ", ".join("?" * (len(zones.COLUMNS) + 1))
        rows = [(number, *row(doc)) for number, doc in enumerate(docs)]
        self.db.executemany(f"INSERT INTO search (rowid, {columns}) VALUES ({marks})", rows)
        self.db.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(search, 'col')")
        columns = ", ".join(f"'{column}'" for column in zones.VOCABULARY)
        terms = self.db.execute(f"SELECT DISTINCT term FROM vocabulary WHERE col IN ({columns})")
        self.vocabulary = [term for (term,) in terms if len(term) > 2]

    def match(self, expression: str, tiers: tuple[str, ...] = ()) -> list[str]:
        """The ids of the records that meet an expression, those of an earlier tier first, then by bm25."""
        if not expression:
            return []
        weights = ", ".join(map(str, zones.WEIGHTS))
        tier = "".join("rowid IN (SELECT rowid FROM search WHERE search MATCH ?) DESC, " for _ in tiers)
        order = f"{tier} bm25(search, {weights}), rowid"
        found = self.db.execute(
            f"SELECT rowid FROM search WHERE search MATCH ? ORDER BY {order} LIMIT {LIMIT}", (expression, *tiers)
        )
        return [self.ids[number] for (number,) in found]

    def exact(self, query: str) -> list[str]:
        """The records that meet the words as they are typed."""
        words = [(word, False) for word in query.split()]
        return self.match(zones.match(words), zones.tiers(words))

    def find(self, query: str, *, rescue: bool = True) -> list[str]:
        """The records that meet the words, or if there are none, what was probably meant."""
        found = self.exact(query)
        if found or not rescue:
            return found
        others = other_layout(query)
        for other in others:
            if found := self.exact(other):
                return found
        for other in (query, *others):
            if found := self.match(self.mended(other)):
                return found
        return []

    def mended(self, query: str) -> str:
        """The expression with each word that is found nowhere replaced by the nearest words of the vocabulary."""
        parts: list[str] = []
        for group in analyser().query_words([query]):
            for word in group.words:
                known = zones.match([(word.text, False)])
                if self.match(known):
                    parts.append(f"({known})")
                    continue
                near = nearest_of(word.keys, self.vocabulary)
                if not near:
                    return ""
                parts.append(zones.any_of(near))
        return " AND ".join(parts)


@cache
def index() -> Index:
    """The index of the documents beside this file."""
    return Index([json.loads(line) for line in DOCS.read_text(encoding="utf-8").splitlines()])


def words_of(query: str) -> str:
    """A query without its operators, as far as this prototype understands them."""
    kept = [word for word in query.replace('"', " ").split() if word not in ("AND", "OR", "NOT")]
    return " ".join(kept)


def search(query: str) -> list[str]:
    """The ids of the records that answer ``query``, best first (the adapter of ``evaluate.py``)."""
    return index().find(words_of(query))
