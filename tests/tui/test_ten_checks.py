"""The ten checks that the screens and the commands around them must pass; details are in the mirrored tests."""

from __future__ import annotations

import csv
import io
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from catalogue import i18n
from catalogue.api import care
from catalogue.api.importing import import_files
from catalogue.api.session import Session
from catalogue.errors import UnusableCatalogue
from catalogue.store import connection
from catalogue.text.width import cells
from catalogue.transfer.intake.options import ImportOptions
from catalogue.tui.app import CatalogueApp
from catalogue.tui.commands import PLACES, TYPING
from catalogue.tui.widgets.bars import KeyBar
from catalogue.tui.widgets.results import HELD, PAGE
from program import PROGRAM

MANY = 2_500


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue of as many clusters as make 25 pages."""
    folder = tmp_path_factory.mktemp("many")
    rows = "".join(f"clu-{number:05},industrial,Cluster {number}\n" for number in range(MANY))
    (folder / "clusters.csv").write_text("id,form,name_en\n" + rows, encoding="utf-8")
    path = folder / "many.db"
    care.init(path, None)
    with Session.open(path) as session:
        import_files(session, [str(folder / "clusters.csv")], ImportOptions(kind="cluster"))
    return path


async def test_1_the_first_list_reads_one_page_of_any_number_and_memory_stays_flat(opened, many):
    async with opened(many, view="clusters") as screens:
        results = screens.browse.results
        assert (results.total, results.held) == (MANY, PAGE)
        for key in ("G", "g", *["ctrl+d"] * 30, "G", "ctrl+u", "g"):
            await screens.pilot.press(key)
        await screens.settle()
        assert results.held <= HELD * PAGE
        assert screens.chosen == results.row_at(0).id


def test_1_help_does_not_load_the_screens():
    code = "import sys; from catalogue.cli.main import program; program(['--help'], standalone_mode=False)"
    code += "; assert 'textual' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True).returncode == 0


async def test_2_every_footer_fits_and_always_shows_help_and_quit(opened):
    async with opened() as screens:
        for width, most in ((60, 8), (80, 8), (100, 10), (120, 10), (160, 10)):
            await screens.resize(width, 30)
            for pane in ("results", "facets", "detail"):
                screens.browse.enter(pane)
                await screens.pilot.pause()
                line = screens.lines[-1]
                assert "? Keys" in line, (width, pane)
                assert "q Quit" in line, (width, pane)
                assert cells(line) == width
                assert len(screens.browse.keys.fitting(width)) <= most


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
@pytest.mark.parametrize("scopes", [scopes for scopes in PLACES if "app" in scopes], ids="-".join)
def test_2_the_footer_of_every_screen_fits_in_every_language_with_both_keys(scopes, lang, monkeypatch):
    i18n.use(lang)
    monkeypatch.setattr(KeyBar, "scopes", scopes)
    monkeypatch.setattr(KeyBar, "typing", scopes[0] in TYPING)
    monkeypatch.setattr(KeyBar, "remapped", {})
    monkeypatch.setattr(KeyBar, "absent", frozenset())
    for width in (60, 80, 100, 120, 160):
        fitting = KeyBar().fitting(width)
        assert {"keys", "quit"} <= {own.id.removesuffix("_all") for own, _key in fitting}, width
        assert 1 + sum(cells(f"{key} {i18n.gettext(own.words)}") + 2 for own, key in fitting) <= width + 2, width
    i18n.use("en")


async def test_3_letters_in_the_search_box_trigger_nothing(opened):
    async with opened() as screens:
        await screens.press("slash")
        await screens.type("qfj/x[")
        await screens.press("asterisk")
        assert screens.query == "qfj/x[*"
        assert screens.app.screen is screens.browse
        assert screens.focus == "search"


async def test_4_hostile_data_is_plain_text_and_columns_are_aligned(opened, hostile):
    async with opened(hostile, size=(100, 40)) as screens:
        for key in ("j", "j", "enter", "escape", "question_mark", "escape", "colon", "escape", "G"):
            await screens.press(key)
            shown = screens.text
            assert not any(ord(char) < 32 and char != "\n" for char in shown)
            assert not any(0x7F <= ord(char) <= 0x9F or 0x202A <= ord(char) <= 0x202E for char in shown)
            assert {cells(line) for line in screens.lines} == {100}


def _broken(folder: Path, shipped: Path) -> dict[str, Path]:
    """Files and places that are not usable catalogues."""
    made = {name: folder / f"{name}.db" for name in ("missing", "empty", "text", "truncated", "newer", "folder")}
    made["empty"].write_bytes(b"")
    made["text"].write_text("not a database at all\n" * 100)
    whole = shipped.read_bytes()
    made["truncated"].write_bytes(whole[: len(whole) // 3])
    made["newer"].write_bytes(whole)
    with sqlite3.connect(made["newer"]) as connection:
        connection.execute("PRAGMA user_version = 9999")
    connection.close()
    made["folder"].mkdir()
    return made


@pytest.mark.parametrize("what", ["missing", "empty", "text", "truncated", "newer", "folder"])
def test_5_an_unusable_catalogue_is_reported_with_exit_code_3_and_left_unchanged(invoke, shipped, tmp_path, what):
    folder = tmp_path / "broken"
    folder.mkdir()
    path = _broken(folder, shipped)[what]
    before = {file: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    ended = invoke("--db", str(path), "search", "chirchiq")
    assert ended.code == 3
    assert str(path) in ended.err.replace("\n", "")
    with pytest.raises(UnusableCatalogue):
        CatalogueApp(path)
    assert {file: file.read_bytes() for file in folder.iterdir() if file.is_file()} == before


def test_5_a_file_locked_by_another_program_is_reported_and_left_unchanged(shipped, monkeypatch):
    monkeypatch.setattr(connection, "BUSY_MS", 50)
    before = shipped.read_bytes()
    with connection.write(shipped) as writing:
        writing.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UnusableCatalogue) as refused:
            CatalogueApp(shipped)
        writing.execute("ROLLBACK")
    assert refused.value.code == "db.locked"
    assert shipped.read_bytes() == before


async def test_5_a_read_only_file_in_a_read_only_folder_can_be_browsed(opened, shipped):
    shipped.chmod(0o400)
    shipped.parent.chmod(0o500)
    try:
        async with opened(shipped, view="technoparks") as screens:
            assert screens.browse.results.total == 13
    finally:
        shipped.parent.chmod(0o700)


async def test_6_back_and_forward_restore_the_position_and_a_link_may_leave_the_filter(opened):
    async with opened(query="bashkortostan") as screens:
        await screens.press("j")
        row, record = screens.browse.results.cursor, screens.chosen
        await screens.press("enter")
        while not screens.browse.detail.target.startswith(("org-", "place-", "evt-")):
            await screens.press("j")
        link = screens.browse.detail.target
        await screens.press("enter")
        if screens.chosen == record:  # a link below the screen is shown first
            await screens.press("enter")
        assert screens.chosen == link
        await screens.press("left_square_bracket")
        assert (screens.chosen, screens.browse.results.cursor, screens.query) == (record, row, "bashkortostan")
        await screens.press("right_square_bracket")
        assert screens.chosen == link
    async with opened(view="all", size=(80, 24)) as screens:
        await screens.press("ctrl+d", "ctrl+d", "k", "k", "k")
        there = screens.browse.here()
        assert there.top > 0
        await screens.press("slash", *"zomin", "enter", "2", "left_square_bracket", "left_square_bracket")
        assert screens.browse.here() == there, "query, view, record, cursor and scroll"


@pytest.mark.parametrize(("query", "count"), [("zzzzqqq", 0), ('name:"Cluster 77"', 1), ("", MANY)])
def test_7_an_export_holds_what_is_listed(invoke, many, query, count):
    result = invoke("--db", str(many), "export", query, "--kind", "cluster", "-o", "-", "--format", "csv")
    listed = invoke("--db", str(many), "search", query, "--kind", "cluster", "--exact", "--ids", "--limit", str(MANY))
    rows = list(csv.DictReader(io.StringIO(result.raw.decode("utf-8-sig"))))
    assert result.raw.startswith(b"id,"), "a header even without rows"
    assert len(rows) == count
    assert {row["id"] for row in rows} == set(listed.lines)


def test_8_importing_twice_changes_nothing_and_a_dry_run_changes_no_byte(run, shipped, tmp_path):
    file = tmp_path / "clusters.csv"
    assert run("export", "--kind", "cluster", "-o", str(file)).code == 0
    before = shipped.read_bytes()
    assert run("import", str(file), "--kind", "cluster", "--upsert", "--dry-run").code == 0
    assert shipped.read_bytes() == before
    log = run("log", "--json").raw
    assert run("import", str(file), "--kind", "cluster", "--upsert").code == 0
    assert run("log", "--json").raw == log
    bad = tmp_path / "bad.csv"
    bad.write_text("id,form,name_en,status\nclu-bad,industrial,Bad,opperating\n", encoding="utf-8")
    refused = run("import", str(bad), "--kind", "cluster")
    assert refused.code == 1
    for part in ("bad.csv", "2", "status", "opperating", "operating"):
        assert part in refused.err


@pytest.mark.parametrize("pane", ["results", "detail", "facets", "search"])
async def test_9_resizing_keeps_focus_and_cursor_and_the_smallest_size_is_a_plain_list(opened, pane):
    async with opened() as screens:
        await screens.press("j", "j", "j")
        chosen = screens.chosen
        screens.browse.enter(pane)
        await screens.settle()
        for width, height in ((80, 24), (40, 12), (20, 5), (120, 36)):
            await screens.resize(width, height)
            assert (screens.focus, screens.browse.results.cursor, screens.chosen) == (pane, 3, chosen), width
            if width == 40 and pane == "results":
                assert not screens.browse.facets.display
                assert not screens.browse.detail.display


@pytest.mark.parametrize(("option", "environment"), [((), {}), (("--color", "never"), {}), ((), {"NO_COLOR": "1"})])
def test_10_without_colour_there_are_no_escape_codes_and_the_status_is_readable(built, option, environment):
    command = [*PROGRAM, "--db", str(built), *option, "show", "agr-fergana-bashkortostan"]
    more = {"TERM": "dumb", "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **environment}
    ended = subprocess.run(command, capture_output=True, env=os.environ | more)
    assert ended.returncode == 0
    assert b"\x1b" not in ended.stdout + ended.stderr
    assert "● signed" in ended.stdout.decode()
