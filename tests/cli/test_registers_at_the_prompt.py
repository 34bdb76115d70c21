"""``catalogue import`` of a register: a mapping is drafted, tried, used, and explained in words."""

from __future__ import annotations

from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "data"


def _import(run, *more: str):
    return run("import", "--mapping", str(DATA / "documents.toml"), *more, str(DATA / "documents.csv"))


def test_a_draft_mapping_is_written_to_a_file_or_standard_output(run, tmp_path: Path) -> None:
    printed = run("import", "--suggest-mapping", str(DATA / "documents.csv"))
    assert printed.code == 0
    assert '"Title of document" = "name_en"' in printed.out
    kept = run("import", "--suggest-mapping", str(DATA / "documents.csv"), "-o", str(tmp_path / "m.toml"))
    assert (kept.code, kept.out) == (0, "")
    assert (tmp_path / "m.toml").read_text(encoding="utf-8") == printed.out
    tried = run("import", "--mapping", str(tmp_path / "m.toml"), "-n", str(DATA / "documents.csv"))
    assert tried.code == 1, "a real import would be refused"
    assert "Rows read: 9" in tried.err


def test_a_draft_mapping_does_not_overwrite_its_input(run, tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text("id,name_en\na,A\n")
    refused = run("import", "--suggest-mapping", str(file), "-o", str(file))
    assert refused.code == 2
    assert "in.csv" in refused.err
    assert file.read_text() == "id,name_en\na,A\n"


def test_rows_and_records_are_counted_and_problems_named_with_the_registers_headings(run) -> None:
    result = _import(run, "-n")
    assert result.code == 1, "a real import would be refused"
    for part in ("Rows read: 9; added: 6", "Records added:", "line 6, ", "column Signature date, “31/02/2022”",
                 "may be the same as", "Cells read as “not known”"):  # fmt: skip
        assert part in result.err, part


def test_a_refused_row_refuses_the_register_unless_partial(run) -> None:
    assert _import(run).code == 1
    assert _import(run, "--partial").code == 5
    assert run("show", "agr-reg-rv-2019-014", "--json").json()["values"]["term"] == "2019-06-01/.."
    report = _import(run, "--partial", "--report", "json").json()
    assert (report["read"], report["same"], report["refused"], report["records_added"]) == (9, 7, 2, 0)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("[table]\nkind = 'agreemnt'\n", ("line 2", "agreemnt", "agreement")),
        ("[columns]\nA = 'x'\n[tabel]\n", ("line 3", "tabel", "table")),
        ("[table\n", ("line 1", "TOML")),
    ],
)
def test_an_invalid_mapping_is_a_usage_error_with_line_and_advice(run, tmp_path: Path, text: str, result) -> None:
    (tmp_path / "m.toml").write_text(text)
    ended = run("import", "--mapping", str(tmp_path / "m.toml"), str(DATA / "documents.csv"))
    assert ended.code == 2
    for part in result:
        assert part in ended.err


def test_a_misspelt_sheet_name_has_a_suggestion(run) -> None:
    ended = run("import", "--suggest-mapping", "--sheet", "Statsu", str(DATA / "wide.xlsx"))
    assert ended.code == 2
    assert "Did you mean Status?" in ended.err


def test_without_sniffing_the_file_must_be_utf_8_with_commas(run) -> None:
    ended = run("import", "--no-sniff", "-n", "--kind", "agreement", str(DATA / "cyrillic.csv"))
    assert ended.code == 1
    assert "encoding" in ended.err


def test_contradictory_modes_are_refused(run) -> None:
    refused = _import(run, "--upsert", "--ignore")
    assert refused.code == 2
    assert "--upsert, --ignore cannot be given together" in refused.err
