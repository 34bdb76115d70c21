"""``catalogue export``, ``diff`` and ``merge``: every format, complete files, plain words, exit codes."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from program import PROGRAM

PARKS = ("export", "kind:technopark")


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "jsonl", "xlsx", "md", "html", "geojson", "graphml"])
def test_a_format_is_chosen_by_option_or_file_name(ask, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"parks.{form}"
    result = ask(*PARKS, "-o", str(target))
    assert (result.code, result.out) == (0, ""), result.err
    assert "13" in result.err
    piped = ask(*PARKS, "--format", form, "-o", "-")
    assert piped.code == 0
    if form == "xlsx":
        assert zipfile.is_zipfile(io.BytesIO(piped.raw))
    else:
        assert piped.raw == target.read_bytes()
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    "form", ["csv", "json", "jsonl", "xlsx", "md", "html", "geojson", "graphml", "ics", "bibtex", "csl-json"]
)
def test_an_empty_export_is_a_valid_file(ask, form: str) -> None:
    result = ask("export", "kind:source country:KZ", "--format", form, "-o", "-")
    assert result.code == 0, result.err
    if form in ("json", "csl-json"):
        assert result.json() == []
    elif form == "geojson":
        assert result.json()["features"] == []
    elif form == "graphml":
        assert ET.fromstring(result.out) is not None


def test_exported_citations_equal_those_of_cite(ask, tmp_path: Path) -> None:
    ids = ask("search", "kind:source", "--ids").lines
    ask("export", "kind:source", "-o", str(tmp_path / "sources.bib"))
    assert (tmp_path / "sources.bib").read_text(encoding="utf-8") == ask("cite", *ids, "--style", "bibtex").out
    result = ask("export", "kind:source", "--format", "csl-json", "-o", "-")
    assert result.json() == ask("cite", *ids, "--style", "csl-json").json()


def test_an_exported_calendar_holds_the_agenda_of_its_records(ask, tmp_path: Path) -> None:
    target = tmp_path / "plans.ics"
    result = ask("export", "--kind", "agreement", "-o", str(target), env={"CATALOGUE_TODAY": "2025-06-01"})
    assert result.code == 0
    text = target.read_text(encoding="utf-8")
    assert text.count("BEGIN:VEVENT") == int(result.err.split("entries ")[1].split(".")[0]) > 0
    assert "mile-fergana-plan-end" in text


def test_chosen_columns_are_exported_in_every_tabular_format(ask) -> None:
    given = ("--kind", "technopark", "--columns", "status,id")
    rows = list(csv.reader(io.StringIO(ask("export", *given, "-o", "-").out)))
    assert rows[0] == ["status", "id"]
    assert list(ask("export", *given, "--format", "json", "-o", "-").json()[0]) == ["status", "id"]
    assert "| status | id |" in ask("export", *given, "--format", "md", "-o", "-").lines[2]
    assert ask("export", "--columns", "nonsense", "--format", "xlsx", "-o", "-").code == 2


def test_words_are_in_the_chosen_language(ask) -> None:
    result = ask("--lang", "ru", *PARKS, "--format", "md", "-o", "-")
    assert result.lines[0] == "## Технопарки"
    assert "Узбекистан" in result.out


def test_csv_for_spreadsheets_has_a_bom_and_quoted_cells(ask) -> None:
    raw = ask(*PARKS, "--add-bom", "--excel-safe", "-o", "-").raw
    assert raw.startswith(b'\xef\xbb\xbf"id"')


@pytest.mark.parametrize("form", ["csv", "jsonl", "html", "geojson"])
def test_a_closed_pipe_is_not_an_error(built: Path, form: str) -> None:
    command = [*PROGRAM, "--db", str(built), "export", "--format", form, "-o", "-"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as started:
        assert started.stdout is not None
        started.stdout.read(1)
        started.stdout.close()
        assert started.stderr is not None
        err = started.stderr.read()
    assert (started.returncode, b"Traceback" in err, b"rror" in err) == (0, False, False), err


def test_an_output_is_never_written_through_a_symbolic_link(ask, tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old", encoding="utf-8")
    (tmp_path / "link.xlsx").symlink_to(tmp_path / "real")
    assert ask(*PARKS, "-o", str(tmp_path / "link.xlsx")).code == 1
    assert (tmp_path / "real").read_text(encoding="utf-8") == "old"


def test_a_value_that_a_format_cannot_hold_keeps_the_old_file(run, tmp_path: Path) -> None:
    row = {"id": "org-long", "kind": "organisation", "name_en": "Long", "summary": "x" * 40_000}
    run("import", "-", "--format", "jsonl", text=json.dumps(row))
    target = tmp_path / "out.xlsx"
    target.write_text("old", encoding="utf-8")
    result = run("export", "-o", str(target))
    assert result.code == 1
    assert "org-long" in result.err
    assert "summary" in result.err
    assert target.read_text(encoding="utf-8") == "old"


def test_the_whole_catalogue_with_history_survives_a_round_trip_byte_for_byte(run, tmp_path: Path) -> None:
    first, second, new = tmp_path / "one", tmp_path / "two", tmp_path / "new.db"
    run("import", "-", "--kind", "organisation", text="id,name_en\norg-x,X\n")
    assert run("export", "--all", "--history", "-o", str(first)).code == 0
    run("--db", str(new), "db", "init", "--empty")
    result = run("--db", str(new), "import", "--all", str(first))
    assert result.code == 0, result.err
    assert "batches 2" in result.err
    run("--db", str(new), "export", "--all", "--history", "-o", str(second))
    one, two = ({file.name: file.read_bytes() for file in folder.iterdir()} for folder in (first, second))
    assert one == two
    assert {"batches.csv", "changes.csv"} < one.keys()
    assert run("--db", str(new), "log", "--json").json() == run("log", "--json").json()


def test_the_package_of_the_shipped_catalogue_equals_its_seed(ask, seed: Path, tmp_path: Path) -> None:
    ask("export", "--all", "-o", str(tmp_path / "out"))
    names = {file.name for file in (tmp_path / "out").iterdir()}
    assert names == {file.name for file in seed.iterdir() if file.suffix == ".csv"} | {"datapackage.json"}
    for name in names - {"datapackage.json"}:
        assert (tmp_path / "out" / name).read_bytes() == (seed / name).read_bytes(), name


def test_history_is_exported_only_with_the_whole_catalogue(ask, tmp_path: Path) -> None:
    assert ask("export", "--history", "-o", str(tmp_path / "x.csv")).code == 2


def test_a_merge_can_be_previewed_done_and_undone(run, built: Path) -> None:
    shown = run("merge", "org-akit", "org-cci-uz", "-n")
    assert shown.code == 0
    assert run("diff", str(built), str(built)).out == run("diff", str(built)).out == ""
    done = run("merge", "org-akit", "org-cci-uz")
    assert done.out == shown.out
    assert "org-cci-uz" in done.err
    result = run("diff", str(built), "--json")
    assert result.code == 0
    assert [(each["id"], each["change"]) for each in run("diff", str(built), "--exit-code", "--json").json()] == [
        (each["id"], each["change"]) for each in result.json()
    ]
    assert run("diff", str(built), "--exit-code").code == 1
    assert {"org-akit", "agr-cci-ozon", "org-cci-uz"} == {each["id"] for each in result.json()}
    assert "parties: org-akit" in run("diff", str(built)).out
    assert run("check").code == 0
    assert run("undo").code == 0
    assert run("diff", str(built), "--exit-code").code == 0


def test_a_file_is_compared_with_the_current_catalogue(run, tmp_path: Path) -> None:
    target = tmp_path / "agreements.csv"
    run("export", "--kind", "agreement", "-o", str(target))
    assert run("diff", str(target), "--exit-code").code == 0
    text = target.read_text(encoding="utf-8")
    target.write_text(text.replace("agr-cci-ozon", "agr-new-one"), encoding="utf-8")
    result = run("diff", str(target), "--nl")
    assert [json.loads(line)["change"] for line in result.lines] == ["added", "removed"]
    assert [line[:14] for line in run("diff", str(target)).lines] == ["+ agr-new-one ", "- agr-cci-ozon"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("merge", "org-akit", "org-akit"), 2),
        (("merge", "org-akit", "nobody"), 1),
        (("merge", "org-akit", "place-uz"), 1),
        (("diff", "missing.db"), 3),
        (("diff", "pyproject.toml", "README.md"), 2),
    ],
)
def test_impossible_calls_are_refused_with_their_exit_code(run, given: tuple[str, ...], code: int) -> None:
    result = run(*given)
    assert (result.code, result.out) == (code, "")
    assert result.err


def test_a_misunderstood_query_gets_the_same_note_as_in_search(ask) -> None:
    said = ask("export", "foo:bar", "--format", "jsonl", "-o", "-").err
    assert "foo" in said
    assert said.splitlines()[0] in ask("search", "foo:bar").err.splitlines()


@pytest.mark.parametrize("given", [("a", "--format", "jsonl"), ("a.jsonl",)])
def test_a_whole_package_cannot_be_exported_in_another_format(ask, tmp_path: Path, given: tuple[str, ...]) -> None:
    name, *more = given
    said = ask("export", "--all", *more, "-o", str(tmp_path / name))
    assert said.code == 2
    assert f"catalogue export --format jsonl -o {tmp_path / name}" in said.err
    assert list(tmp_path.iterdir()) == []
