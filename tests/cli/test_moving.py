"""``catalogue import``, ``export`` and ``undo``: completely or not at all, with a report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ROWS = "id,name_en,form,status,signed\nagr-one,Plan One,roadmap,signed,2024-05\nagr-two,Plan Two,protocol,agreed,\n"
BAD = ROWS + "agr-three,Plan Three,roadmap,sigend,31.02.2023\n"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name, text in (("good.csv", ROWS), ("bad.csv", BAD)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_imported_rows_can_be_found(run, files: Path) -> None:
    result = run("import", "--kind", "agreement", str(files / "good.csv"))
    assert (result.code, result.out) == (0, "")
    assert "added: 2" in result.err
    assert run("search", "Plan One", "--ids").lines[0] == "agr-one"
    assert run("check").code == 0


def test_importing_the_same_file_again_changes_nothing_and_says_so(run, files: Path) -> None:
    given = ("import", "--kind", "agreement", str(files / "good.csv"))
    run(*given)
    log = run("log", "--json").json()
    result = run(*given)
    assert result.code == 0
    assert "the same: 2" in result.err
    assert "Nothing was written." in result.err
    assert run("log", "--json").json() == log


def content(run) -> tuple[bytes, bytes]:
    """Everything in the catalogue, and its history."""
    return run("export", "-o", "-", "--format", "jsonl").raw, run("log", "--json").raw


def test_an_invalid_row_refuses_the_import_with_place_value_and_reason(run, files: Path) -> None:
    before = content(run)
    result = run("import", "--kind", "agreement", str(files / "bad.csv"))
    assert (result.code, result.out) == (1, "")
    for part in ("bad.csv", "line 4", "status", "sigend", "signed", "31.02.2023"):
        assert part in result.err
    assert content(run) == before


def test_a_partial_import_takes_the_valid_rows_and_the_refused_ones_can_be_corrected(run, files: Path) -> None:
    rejects = files / "rejects.csv"
    result = run("import", "--kind", "agreement", "--partial", "--rejects", str(rejects), str(files / "bad.csv"))
    assert result.code == 5
    assert "added: 2" in result.err
    text = rejects.read_text(encoding="utf-8")
    assert "Did you mean signed?" in text
    rejects.write_text(text.replace("sigend,31.02.2023", "signed,28.02.2023"), encoding="utf-8")
    assert run("import", "--kind", "agreement", str(rejects)).code == 0
    assert run("show", "agr-three", "--json").json()["values"]["signed"] == "2023-02-28"


def test_a_dry_run_reports_and_leaves_the_file_unchanged(run, shipped: Path, files: Path) -> None:
    before = shipped.read_bytes()
    result = run("import", "--kind", "agreement", "-n", str(files / "good.csv"))
    assert result.code == 0
    assert "agr-one" in result.err
    assert "Nothing was written (dry run)." in result.err
    assert shipped.read_bytes() == before


@pytest.mark.parametrize(("name", "code"), [("good.csv", 0), ("bad.csv", 1)])
def test_the_report_can_be_json_on_standard_output(run, files: Path, name: str, code: int) -> None:
    result = run("import", "--kind", "agreement", "--report", "json", str(files / name))
    assert result.code == code
    report = result.json()
    assert report["added"] + report["changed"] + report["same"] + report["refused"] == report["read"]
    assert [issue["column"] for issue in report["issues"] if issue["fatal"]] == ["status", "signed"][: 2 * code]


@pytest.mark.parametrize(
    ("option", "status"), [("--upsert", "signed"), ("--replace", "signed"), ("--ignore", "agreed"), ("", "agreed")]
)
def test_the_mode_decides_what_happens_to_an_existing_id(run, files: Path, option: str, status: str) -> None:
    run("import", "--kind", "agreement", str(files / "good.csv"))
    (files / "next.csv").write_text("id,name_en,form,status\nagr-two,Plan Two,protocol,signed\n", encoding="utf-8")
    result = run("import", "--kind", "agreement", *filter(None, [option]), str(files / "next.csv"))
    assert result.code == (0 if option else 1)
    assert run("show", "agr-two", "--json").json()["values"]["status"] == status


def test_standard_input_with_mapped_headings_and_a_separator_is_imported(run) -> None:
    text = "Title;State\nPlan One;signed\n"
    given = ("--kind", "agreement", "--map", "Title=name_en", "--map", "State=status", "--delimiter", ";")
    result = run("import", *given, "-", text=text)
    assert result.code == 0, result.err
    (found,) = run("search", '"Plan One"', "--json").json()
    assert (found["label"], found["status"]) == ("Plan One", "signed")


def test_a_column_can_be_mapped_to_a_remark_without_a_mapping_file(run, files: Path) -> None:
    (files / "more.csv").write_text("id,name_en,form,Comment\nagr-x,Plan X,roadmap,see annex\n", encoding="utf-8")
    result = run("import", "--kind", "agreement", "--map", "Comment=note", str(files / "more.csv"))
    assert (result.code, "added: 1" in result.err) == (0, True)
    assert "Comment: see annex" in run("show", "agr-x").out


def test_json_lines_are_recognised_by_the_file_name(run, files: Path) -> None:
    row = {"id": "agr-j", "kind": "agreement", "form": "roadmap", "name_en": "Plan J"}
    (files / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    assert run("import", str(files / "a.jsonl")).code == 0
    assert run("show", "agr-j").code == 0


@pytest.mark.parametrize(
    "options",
    [
        ("missing.csv",),
        ("--kind", "x", "good.csv"),
        ("--map", "x", "good.csv"),
        ("--all", "good.csv"),
        ("--format", "y", "good.csv"),
        (),
    ],
)
def test_an_impossible_import_is_refused(run, files: Path, options: tuple[str, ...]) -> None:
    before = content(run)
    given = [str(files / option) if option.endswith(".csv") else option for option in options]
    result = run("import", *given)
    assert result.code in (1, 2)
    assert result.err
    assert content(run) == before


def test_undo_reverses_the_latest_batch(run, files: Path) -> None:
    before, _log = content(run)
    run("import", "--kind", "agreement", str(files / "good.csv"))
    result = run("undo")
    assert result.code == 0
    assert "2" in result.err
    assert content(run)[0] == before
    log = run("log", "--json").json()
    assert [row["action"] for row in log] == ["undo", "import", "import"]
    assert run("undo", str(log[1]["batch"])).code == 1
    assert run("undo", "999").code == 1


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "jsonl"])
def test_importing_an_export_changes_nothing(run, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"agreements.{form}"
    result = run("export", "--kind", "agreement", "-o", str(target))
    assert (result.code, result.out) == (0, "")
    again = run("import", "--kind", "agreement", str(target))
    assert again.code == 0, again.err
    assert "the same: 13" in again.err


def test_an_export_holds_the_rows_of_a_search(run, tmp_path: Path) -> None:
    query = "kind:technopark country:UZ"
    run("export", query, "-o", str(tmp_path / "parks.csv"), "--columns", "id,status")
    assert (tmp_path / "parks.csv").read_text(encoding="utf-8") == run(
        "search", query, "--columns", "id,status", "--csv"
    ).out
    header = run("export", "zzzzqqqq --", "--columns", "id", "-o", "-").out
    assert header == "id\n"


def test_export_import_export_gives_the_same_bytes(run, tmp_path: Path) -> None:
    first, second, new = tmp_path / "one", tmp_path / "two", tmp_path / "new.db"
    assert run("export", "--all", "-o", str(first)).code == 0
    assert run("--db", str(new), "db", "init", "--empty").code == 0
    result = run("--db", str(new), "import", "--all", str(first))
    assert result.code == 0, result.err
    assert run("--db", str(new), "export", "--all", "-o", str(second)).code == 0
    names = sorted(file.name for file in first.iterdir())
    assert names == sorted(file.name for file in second.iterdir())
    assert {"agreements.csv", "links.csv", "names.csv", "claims.csv", "datapackage.json"} <= set(names)
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes()


@pytest.mark.parametrize(
    "options", [("--all", "kind:agreement"), ("--all", "--kind", "agreement"), ("--columns", "nonsense")]
)
def test_an_impossible_export_is_refused(run, tmp_path: Path, options: tuple[str, ...]) -> None:
    result = run("export", *options, "-o", str(tmp_path / "out.csv"))
    assert result.code == 2
    assert list(tmp_path.iterdir()) == [tmp_path / "catalogue.db"]


def test_changes_of_a_dry_run_are_in_words_in_each_language(run, files: Path) -> None:
    run("import", "--kind", "agreement", str(files / "good.csv"))
    (files / "new.csv").write_text("id,name_en,status\nagr-one,Plan Uno,in_force\n", encoding="utf-8")
    given = ("import", "--kind", "agreement", "--upsert", "-n", str(files / "new.csv"))
    said = run(*given).err
    assert "agr-one status: signed → in force" in said
    assert "agr-one name: Plan One (English, preferred) → Plan Uno (English, preferred)" in said
    assert "agr-one статус: подписано → действует" in run(*given, "--lang", "ru").err


def test_two_readings_are_alternatives_and_what_is_not_a_catalogue_is_a_missing_file(run, files: Path) -> None:
    (files / "dates.csv").write_text("id,name_en,signed\nagr-x,Plan,02/03/2023\n", encoding="utf-8")
    said = run("import", "--kind", "agreement", str(files / "dates.csv")).err
    assert "Is it 2023-03-02 or 2023-02-03?" in said
    missing = run("diff", str(files / "none.csv"))
    assert (missing.code, "There is no file" in missing.err) == (1, True)
    kindless = run("diff", str(files / "good.csv"))
    assert ". Add a column" in kindless.err
