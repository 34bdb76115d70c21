"""A bundle as a file: a zip archive of ``manifest.json``, ``records.jsonl`` and ``history.jsonl``.

One record or one write per line, the records by id. The manifest holds the SHA-256 of the other two, which is verified
before any of their lines is used; every record is read as strictly as an import reads it.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, BinaryIO

from msgspec import Struct
from msgspec.structs import asdict

from catalogue.errors import Refused
from catalogue.model.bundles import BundleRecord, ExchangedBatch, Manifest
from catalogue.model.changes import Change
from catalogue.model.kinds import KINDS
from catalogue.model.records import Record, from_facts
from catalogue.transfer.files.inputs import open_input, sha256
from catalogue.transfer.files.zipped import BROKEN_ZIP
from catalogue.transfer.rows.facts import is_fact, read_facts
from catalogue.transfer.rows.ids import is_id

FORMAT = "catalogue-bundle-1"
MOST_BYTES = 4 << 30
"""Largest unpacked size of a part, in bytes."""
_MANIFEST, _RECORDS, _HISTORY = "manifest.json", "records.jsonl", "history.jsonl"
_LONGEST = 64 << 20  # most bytes of a line
_SMALL = 1 << 20  # most bytes of a manifest
_EPOCH = (1980, 1, 1, 0, 0, 0)
_OFFICE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def is_office(name: str) -> bool:
    """Whether a name is valid for an office: small Latin letters, digits, hyphens; at most 40."""
    return _OFFICE.fullmatch(name) is not None


def write(
    file: BinaryIO, manifest: Manifest, records: Iterable[BundleRecord], batches: Iterable[ExchangedBatch]
) -> int:
    """Write a bundle; returns the number of records in it."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        count, proof = _write(archive, _RECORDS, map(_record_line, records))
        _, other = _write(archive, _HISTORY, map(_batch_line, batches))
        listed = {"format": FORMAT, **asdict(manifest), "sha256": {_RECORDS: proof, _HISTORY: other}}
        with archive.open(zipfile.ZipInfo(_MANIFEST, _EPOCH), "w") as part:
            part.write(json.dumps(listed, ensure_ascii=False, indent=1).encode())
    return count


def _write(archive: zipfile.ZipFile, name: str, lines: Iterable[object]) -> tuple[int, str]:
    count, proof = 0, hashlib.sha256()
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(info, "w", force_zip64=True) as part:
        for line in lines:
            data = (_ENCODER.encode(line) + "\n").encode("utf-8", "surrogatepass")
            proof.update(data)
            part.write(data)
            count += 1
    return count, proof.hexdigest()


def _record_line(record: BundleRecord) -> object:
    facts = [None if each is None else list(each.facts()) for each in (record.before, record.after)]
    return {"id": record.id, "before": facts[0], "after": facts[1], "at": dict(record.at)}


def _batch_line(batch: ExchangedBatch) -> object:
    changes = [[change.record, change.field, change.old, change.new] for change in batch.changes]
    return [batch.office, batch.batch, batch.at, batch.actor, batch.action, batch.reason, changes]


class Bundle(Struct, frozen=True):
    """An open bundle: its manifest, the verified SHA-256 of its records, and its lines, read lazily.

    ``size`` is the unpacked size of the lines in bytes.
    """

    path: str
    manifest: Manifest
    proof: str
    size: int
    archive: zipfile.ZipFile

    def records(self) -> Iterator[BundleRecord]:
        """The records, by id. Raises ``Refused('bundle.wrong')`` with the line of a record that an import would refuse,
        or that is not behind the one before it, so that none comes twice."""
        before = ""
        for number, line in self._lines(_RECORDS):
            record = _parsed_record(line)
            if record is None or record.id <= before:
                raise Refused("bundle.wrong", path=self.path, part=_RECORDS, line=number)
            before = record.id
            yield record

    def batches(self) -> Iterator[ExchangedBatch]:
        """The batches of the history included in the bundle. Raises as ``records``."""
        for number, line in self._lines(_HISTORY):
            batch = _parsed_batch(line)
            if batch is None:
                raise Refused("bundle.wrong", path=self.path, part=_HISTORY, line=number)
            yield batch

    def _lines(self, name: str) -> Iterator[tuple[int, object]]:
        with self.archive.open(name) as part:
            for number, line in enumerate(iter(lambda: part.readline(_LONGEST), b""), 1):
                try:
                    parsed = json.loads(line)
                    if _HALF.search(line):
                        json.dumps(parsed, ensure_ascii=False).encode()  # a lone surrogate is a ValueError
                    yield number, parsed
                except (ValueError, RecursionError):
                    raise Refused("bundle.wrong", path=self.path, part=name, line=number) from None


@contextmanager
def open_bundle(path: str) -> Iterator[Bundle]:
    """Open a bundle after verifying all of it.

    Raises ``NotFound('input.missing')``, ``Refused``: ``bundle.not_one``, ``bundle.format`` (of another version),
    ``bundle.damaged``.
    """
    with open_input(path).stream as stream:
        try:
            archive = zipfile.ZipFile(stream)
            sizes = {part.filename: part.file_size for part in archive.infolist()}
        except BROKEN_ZIP:
            raise Refused("bundle.not_one", path=path) from None
        with archive:
            if sizes.keys() != {_MANIFEST, _RECORDS, _HISTORY} or sizes[_MANIFEST] > _SMALL:
                raise Refused("bundle.not_one", path=path)
            try:
                manifest, proofs = _manifest(archive.read(_MANIFEST), path)
                for name in (_RECORDS, _HISTORY):
                    if sizes[name] > MOST_BYTES or _proof(archive, name) != proofs.get(name):
                        raise Refused("bundle.damaged", path=path)
            except BROKEN_ZIP:
                raise Refused("bundle.damaged", path=path) from None
            yield Bundle(path, manifest, proofs[_RECORDS], sizes[_RECORDS] + sizes[_HISTORY], archive)


def _proof(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as part:
        return sha256(part)


def _manifest(data: bytes, path: str) -> tuple[Manifest, Mapping[str, str]]:
    raw = json.loads(data)
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise Refused("bundle.format", path=path)
    listed: dict[str, Any] = {name: raw.get(name) for name in Manifest.__struct_fields__}
    proofs: Any = raw.get("sha256")
    texts = ("way", "hub", "office", "digest", "made_at", "last_digest", "content")
    numbers = ("number", "base", "schema", "last")
    good = (
        all(isinstance(listed[name], str) for name in texts)
        and all(_is_count(listed[name]) for name in numbers)
        and listed["way"] in ("up", "down")
        and is_office(listed["office"])
        and isinstance(proofs, dict)
    )
    if not good:
        raise Refused("bundle.damaged", path=path)
    return Manifest(**listed), proofs


def _is_count(value: object) -> bool:
    """Whether a value is a whole number that the catalogue can store."""
    return type(value) is int and 0 <= value < 1 << 63


def _parsed_record(line: object) -> BundleRecord | None:
    """Parse a line of the records; None for one that an import would refuse."""
    if not isinstance(line, dict) or line.keys() != {"id", "before", "after", "at"}:
        return None
    record_id, at = line["id"], line["at"]
    if not isinstance(record_id, str) or not is_id(record_id) or not isinstance(at, dict):
        return None
    if not all(isinstance(text, str) for pair in at.items() for text in pair):
        return None
    sides = []
    for side in (line["before"], line["after"]):
        record = None if side is None else _record(record_id, side)
        if side is not None and record is None:
            return None
        sides.append(record)
    return BundleRecord(record_id, sides[0], sides[1], at)


def _record(record_id: str, facts: object) -> Record | None:
    facts_read = read_facts(json.dumps(facts))
    kind = KINDS.get(next((text for name, text in facts_read if name == "kind"), ""))
    if kind is None or not isinstance(facts, list) or len(facts_read) != len(facts):
        return None
    singles = [name for name, text in facts_read if not text.startswith("{")]
    if len(singles) != len(set(singles)) or not all(is_fact(name, text, kind) for name, text in facts_read):
        return None
    return from_facts(record_id, facts_read)


def _parsed_batch(line: object) -> ExchangedBatch | None:
    if not isinstance(line, list) or len(line) != 7 or not isinstance(line[6], list):
        return None
    office, number, *texts = line[:6]
    if not _is_count(number) or not all(isinstance(text, str) for text in (office, *texts)):
        return None
    good = all(
        isinstance(cells, list) and len(cells) == 4 and all(isinstance(text, str) for text in cells[:2])
        and all(text is None or isinstance(text, str) for text in cells[2:])
        for cells in line[6]
    )  # fmt: skip
    if not good or not (office == "" or is_office(office)):
        return None
    at, actor, action, reason = texts
    return ExchangedBatch(office, number, at, actor, action, reason, tuple(Change(*cells) for cells in line[6]))
