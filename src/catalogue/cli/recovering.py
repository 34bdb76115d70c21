"""The implementation of the ``db`` commands for backup and recovery."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from catalogue import config
from catalogue.api import care, recovery
from catalogue.api.session import Session
from catalogue.cli import output, remarks
from catalogue.cli.context import Settings
from catalogue.cli.failure import OPERATION
from catalogue.errors import ConfigError
from catalogue.present import counts, words


@contextmanager
def opened(settings: Settings, *, read_only: bool = True) -> Iterator[Session]:
    """The catalogue for a command that does not search: broken settings are reported, and the command continues.

    Raises ``UnusableCatalogue``, and ``ConfigError`` if the settings are needed to find the catalogue.
    """
    settings.path()
    try:
        config.load()
    except ConfigError as broken:
        remarks.note(settings, broken.code, broken.params)
    with settings.session(read_only=read_only, own_terms=False) as session:
        yield session


def backup(settings: Settings, out: Path, keep: int | None) -> None:
    """Copy to a file, or into a folder that may contain older copies."""
    with opened(settings) as session:
        if out.is_dir():
            made, gone = recovery.backup_into(session, out, keep=keep)
        else:
            made, gone = care.backup(session, out), ()
    remarks.note(settings, "db.copied", {"path": made})
    for each in gone:
        remarks.note(settings, "db.removed", {"path": each})


def verify(settings: Settings, copy: Path) -> None:
    """Report whether a copy is intact."""
    settings.language()
    remarks.note(settings, "db.verified" if recovery.verify(copy) else "db.whole", {"path": copy})


def restore(settings: Settings, copy: Path) -> None:
    """Restore a copy and report where the former file is kept."""
    settings.language()
    kept = recovery.restore(settings.path(), copy)
    code = "db.restored_new" if kept is None else "db.restored"
    remarks.note(settings, code, {"path": settings.path(), "copy": copy, "kept": kept})


def repair(settings: Settings) -> int:
    """Rebuild derived data, and report what is still wrong; returns 0 if nothing is."""
    with settings.session(read_only=False) as session:
        kept, records = recovery.repair(session, actor=settings.actor())
    remarks.note(settings, "db.repaired", {"records": records, "kept": kept})
    with opened(settings) as session:
        left = [each for each in care.check(session) if not each.ok]
    for each in left:
        code = f"{each.code}.wrong"
        remarks.write_line(remarks.advised(words.sentence(code, each.params), words.hint(code, each.params)))
    return OPERATION if left else 0


def salvage(settings: Settings, damaged: Path, out: Path) -> int:
    """Print what was lost; returns 0 if nothing was."""
    settings.language()
    done = recovery.salvage(damaged, out)
    if done.losses or settings.form:
        output.rows(settings, counts.loss_table(done.losses))
    for record in done.doubtful[:20]:
        remarks.note(settings, "db.doubtful", {"record": record})
    data = {"records": done.records, "doubtful": len(done.doubtful), "losses": len(done.losses)}
    remarks.note(settings, "db.salvaged", {"path": out, **data})
    return OPERATION if done.losses or done.doubtful else 0


def vacuum(settings: Settings) -> None:
    """Compact the file."""
    with opened(settings, read_only=False) as session:
        before, after = recovery.vacuum(session)
    remarks.note(settings, "db.packed", {"path": settings.path(), "before": before, "after": after})
