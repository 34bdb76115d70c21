"""Merging two records into one, as one batch that can be undone."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from catalogue.api.session import Session
from catalogue.errors import BadUsage, NotFound, Refused
from catalogue.model import differences
from catalogue.model.differences import Difference
from catalogue.model.merging import merged, redirected
from catalogue.model.records import Record
from catalogue.store import card, records, referring
from catalogue.store.connection import Connection
from catalogue.store.journal import Writing

_AT_ONCE = 500


class MergeResult(Struct, frozen=True):
    """What a merge did, or would do (``batch`` None); ``others`` is the number of other records whose links changed."""

    batch: int | None
    differences: tuple[Difference, ...]
    others: int


def merge(session: Session, kept: str, gone: str, *, actor: str = "", dry_run: bool = False) -> MergeResult:
    """Merge ``gone`` into ``kept``: add its values, redirect every link to ``gone`` to ``kept``, and remove ``gone``.

    Raises ``NotFound('record.missing')``, ``BadUsage('merge.same')``, ``Refused('merge.kinds')``; then nothing has been
    changed.
    """
    if kept == gone:
        raise BadUsage("merge.same", id=kept)
    if dry_run:
        steps = list(_steps(session.reading, kept, gone))
        return _result(steps, None, session.lang)
    with session.writing() as connection:
        with Writing(connection, actor=actor, action="merge", reason=f"{gone} → {kept}") as writing:
            steps = []
            for old, new in _steps(connection, kept, gone):
                if new is None:
                    writing.remove(old)
                else:
                    writing.put(new, old)
                steps.append((old, new))
        return _result(steps, writing.batch, session.lang)


def _steps(connection: Connection, kept: str, gone: str) -> Iterator[tuple[Record, Record | None]]:
    """Each record as it is and as it will be (None: removed): ``kept``, those that linked to ``gone``, ``gone``."""
    found = records.load(connection, (kept, gone))
    for record_id in (kept, gone):
        if record_id not in found:
            raise NotFound("record.missing", id=record_id, nearest=card.nearest_ids(connection, record_id))
    ours, theirs = found[kept], found[gone]
    if ours.kind != theirs.kind:
        raise Refused("merge.kinds", kept=kept, kind=ours.kind, gone=gone, other=theirs.kind)
    yield ours, merged(ours, theirs)
    pointing = [record_id for record_id in referring.to(connection, gone) if record_id not in found]
    for start in range(0, len(pointing), _AT_ONCE):
        chunk = records.load(connection, pointing[start : start + _AT_ONCE])
        for record_id in sorted(chunk):
            yield chunk[record_id], redirected(chunk[record_id], gone, kept)
    yield theirs, None


def _result(steps: list[tuple[Record, Record | None]], batch: int | None, lang: str) -> MergeResult:
    differences_made = tuple(
        differences.removed(old, lang) if new is None else differences.changed(old, new, lang) for old, new in steps
    )
    return MergeResult(batch, differences_made, len(steps) - 2)
