"""Inputs that have broken programs (``tests/data/corpus``, JSON texts): kept byte for byte or refused in words.

Inputs found by fuzzing or by users are added there.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from catalogue.errors import BadUsage
from catalogue.model import dates, quantities
from catalogue.query.parser import parse
from catalogue.query.printer import show
from catalogue.transfer.registers import mapfile

CORPUS = Path(__file__).parents[1] / "data" / "corpus"
HEADER = ["id", "form", "status", "name_en", "summary"]


def corpus(name: str) -> list[str]:
    return [json.loads(line) for line in (CORPUS / f"{name}.txt").read_text(encoding="ascii").splitlines()]


def exported(invoke, database: Path, out: Path) -> dict[str, tuple[str, str]]:
    """The name and the summary of each agreement, by id."""
    told = invoke("--db", str(database), "export", "--kind", "agreement", "-o", str(out), "--with-contacts")
    assert told.code == 0, told.err
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").split("\n") if line]
    return {row["id"]: (row["names"][0]["text"], row["summary"]) for row in rows}


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".json", ".jsonl"])
def test_a_text_is_stored_and_returned_byte_for_byte_or_its_row_refused(
    invoke, empty: Path, tmp_path: Path, suffix: str
) -> None:
    """Only NUL is refused."""
    texts, source = corpus("texts"), tmp_path / f"in{suffix}"
    rows = [[f"agr-{number:04}", "memorandum", "signed", text, text] for number, text in enumerate(texts)]
    with source.open("w", encoding="utf-8", newline="") as file:
        if suffix.startswith(".json"):
            made = [dict(zip(HEADER, row, strict=True)) for row in rows]
            lines = suffix == ".jsonl"
            file.write("\n".join(map(json.dumps, made)) if lines else json.dumps(made, ensure_ascii=False))
        else:
            out = csv.writer(file, delimiter="\t" if suffix == ".tsv" else ",", quoting=csv.QUOTE_ALL)
            out.writerows([HEADER, *rows])
    options = ("--kind", "agreement", "--partial", "--allow-contacts", "--report", "json")
    told = invoke("--db", str(empty), "import", str(source), *options)
    refused = {issue["record"] for issue in told.json()["issues"] if issue["fatal"]}
    assert refused == {row[0] for row in rows if "\0" in row[3]}, told.err
    kept = exported(invoke, empty, tmp_path / "out.jsonl")
    assert kept == {row[0]: (row[3], row[4]) for row in rows if row[0] not in refused}


@pytest.mark.parametrize("order", [None, "dmy", "mdy", "ymd"])
def test_a_date_is_read_or_refused(order) -> None:
    for text in corpus("dates"):
        try:
            found = dates.read(text, order)
        except dates.DateProblem:
            continue
        assert dates.parse(found.text) == found, text


@pytest.mark.parametrize("unit", [None, "ha", "count", "currency"])
def test_a_figure_is_read_or_refused(unit) -> None:
    for text in corpus("figures"):
        try:
            found = quantities.read(text, unit)
        except quantities.QuantityProblem:
            continue
        assert quantities.parse(found.text, unit) == found, text


def test_a_query_is_parsed_and_its_printed_form_means_the_same() -> None:
    for text in corpus("queries"):
        query = parse(text)
        assert parse(show(query)) == query, text[:60]


def test_a_mapping_is_read_or_refused_with_its_line() -> None:
    codes = []
    for text in corpus("mappings"):
        try:
            mapfile.parse(text, "m.toml")
        except BadUsage as refused:
            codes.append(refused.code)
    assert len(codes) > 20
    assert all(code.startswith("mapping.") for code in codes)


def test_a_table_is_imported_row_by_row_or_refused_without_changes(invoke, empty: Path, tmp_path: Path) -> None:
    """Accepted rows are those that the csv module reads strictly; every row is counted once."""
    before = empty.read_bytes()
    for number, text in enumerate(corpus("tables")):
        source = tmp_path / f"{number}.csv"
        source.write_bytes(text.encode())
        options = ("--kind", "agreement", "--dry-run", "--allow-contacts", "--report", "json")
        told = invoke("--db", str(empty), "import", str(source), *options)
        assert told.code in (0, 1, 2), (text[:60], told.err)
        assert "Traceback" not in told.err
        if told.code == 0:
            report = told.json()
            assert report["added"] + report["changed"] + report["same"] + report["refused"] == report["read"], text[:60]
            assert not report["refused"]
    assert empty.read_bytes() == before
