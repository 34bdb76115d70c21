"""Recovering a damaged catalogue: verified copies, restoring one, rebuilding derived data, salvage."""

from __future__ import annotations

import glob
import re
from contextlib import closing
from pathlib import Path

from msgspec.structs import replace

from catalogue.api.session import Session
from catalogue.errors import NotFound, Refused, UnusableCatalogue
from catalogue.model import marks as rules
from catalogue.model.kinds import KINDS
from catalogue.model.marks import AllMarks, Noted, Saved, Starred, Tagged
from catalogue.model.records import Record, from_facts
from catalogue.model.salvaged import Loss, Salvaged, SalvagedRecord
from catalogue.store import backup as copies
from catalogue.store import checks, journal, marks
from catalogue.store import repair as derived
from catalogue.store.connection import read, writable
from catalogue.store.journal import Writing
from catalogue.store.salvage import DamagedFile
from catalogue.transfer.files.inputs import file_name, sha256
from catalogue.transfer.files.outputs import output
from catalogue.transfer.rows.facts import is_fact
from catalogue.transfer.rows.ids import is_id

PROOF = ".sha256"
_STAMPED = re.compile(r"-[0-9]{8}T[0-9]{6}Z(-[0-9]+)?\.db")


def backup_into(session: Session, folder: Path, *, keep: int | None = None) -> tuple[Path, tuple[Path, ...]]:
    """Write a verified copy into a folder, named after the catalogue and the time, with its SHA-256 beside it.

    With ``keep`` only that many of the newest copies are kept, and the new one is checked as thoroughly as by
    ``check``; returns the copy and those deleted. Only copies made by this function count.
    """
    stem, stamp = session.path.stem, journal.now().replace(":", "").replace("-", "")
    out, number = folder / f"{stem}-{stamp}.db", 1
    while out.exists():
        number += 1
        out = folder / f"{stem}-{stamp}-{number}.db"
    copies.copy(session.reading, out, thorough=keep is not None)
    prove(out)
    found = (each for each in folder.glob(f"{glob.escape(stem)}-*.db") if _STAMPED.fullmatch(each.name[len(stem) :]))
    made = sorted(found, key=lambda each: (each.name[len(stem) + 1 :][:16], len(each.name), each.name))
    gone = tuple(made[:-keep]) if keep else ()
    for each in gone:
        each.unlink()
        Path(f"{each}{PROOF}").unlink(missing_ok=True)
    return out, gone


def prove(path: Path) -> None:
    """Write the SHA-256 of a file beside it, as ``sha256sum`` does."""
    with output(f"{path}{PROOF}") as file:
        file.write(f"{_hash(path)}  {path.name}\n".encode())


def verify(path: Path) -> bool:
    """Verify a copy: its SHA-256 if one lies beside it, its integrity, tables and references.

    What is derived from what is stored is left to ``check``: it can be made again.

    Returns whether there was a SHA-256. Raises ``NotFound('file.missing')``, ``Refused('backup.changed')``,
    ``UnusableCatalogue``.
    """
    if not path.exists():
        raise NotFound("file.missing", path=str(path))
    proof = Path(f"{path}{PROOF}")
    if proof.is_file() and proof.read_text("utf-8", "replace").split(" ")[0] != _hash(path):
        raise Refused("backup.changed", path=str(path))
    with closing(read(path)) as connection:
        for finding in checks.check(connection, checks.STORED):
            if not finding.ok:
                raise UnusableCatalogue("db.corrupt", path=str(path), cause=str(finding.params["cause"]))
    return proof.is_file()


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return sha256(file)


def restore(path: Path, source: Path) -> Path | None:
    """Replace the catalogue at ``path`` by the verified copy ``source``; the present file is first kept beside it.

    Returns the kept file; None when there was none. Raises as ``verify``, ``UnusableCatalogue``: ``db.locked``,
    ``db.not_a_file``.
    """
    if path.exists() and source.exists() and path.samefile(source):
        raise Refused("backup.same", path=str(path))
    verify(source)
    if not path.exists():
        copies.set_aside(path)
        with closing(read(source)) as connection:
            copies.copy(connection, path)
        return None
    if not path.is_file():
        raise UnusableCatalogue("db.not_a_file", path=str(path))
    if not writable(path):
        raise UnusableCatalogue("db.read_only", path=str(path))
    kept = copies.keep(path, "before-restore")
    try:
        copies.replace(path, source)
    except UnusableCatalogue:
        copies.drop(kept)  # nothing was changed: the file is already identical to the copy
        raise
    return kept


def repair(session: Session, *, actor: str = "") -> tuple[Path, int]:
    """Rebuild everything derived from stored values; a copy of the file is first kept beside it.

    Changes made outside the history are entered into the history. Returns the copy and how many records had computed
    values that did not agree. Raises ``UnusableCatalogue('db.corrupt')`` when stored values themselves cannot be read,
    and ``Refused('repair.unreadable')`` for a value that no import would accept: then nothing has been changed.
    """
    kept = copies.keep(session.path, "before-repair")
    try:
        with session.writing(long=True) as connection, journal.one_transaction(connection):
            return kept, derived.repair(connection, actor=actor)
    except (UnusableCatalogue, Refused):
        copies.drop(kept)
        raise


def vacuum(session: Session) -> tuple[int, int]:
    """Free the space of deleted data; returns the size before and after in bytes."""
    before = session.path.stat().st_size
    with session.writing(long=False) as connection:
        connection.execute("VACUUM")
    return before, session.path.stat().st_size


def salvage(path: Path, out: Path) -> Salvaged:
    """Read every record that is still readable into a new catalogue ``out``; the damaged file is not written to.

    Every value must pass the checks of an import; values that do not, and links to lost records, are listed. Raises
    ``NotFound('file.missing')``, ``UnusableCatalogue('db.exists' | 'db.lost')``.
    """
    if not path.is_file():
        raise NotFound("file.missing", path=str(path))
    losses: list[Loss] = []
    with copies.staged(out) as staging:
        copies.new(staging)
        with DamagedFile(path, Path(f"{staging}.wreck")) as wreck, Session.open(staging) as session:
            read_out = [(each, _checked(each, losses)) for each in wreck.records()]
            found = {record.id: record for _, record in read_out if record is not None}
            if not found:
                raise UnusableCatalogue("db.lost", path=str(path))
            doubtful = tuple(
                sorted(r.id for each, r in read_out if r is not None and r.fingerprint() != each.fingerprint)
            )
            with session.writing(long=True) as connection:
                with Writing(connection, actor="salvage", action="salvage", reason=file_name(str(path))) as writing:
                    for record in found.values():
                        writing.put(_pointing(record, found, losses), None)
                with marks.transaction(connection):
                    marks.add(connection, _marks(wreck))
            losses += wreck.losses
    return Salvaged(len(found), doubtful, tuple(losses))


def _checked(remain: SalvagedRecord, losses: list[Loss]) -> Record | None:
    """The record without the values that an import would refuse."""
    if not is_id(remain.id):
        losses.append(Loss("id", record=remain.id))
        return None
    good = []
    for field, text in remain.facts:
        if is_fact(field, text, KINDS[remain.kind]):
            good.append((field, text))
        else:
            losses.append(Loss("value", record=remain.id, field=field, value=text))
    return from_facts(remain.id, good)


def _pointing(record: Record, found: dict[str, Record], losses: list[Loss]) -> Record:
    """The record without links and sources that lead to no record."""
    kept = [link for link in record.links if link.object in found]
    gone = [link for link in record.links if link.object not in found]
    losses += [Loss("target", record=record.id, field=link.role, value=link.object) for link in gone]
    return replace(record, links=tuple(kept))


def _marks(wreck: DamagedFile) -> AllMarks:
    held: dict[str, list[tuple[str, ...]]] = {"tag": [], "note": [], "star": [], "saved": []}
    for table, cells in wreck.marks():
        if all(isinstance(cell, str) for cell in cells):
            held[table].append(cells)
    return AllMarks(
        tuple(Tagged(*cells) for cells in held["tag"]),
        tuple(Noted(*cells) for cells in held["note"]),
        tuple(Starred(*cells) for cells in held["star"]),
        tuple(Saved(name, query, at, rules.columns(text) or ()) for name, query, at, text in held["saved"]),
    ).tidy()
