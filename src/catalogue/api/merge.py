"""One record of two, on request and as one batch that can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did, or would do (``batch`` None); ``others`` is how many records now point elsewhere."""

    batch: int | None
    differences: tuple[Difference, ...]
    others: int


def merge(session: Session, kept: str, gone: str, *, actor: str = "", dry_run: bool = False) -> Merged:
    """Make ``kept`` say all that ``gone`` says, turn every link to ``gone`` to it, and remove ``gone``.

    Raises ``NotFound('record.missing')``, ``BadUsage('merge.same')``, ``Refused('merge.kinds')``; then nothing is
    changed.
    """
    if kept == gone:
        raise BadUsage("merge.same", id=kept)
    if dry_run:
        steps = list(_steps(session.reading, kept, gone))
        return _told(steps, None, session.lang)
    with session.writing() as connection:
        with Writing(connection, actor=actor, action="merge", reason=f"{gone} → {kept}") as writing:
            steps = []
            for old, new in _steps(connection, kept, gone):
                if new is None:
                    writing.remove(old)
                else:
                    writing.put(new, old)
                steps.append((old, new))
        return _told(steps, writing.batch, session.lang)


def _steps(connection: Connection, kept: str, gone: str) -> Iterator[tuple[Record, Record | None]]:
    """Each record as it is and as it is to be (None: removed): the one kept, those that pointed, the one that goes."""
    found = records.load(connection, (kept, gone))
    for own in (kept, gone):
        if own not in found:
            raise NotFound("record.missing", id=own, nearest=card.nearest_ids(connection, own))
    ours, theirs = found[kept], found[gone]
    if ours.kind != theirs.kind:
        raise Refused("merge.kinds", kept=kept, kind=ours.kind, gone=gone, other=theirs.kind)
    yield ours, merged(ours, theirs)
    pointing = [own for own in referring.ids(connection, gone) if own not in found]
    for start in range(0, len(pointing), _AT_ONCE):
        chunk = records.load(connection, pointing[start : start + _AT_ONCE])
        for own in sorted(chunk):
            yield chunk[own], redirected(chunk[own], gone, kept)
    yield theirs, None


def _told(steps: list[tuple[Record, Record | None]], batch: int | None, lang: str) -> Merged:
    told = tuple(
        differences.removed(old, lang) if new is None else differences.changed(old, new, lang) for old, new in steps
    )
    return Merged(batch, told, len(steps) - 2)
