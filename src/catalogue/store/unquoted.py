"""Values of several words without quotes: in ``source:RIA Novosti`` the value is only ``RIA``.

Whether the words after a value belong to it is only known by the names in the catalogue, so it is only remarked on.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from catalogue.model.answers import Note
from catalogue.query import fields, nodes
from catalogue.store.spelling import holders
from catalogue.text import zones

_LOOKED_AT = 20  # names with both words


def remarks(connection: sqlite3.Connection, query: nodes.Query) -> tuple[Note, ...]:
    """A note for each value of a link that would be a longer name together with a plain word of the query."""
    items = query.root.items if isinstance(query.root, nodes.All) else ()
    words = [word.text for item in items if isinstance(item, nodes.Words) for word in item.words]
    return tuple(
        Note("query.value_ends", {"field": target.name, "value": value, "longer": longer})
        for target, value in _values(items)
        for longer in [f"{value} {word}" for word in words if _is_name(connection, value, word)][:1]
    )


def _values(items: tuple[nodes.Node, ...]) -> Iterator[tuple[nodes.Target, str]]:
    for item in items:
        if isinstance(item, nodes.FieldTest) and (item.target.type == "role" or item.target == fields.LINK):
            texts = [value.text for value in item.values if isinstance(value, nodes.Text) and not value.whole]
            yield from ((item.target, text) for text in texts if " " not in text)


def _is_name(connection: sqlite3.Connection, value: str, word: str) -> bool:
    """Whether a name has both, one after the other."""
    both = zones.match([(value, False), (word, False)], complete=True, named=True)
    wanted = f"{value} {word}".casefold()
    return any(
        wanted in name.casefold()
        for num in holders(connection, both, _LOOKED_AT)
        for (name,) in connection.execute("SELECT text FROM name WHERE record = ?", (num,))
    )
