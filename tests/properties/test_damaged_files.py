"""A valid CSV with a few damaged bytes: accepted rows are those of a strict reading of the same bytes."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.api.exchange import ImportOptions, import_files
from catalogue.api.session import Session
from catalogue.errors import ImportRefused
from catalogue.store import backup
from catalogue.transfer.intake.plan import Step

GOOD = (
    "id,name_en,summary\n"
    'clu-a,Alpha,"one, two"\n'
    'clu-b,"Beta ""B""",\n'
    'clu-c,Гамма,"lines\nin a cell"\n'
    "clu-d,Delta,plain\n"
).encode()
HURTS = st.lists(
    st.tuples(
        st.integers(0, len(GOOD) - 1),
        st.sampled_from(["cut", "put", "change"]),
        st.sampled_from([b'"', b",", b"\n", b"\r", b"\x00", b"\xff", b"\xd0", b";", b"a", b" "]),
    ),
    min_size=1,
    max_size=3,
)
NUMBERS = itertools.count()


def _hurt(hurts: list[tuple[int, str, bytes]]) -> bytes:
    raw = bytearray(GOOD)
    for at, how, byte in hurts:
        place = min(at, len(raw) - 1)
        raw[place : place + (how != "put")] = b"" if how == "cut" else byte
    return bytes(raw)


def _strictly(raw: bytes) -> list[list[str]]:
    """The rows of RFC 4180 up to the first invalid one; a bare CR or LF also ends a line."""
    text, rows, row, cell, at = raw.decode("utf-8", "replace"), [], [], "", 0
    while at < len(text):
        if text[at] == '"':
            end = at + 1
            while (end := text.find('"', end)) >= 0 and text[end : end + 2] == '""':
                end += 2
            if end < 0 or text[end + 1 : end + 2] not in ("", ",", "\r", "\n"):
                return rows
            cell, at = text[at + 1 : end].replace('""', '"'), end + 1
        else:
            end = next((n for n in range(at, len(text)) if text[n] in ",\r\n"), len(text))
            cell, at = text[at:end], end
        row.append(cell)
        if text[at : at + 1] == ",":
            at += 1
            if at == len(text) or text[at] in "\r\n":
                row.append("")
        if text[at : at + 1] in ("", "\r", "\n"):
            at += 2 if text[at : at + 2] == "\r\n" else 1
            rows.append(row)
            row = []
    return rows


@pytest.fixture(scope="module")
def empty(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("damaged") / "c.db"
    backup.new(path)
    return path


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(hurts=HURTS)
def test_accepted_rows_are_those_of_a_strict_reading(empty, hurts):
    raw = _hurt(hurts)
    path = empty.with_name(f"{next(NUMBERS)}.csv")
    path.write_bytes(raw)
    taken: list[Step] = []
    with Session.open(empty, read_only=True) as session:
        options = ImportOptions(kind="cluster", partial=True, dry_run=True, delimiter=",", on_step=taken.append)
        try:
            report = import_files(session, [str(path)], options)
        except ImportRefused:
            return
    assert report.added + report.changed + report.same + report.refused == report.read
    header, *rows = (row for row in _strictly(raw) if any(cell.strip() for cell in row))
    strict = [{*row, ""} for row in rows if len(row) == len(header)]
    for step in taken:
        if step.kind == "add" and step.record is not None:
            result = {*(name.text for name in step.record.names), step.record.get("summary") or ""}
            assert any(result <= row for row in strict), raw
