"""Exporting: the same rows that are shown, and never over another file without confirmation."""

from __future__ import annotations

import shlex
from pathlib import Path

from catalogue.tui.screens.exporting import ExportScreen


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8-sig").splitlines()


async def test_the_list_is_exported_as_shown_and_the_command_writes_the_same(
    opened, built: Path, tmp_path: Path, monkeypatch, invoke
):
    monkeypatch.chdir(tmp_path)
    async with opened(query="bashkortostan sort:-date") as screens:
        shown = [screens.browse.results.row_at(at).id for at in range(screens.browse.results.total)]
        await screens.press("x")
        assert isinstance(screens.app.screen, ExportScreen)
        assert f"the list: {len(shown)} records" in screens.text
        command = screens.app.screen.going.command(built)
        await screens.press("w")
        assert screens.app.screen is screens.browse
        first = (tmp_path / "agreements.csv").read_bytes()
        assert any(str(tmp_path / "agreements.csv") in note.message for note in screens.app._notifications)
        assert [line.split(",")[0] for line in lines(tmp_path / "agreements.csv")[1:]] == shown
        (tmp_path / "agreements.csv").unlink()
        assert invoke(*shlex.split(command)[1:]).code == 0
        assert (tmp_path / "agreements.csv").read_bytes() == first


async def test_an_existing_file_is_overwritten_only_after_confirming_twice(opened, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    there = tmp_path / "agreements.csv"
    there.write_text("mine", encoding="utf-8")
    async with opened() as screens:
        await screens.press("x", "w")
        assert "already" in screens.text
        assert there.read_text(encoding="utf-8") == "mine"
        await screens.press("w")
        assert len(lines(there)) == 14
        await screens.press("x")
        screens.app.screen.form.action_top()
        await screens.press("j", "j", "j", "j", "j", "enter")
        screens.app.screen.query_one("#prompt-box").value = f"'{there}'"
        await screens.press("enter")
        assert "already" in screens.text
        await screens.press("enter", "w")
        assert screens.app.screen is screens.browse


async def test_columns_format_and_records_can_be_chosen(opened, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with opened(view="technoparks") as screens:
        await screens.press("j", "x", "enter", "up", "enter")
        assert screens.app.screen.going.scope == "this"
        await screens.press("j", "j", "enter")
        await screens.type("status")
        await screens.press("enter")
        assert screens.app.screen.query_one("#prompt-items").target == "status", "the next is chosen from there"
        await screens.type("id")
        await screens.press("enter", "escape", "j", "enter", "j", "enter")
        going = screens.app.screen.going
        assert (going.columns, going.bom, going.excel_safe) == (("status", "id"), True, True)
        await screens.press("w")
        assert lines(tmp_path / "technopark.csv")[0].startswith('"status","id"')
        assert len(lines(tmp_path / "technopark.csv")) == 2


async def test_marked_records_of_one_kind_have_the_columns_of_that_kind_only(opened, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with opened(view="technoparks") as screens:
        await screens.press("space", "j", "j", "space", "x", "w")
        heading, *rows = lines(tmp_path / "technoparks.csv")
        assert len(rows) == 2
        assert "residents" in heading.split(",")
        assert "signatory" not in heading.split(",")
        await screens.press("1", "A", "x")
        assert screens.app.screen.going.kinds["marked"] == "", "now of two kinds"
        await screens.press("j", "j", "enter")
        await screens.type("effective")
        assert "in force since (effective)" in screens.text, "in words, though of several kinds"


async def test_from_the_agenda_the_agenda_is_offered_first_whatever_is_marked_elsewhere(opened):
    async with opened() as screens:
        await screens.press("space", "5", "x")
        going = screens.app.screen.going
        assert (going.scope, going.out) == ("agenda", "agenda.ics")
        assert going.with_scope("marked").with_format("csv").out == "agreement.csv", "not called agenda"


async def test_the_whole_catalogue_becomes_a_data_package_and_the_agenda_a_calendar(
    opened, tmp_path: Path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    async with opened(view="agenda") as screens:
        await screens.press("x", "w")
        assert "BEGIN:VEVENT" in (tmp_path / "agenda.ics").read_text(encoding="utf-8")
        assert any("entr" in note.message for note in screens.app._notifications)
        await screens.press("1", "x", "j", "enter")
        await screens.type("datap")
        await screens.press("enter")
        assert "everything" in screens.text, "a data package contains the whole catalogue"
        await screens.press("w")
        assert (tmp_path / "catalogue" / "datapackage.json").exists()


async def test_an_export_shows_its_progress_and_leaves_nothing_when_stopped(opened, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with opened() as screens:
        await screens.press("x")
        screens.app.screen.action_write_file()
        shown = screens.app.screen.form.text
        assert "esc stops it" in shown
        assert "0%  0 records" in shown
        screens.app.screen.action_leave_export()
        await screens.settle()
        assert "Stopped. Nothing was written." in screens.text
        assert not (tmp_path / "agreements.csv").exists()
        await screens.press("w")
        assert len(lines(tmp_path / "agreements.csv")) == 14


async def test_an_unwritable_file_is_reported(opened, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "agreements.csv").mkdir()
    async with opened() as screens:
        await screens.press("x", "w", "w")
        assert isinstance(screens.app.screen, ExportScreen)
        assert "agreements.csv" in screens.text.splitlines()[1]
        await screens.press("escape")
        assert screens.app.screen is screens.browse
