"""Each limit accepts what just fits, refuses with advice what just exceeds it, and can be changed."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from catalogue.errors import BadUsage, ImportRefused
from catalogue.transfer import formats
from catalogue.transfer.files.limits import DEFAULT_LIMITS, SMALL, Limits, limits
from catalogue.transfer.files.table import ReadOptions


def _nested(depth: int) -> str:
    """A record with a value nested in this many objects and lists, counting the record itself."""
    return '{"id": "a", "x": ' + "[" * (depth - 1) + "1" + "]" * (depth - 1) + "}"


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return out.getvalue()


def _book(rows: int, columns: int) -> bytes:
    """A workbook with two cells, the second this far out."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "id")
        sheet.write_string(rows - 1, columns - 1, "x")
    return out.getvalue()


_WIDE = [",".join(f"c{number}" for number in range(count)).encode() + b"\n" for count in (20, 21)]
_MEGABYTE = [_zip({"a.csv": b"id\n" + b"x" * size}) for size in ((1 << 20) - 3, (1 << 20) - 2)]
_LONG = b"id\n" + (b"a" * (SMALL // 4) + b"\n") * 4
_DENSE = _zip({"a.csv": _LONG})
CASES = {
    "rows": ("a.csv", b"id\n1\n2\n", b"id\n1\n2\n3\n", Limits(rows=2), "file.too_long"),
    "columns": ("a.csv", _WIDE[0], _WIDE[1], Limits(columns=20), "header.too_many"),
    "columns of a sheet": ("a.xlsx", _book(1, 20), _book(1, 21), Limits(columns=20), "header.too_many"),
    "keys": ("a.jsonl", b'{"a": 1}', b'{"a": 1, "b": 2}', Limits(columns=1), "header.too_many"),
    "depth": ("a.json", f"[{_nested(100)}]".encode(), f"[{_nested(101)}]".encode(), Limits(), "json.too_deep"),
    "depth of lines": ("a.jsonl", _nested(30).encode(), _nested(31).encode(), Limits(depth=30), "json.too_deep"),
    "spanned": ("a.xlsx", _book(100, 20), _book(101, 20), Limits(spanned=2_000), "sheet.too_wide"),
    "unpacked": ("a.zip", *_MEGABYTE, Limits(unpacked=1), "zip.too_large"),
    "unpacked sheets": (
        "a.xlsx", _book(2, 2), _zip({"a.xml": b"x" * (1 << 20) + b"y"}), Limits(unpacked=1), "sheet.too_large"
    ),
    "ratio": ("a.zip", _zip({"a.csv": _LONG[:SMALL]}), _DENSE, Limits(), "archive.dense"),
    "ratio of sheets": ("a.xlsx", _book(2, 2), _DENSE, Limits(), "archive.dense"),
    "parts": (
        "a.zip", _zip({"a.csv": b"id\n"}), _zip({"a.csv": b"id\n", "b.md": b""}), Limits(parts=1), "archive.parts"
    ),
}  # fmt: skip


def _codes(folder: Path, name: str, data: bytes, result: Limits) -> list[str]:
    (folder / name).write_bytes(data)
    try:
        table = formats.open_table(str(folder / name), "", ReadOptions(limits=result))
        rows = list(table.rows)
        table.close()
    except ImportRefused as refused:
        return [issue.code for issue in refused.issues]
    return [issue.code for row in rows for issue in row.issues]


@pytest.mark.parametrize("case", CASES)
def test_an_input_at_the_limit_is_read_and_one_beyond_is_refused(tmp_path: Path, case: str) -> None:
    name, fits, beyond, result, code = CASES[case]
    assert _codes(tmp_path, name, fits, result) == []
    assert _codes(tmp_path, name, beyond, result) == [code]


def test_a_higher_limit_accepts_what_the_default_refuses(tmp_path: Path) -> None:
    assert _codes(tmp_path, "a.jsonl", _nested(200).encode(), Limits(depth=200)) == []
    assert _codes(tmp_path, "a.zip", _DENSE, Limits(ratio=5_000)) == []


@pytest.mark.parametrize(
    ("given", "code"), [({"cells": 1}, "limit.unknown"), ({"rows": 0}, "limit.range"), ({"depth": 401}, "limit.range")]
)
def test_an_invalid_limit_is_a_usage_error(given: dict[str, int], code: str) -> None:
    with pytest.raises(BadUsage) as failed:
        limits(given)
    assert failed.value.code == code
    assert limits({}) == DEFAULT_LIMITS


def _texts(folder: Path, *lengths: int) -> str:
    path = folder / "texts.jsonl"
    result = (
        {"id": f"clu-{n}", "kind": "cluster", "form": "it", "name_en": f"{n}", "summary": "x" * n} for n in lengths
    )
    path.write_text("".join(json.dumps(each) + "\n" for each in result))
    return str(path)


def test_a_long_text_is_refused_with_advice_that_works(invoke, empty: Path, tmp_path: Path) -> None:
    path = _texts(tmp_path, 1_000_000, 1_000_001)
    result = invoke("--db", str(empty), "import", path)
    assert (result.code, "line 2" in result.err, "--limit cell=1000001" in result.err) == (1, True, True)
    assert "line 1," not in result.err
    assert invoke("--db", str(empty), "import", "--limit", "cell=1000001", path).code == 0
    result = invoke("--db", str(empty), "export", "-o", "-", "--format", "jsonl")
    assert sorted(len(json.loads(line).get("summary", "")) for line in result.lines) == [1_000_000, 1_000_001]


def test_settings_change_a_limit_permanently_and_an_option_once(
    invoke, empty: Path, home: Path, tmp_path: Path
) -> None:
    path = _texts(tmp_path, 10)
    (home / "catalogue").mkdir()
    (home / "catalogue" / "config.toml").write_text("[limits]\ncell = 5\n")
    assert "--limit cell=10" in invoke("--db", str(empty), "import", path).err
    assert invoke("--db", str(empty), "import", path, "--limit", "cell=10").code == 0


@pytest.mark.parametrize("given", ["cell", "cell=", "cell=-1", "cell=1e6", "zeal=1", "cell=999999999999"])
def test_an_unknown_or_invalid_limit_is_reported(invoke, empty: Path, tmp_path: Path, given: str) -> None:
    result = invoke("--db", str(empty), "import", _texts(tmp_path, 1), "--limit", given)
    assert (result.code, "limit" in result.err) == (2, True)
