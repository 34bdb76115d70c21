"""``tag``, ``note``, ``star``, ``saved``, ``marks`` and ``search --saved`` at the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from catalogue.text.safe import visible

PLAN = "agr-fergana-bashkortostan"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1740787200")


def test_tags_can_be_added_listed_and_removed(run) -> None:
    result = run("tag", "this quarter", PLAN, "park-chirchiq")
    assert (result.code, result.out) == (0, "")
    assert "2" in result.err
    assert run("tag", "--json").json() == [{"tag": "this quarter", "records": 2}]
    rows = run("tag", "this quarter", "--json").json()
    assert [(row["record"], row["at"]) for row in rows] == [
        (PLAN, "2025-03-01T00:00:00Z"), ("park-chirchiq", "2025-03-01T00:00:00Z")
    ]  # fmt: skip
    assert rows[0]["label"].startswith("Fergana region")
    assert run("tag", "--remove", "this quarter", "park-chirchiq").code == 0
    assert run("search", "tag:quarter", "--ids").lines == [PLAN]


def test_ids_can_be_piped_in_from_a_search(run) -> None:
    found = run("search", "kind:cluster", "--ids").out
    assert run("star", "-", text=found).code == 0
    assert sorted(run("search", "is:starred", "--ids").lines) == sorted(found.split())
    assert [row["record"] for row in run("star", "--json").json()] == sorted(found.split())
    assert run("star", "--remove", "-", text=found).code == 0
    assert run("star", "--csv").out == "record,label,at\n"


def test_without_a_record_nothing_is_written(run) -> None:
    assert run("star", "-", text="\n").code == 2
    assert run("tag", "--remove", "x").code == 2
    ended = run("star", "agr-fergana-bashkortostn")
    assert ended.code == 1
    assert PLAN in ended.err


def test_notes_are_numbered_and_may_have_several_lines(run) -> None:
    assert run("note", PLAN, "ask", "them").code == 0
    assert run("note", PLAN, "-", text="first\nsecond\n").code == 0
    assert [(row["number"], row["text"]) for row in run("note", PLAN, "--json").json()] == [
        (1, "ask them"), (2, "first\nsecond")
    ]  # fmt: skip
    assert "already" in run("note", PLAN, "ask them").err
    assert run("note", "--remove", "3", PLAN).code == 1
    assert run("note", "--remove", "1", PLAN).code == 0
    assert [row["text"] for row in run("note", "--json").json()] == ["first\nsecond"]
    assert run("note", "--remove", "1").code == 2


def test_hostile_notes_are_shown_safely(run) -> None:
    run("note", PLAN, "see [/art. 4] and [b \x9b31m \u202etxet")
    for args in (("note",), ("show", PLAN), ("note", "--md"), ("show", PLAN, "--md")):
        out = run(*args).out
        assert "art. 4" in out
        assert visible(out, keep_newlines=True) == out


def test_a_card_shows_the_marks_of_its_record(run) -> None:
    assert "Own marks" not in run("show", PLAN).out
    run("star", PLAN)
    run("tag", "mine", PLAN)
    run("note", PLAN, "ask them")
    out = run("show", PLAN).out
    assert "★" in out
    assert "mine" in out
    assert run("show", PLAN, "--json").json()["marks"] == {"starred": True, "tags": ["mine"], "notes": ["ask them"]}


def test_searches_can_be_saved_printed_run_and_deleted(run) -> None:
    assert run("saved", "deadlines", "kind:agreement", "status:signed").code == 0
    assert run("saved", "deadlines").out == "kind:agreement status:signed\n"
    assert run("saved", "--csv").lines == [
        "name,query,columns,at",
        "deadlines,kind:agreement status:signed,,2025-03-01T00:00:00Z",
    ]
    both = run("search", "--saved", "deadlines", "level:interregional", "--ids").lines
    assert set(both) == set(run("search", "kind:agreement status:signed level:interregional", "--ids").lines)
    assert "kind:agreement status:signed" in run("saved", "deadlines", "kind:event").err
    assert run("search", "--saved", "deadline").code == 1
    assert "terms" in run("saved", "deadlines", "--rename", "terms").err
    assert run("saved", "terms").out == "kind:event\n"
    assert run("saved", "deadlines", "--rename", "x").code == 1
    assert run("saved", "--remove", "terms").code == 0
    assert run("saved", "terms").code == 1


def test_a_saved_search_keeps_its_columns(run, invoke, empty: Path, tmp_path: Path) -> None:
    assert run("saved", "parks", "kind:technopark", "sort:name", "--columns", "label, area_ha").code == 0
    assert run("saved", "--json").json()[0]["columns"] == "label,area_ha"
    assert run("search", "--saved", "parks", "--csv").lines[0] == "label,area_ha"
    assert run("search", "--saved", "parks", "--csv", "--columns", "id").lines[0] == "id"
    run("saved", "parks", "kind:technopark status:operating")
    assert run("saved", "--json").json()[0]["columns"] == "label,area_ha", "a new query leaves the columns"
    file = tmp_path / "marks.json"
    run("marks", "export", str(file))
    invoke("--db", str(empty), "marks", "import", str(file))
    assert invoke("--db", str(empty), "saved", "--json").json() == run("saved", "--json").json()
    assert run("saved", "parks", "--columns", "").code == 0
    assert run("saved", "parks").out == "kind:technopark status:operating\n", "new columns leave the query"
    assert run("search", "--saved", "parks", "--csv").lines[0].startswith("id,kind,label")
    assert "area_ha" in run("saved", "parks", "--columns", "area_hа").err, "a wrong name is refused"
    assert run("saved", "nothing", "--columns", "id").code == 1
    assert "parks" in run("marks", "import", str(file)).err, "a search with other columns is left as it is"


def test_marks_survive_every_kind_of_import(run, seed: Path, tmp_path: Path) -> None:
    run("tag", "mine", PLAN)
    run("note", PLAN, "ask them")
    run("star", PLAN)
    run("saved", "mine", "tag:mine")
    before = run("marks", "export", "-").out
    one = tmp_path / "agreements.json"
    one.write_text(json.dumps([{"id": PLAN, "kind": "agreement", "form": "protocol"}]))
    assert run("import", "--upsert", "--all", str(seed)).code == 0
    assert run("import", "--replace", str(one)).code == 0
    assert run("marks", "export", "-").out == before
    assert run("undo").code == 0
    assert run("marks", "export", "-").out == before
    assert run("search", "--saved", "mine", "--ids").lines == [PLAN]


def test_marks_can_be_moved_to_another_catalogue(run, invoke, empty: Path, tmp_path: Path) -> None:
    run("tag", "mine", PLAN)
    file = tmp_path / "marks.json"
    assert run("marks", "export", str(file)).code == 0
    result = invoke("--db", str(empty), "marks", "import", str(file))
    assert result.code == 0
    assert PLAN in result.err
    assert invoke("--db", str(empty), "marks", "export", "-").out == file.read_text(encoding="utf-8")
    assert invoke("--db", str(empty), "marks", "import", "-", text="{}").code == 1


@pytest.mark.parametrize("command", ["tag", "tag watch", "note", "note park-chirchiq", "star", "saved"])
def test_an_empty_list_is_reported(run, command: str) -> None:
    assert run(*command.split()).err == "There are none.\n"


@pytest.mark.parametrize("option", [("--remove",), ("--rename", "parks")])
def test_a_query_beside_the_removal_of_a_search_is_refused(run, option: tuple[str, ...]) -> None:
    run("saved", "mine", "kind:event")
    assert run("saved", "mine", "kind:cluster", *option).code == 2
    assert run("saved", "mine", *option, "--columns", "id").code == 2
    assert run("saved", "mine").out == "kind:event\n"
