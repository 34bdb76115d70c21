"""The history in a data package: restored into an empty catalogue, otherwise left out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from catalogue.model.answers import Note
from catalogue.store import history_rows, records
from catalogue.store.connection import Connection
from catalogue.store.journal import Writing
from catalogue.transfer.files.inputs import is_folder
from catalogue.transfer.history import PackageHistory, has_history
from catalogue.transfer.intake.options import ImportOptions


def restore(
    connection: Connection, paths: Sequence[str], options: ImportOptions, writing: Writing, notes: list[Note]
) -> bool:
    """Replace the single batch of the package just written by the package's history, in the same transaction.

    Done only if nothing else was ever written and the package was imported alone and unaltered; otherwise a note says
    that the history was left out. Raises ``ImportRefused('history.unreadable')``.
    """
    found = [Path(path) if Path(path).is_dir() else Path(path).parent for path in paths if _is_package(path)]
    if not found:
        return False
    whole = len(paths) == 1 and not (options.source or options.partial or options.map)
    writing.dangling()  # writes what is still pending
    if not whole or not history_rows.is_only_batch(connection, writing.batch):
        notes.append(Note("package.history_ignored", {"path": str(found[0])}))
        return False
    past = PackageHistory(found[0], partial(records.kinds, connection))
    batches = list(past.batches())
    history_rows.restore(connection, batches, past.changes())
    notes.append(Note("package.history_restored", {"batches": len(batches)}))
    return True


def _is_package(path: str) -> bool:
    folder = Path(path) if is_folder(path) else Path(path).parent if path.endswith("datapackage.json") else None
    return folder is not None and has_history(folder)
