"""All rows or ids of a query, fetched lazily, with the remarks on the query."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from catalogue.api.find import order_of, understand
from catalogue.api.session import Session
from catalogue.model.answers import Note, Row
from catalogue.store import select
from catalogue.store.hits import count

_AT_ONCE = 500


class HitStream(Struct, frozen=True):
    """The result of a query in order: the number of all hits, the ids asked for, and their rows, fetched lazily."""

    total: int
    ids: tuple[str, ...]
    rows: Iterator[Row]
    notes: tuple[Note, ...]


def hits(
    session: Session,
    query: str = "",
    *,
    kind: str | None = None,
    sort: str = "",
    exact: bool = False,
    limit: int | None = None,
    offset: int = 0,
    named: bool = False,
) -> HitStream:
    """The records of a query as in ``find.search``, without a limit on their number.

    With ``named`` the rows hold the names in every language. Raises ``BadUsage('sort.unknown')``.
    """
    asked = understand(session, query, kind=kind, exact=exact)
    order = order_of(sort) or asked.query.sort
    found = select.numbers(session.reading, asked.compiled, order, limit=limit, offset=offset)
    complete = limit is None or len(found) < limit
    known = offset + len(found) if complete and (found or not offset) else None
    total = count(session.reading, asked.compiled) if known is None else known
    nums, ids = [num for num, _id in found], tuple(record_id for _num, record_id in found)
    return HitStream(total, ids, _rows(session, nums, named=named), asked.notes)


def _rows(session: Session, nums: list[int], *, named: bool) -> Iterator[Row]:
    for start in range(0, len(nums), _AT_ONCE):
        some = nums[start : start + _AT_ONCE]
        rows = select.fetch(session.reading, some, session.lang)
        names = select.names(session.reading, some) if named else {}
        yield from (replace(row, names=names.get(row.id, {})) for row in rows) if named else rows
