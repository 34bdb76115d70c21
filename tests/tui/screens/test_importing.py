"""A file is imported step by step with the keyboard; a cancelled import leaves nothing behind."""

from __future__ import annotations

import csv
import hashlib
import shlex
from pathlib import Path

from catalogue import config, i18n
from catalogue.api import history
from catalogue.api.session import Session
from catalogue.text.width import cells
from catalogue.tui.guard import CONTROLS
from catalogue.tui.screens.importing import ImportScreen
from catalogue.tui.screens.paths import PathPrompt

DATA = Path(__file__).parents[2] / "data"


def content(path: Path) -> str:
    """A hash of the file, byte for byte."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


async def start(screens, path: Path | str) -> ImportScreen:
    await screens.press("i")
    assert isinstance(screens.app.screen, PathPrompt)
    screens.app.screen.query_one("#prompt-box").value = str(path)
    await screens.press("enter")
    screen = screens.app.screen
    assert isinstance(screen, ImportScreen)
    return screen


async def test_a_register_can_be_examined_tried_imported_and_undone(opened, shipped: Path):
    before = content(shipped)
    async with opened(shipped) as screens:
        await start(screens, DATA / "parks.csv")
        assert "Технополис «Северный»" in screens.text
        assert ";  detected" in screens.text
        await screens.press("n")
        assert "Наименование парка         → name (name_ru)" in screens.text
        await screens.press("n")
        assert "Rows 5: new 4, changed 0, same 0, refused 1, possible duplicates 0" in screens.text
        assert "line 6, column Регион, “Ферганск. область”" in screens.text
        await screens.press("n")
        assert "Nothing can be written like this" in screens.text
        await screens.press("j", "enter")
        assert "the good rows are imported all the same" in screens.text
        assert screens.app.screen.form.target == "partial", "the cursor stays while the trial runs again"
        assert content(shipped) == before
        await screens.press("n")
        assert "Written as batch 2." in screens.text
        assert "--partial" in screens.text
        await screens.press("u")
        assert screens.app.screen is screens.browse
        assert not screens.browse.stale, "written here and by nobody else"
    with Session.open(shipped) as session:
        assert [(own.action, own.undone_by) for own in history.log(session)][:2] == [("undo", None), ("import", 3)]
        assert {own.actor for own in history.log(session)[:2]} == {config.account()}


async def test_after_an_import_the_list_shows_exactly_what_was_written(opened, shipped: Path, tmp_path: Path):
    one = tmp_path / "one.csv"
    one.write_text("id,kind,form,name_en\npark-new,technopark,it_park,New park\n", "utf-8")
    async with opened(shipped, query="kind:cluster", view="all") as screens:
        await start(screens, DATA / "parks.csv")
        await screens.press("n", "n", "j", "enter", "n", "escape")
        assert screens.app.screen is screens.browse
        assert (screens.query, screens.browse.looking.view) == ("batch:2", "all"), "parks and their managers"
        with Session.open(shipped) as session:
            (batch, _first) = history.log(session)
        assert screens.browse.results.total == batch.records > 4
        assert screens.focus == "results"
        assert any("[ goes back" in note.message for note in screens.app._notifications)
        await screens.press("left_square_bracket")
        assert (screens.query, screens.browse.looking.view) == ("kind:cluster", "all")
        await start(screens, one)
        await screens.press("n", "n", "n", "enter")
        assert (screens.query, screens.browse.looking.view) == ("batch:3", "technoparks")
        assert screens.browse.results.total == 1


async def test_the_mapping_can_be_saved_and_the_command_does_the_same(opened, shipped: Path, invoke, tmp_path: Path):
    file = tmp_path / "parks.csv"
    file.write_bytes((DATA / "parks.csv").read_bytes())
    async with opened(shipped) as screens:
        screen = await start(screens, file)
        await screens.press("n", "w", "enter")
        assert screen.intake.saved == str(tmp_path / "parks.toml")
        await screens.press("n", "j", "enter")
        command = screen.intake.command(shipped)
        added = screen.intake.report.records_added
        await screens.press("escape", "escape", "escape")
        assert screens.app.screen is screens.browse
    ended = invoke(*shlex.split(command)[1:], "--report", "json")
    assert ended.json()["records_added"] == added > 4


async def test_a_column_can_be_given_another_meaning(opened, shipped: Path):
    async with opened(shipped) as screens:
        screen = await start(screens, DATA / "parks.csv")
        await screens.press("n", "j", "j", "j", "j", "enter")
        assert screens.app.screen.query_one("#prompt-items").target == "=note", "what it is now comes first"
        await screens.type("summ")
        await screens.press("enter")
        assert "Сведения                   → summary" in screens.text
        await screens.press("enter")
        await screens.type("founded")
        await screens.press("enter")
        assert any("already given by “Год создания”" in note.message for note in screens.app._notifications)
        await screens.press("escape", "j", "j", "enter")
        await screens.type("utf-8")
        await screens.press("enter")
        assert screen.intake.options.encoding
        await screens.press("n")
        assert dict(screen.intake.draft.chosen())["Сведения"] == "summary", "chosen values are kept"
        await screens.press("g", "enter")
        await screens.type("cluster")
        await screens.press("enter")
        assert screen.intake.draft.kind.name == "cluster"
        assert dict(screen.intake.draft.chosen())["Сведения"] == "summary"


async def test_words_that_are_taken_for_others_are_told_before_anything_is_written(opened, shipped, tmp_path: Path):
    register = tmp_path / "register.csv"
    kinds = ("technopark", "technoprak", "industrial park", "technopark", "garden")
    rows = (f"Park {number};{kind};Uzbekistan;2021;7" for number, kind in enumerate(kinds))
    register.write_text("\n".join(["Name;Type;Country;Opened;Residents", *rows]), encoding="utf-8")
    async with opened(shipped) as screens:
        await start(screens, register)
        await screens.press("n")
        assert "technoprak is read as technopark" in screens.text
        assert "garden is" not in screens.text, "a word without a meaning is refused or kept as a remark"


async def test_reading_options_can_be_set(opened, shipped: Path, tmp_path: Path):
    file = tmp_path / "technoparks.txt"
    file.write_bytes("id;name_ru\np-1;Парк Ёлка\n".encode("koi8-r"))
    async with opened(shipped) as screens:
        screen = await start(screens, file)
        await screens.press("j", "j", "enter")
        await screens.type("cp1251")
        await screens.press("enter")
        assert "Парк" not in screens.text
        await screens.press("enter")
        await screens.type("koi8")
        await screens.press("enter")
        assert "Парк Ёлка" in screens.text
        await screens.press("j", "j", "enter")
        assert screen.intake.draft.header == ("1", "2")
        await screens.press("enter", "n")
        assert "no mapping is needed" in screens.text
        await screens.press("m", "escape", "n", "enter")
        await screens.type("update")
        await screens.press("enter")
        assert screen.intake.options.mode == "upsert"
        assert "--upsert" in screen.intake.command(shipped)


async def test_an_unreadable_file_is_reported_and_another_can_be_chosen(opened, shipped: Path, tmp_path: Path):
    (tmp_path / "empty.csv").touch()
    async with opened(shipped) as screens:
        await start(screens, tmp_path / "empty.csv")
        assert "empty.csv" in screens.text
        assert screens.app.screen.intake.draft is None
        await screens.press("n", "enter")
        screens.app.screen.query_one("#prompt-box").value = str(tmp_path / "missing.csv")
        await screens.press("enter")
        assert "missing.csv" in screens.text
        await screens.press("escape")
        assert screens.app.screen is screens.browse
        await screens.press("i", "escape")
        assert screens.app.screen is screens.browse


async def test_a_stopped_import_leaves_nothing(opened, shipped: Path, tmp_path: Path):
    file = tmp_path / "technoparks.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([["id", "name"], *([f"park-{n}", f"Park {n}"] for n in range(4_000))])
    before = content(shipped)
    async with opened(shipped) as screens:
        screen = await start(screens, file)
        await screens.press("n", "n")
        assert "new 4000" in screens.text
        screen.action_next_step()
        while screen.run and "1000 rows" not in screen.form.text:
            await screens.pilot.pause(0.001)
        screen.action_step_back()
        await screens.settle()
        assert "Stopped. Nothing was written" in screens.text
        assert screen.intake.report is not None
    assert content(shipped) == before


async def test_control_sequences_in_a_file_have_no_effect(opened, shipped: Path, tmp_path: Path, hostile_texts):
    file = tmp_path / "technoparks.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = [[f"p{at}", text, text] for at, text in enumerate(hostile_texts)]
        csv.writer(out).writerows([["id", "name", "[@click=app.quit]see [/art. 4]\x1b[2J"], *rows])
    async with opened(shipped, size=(100, 40)) as screens:
        await start(screens, file)
        shown = []
        for keys in (("tab", "l", "G"), ("n",), ("j", "j", "j", "enter"), ("escape", "n"), ("G",)):
            await screens.press(*keys)
            shown.append(screens.text)
            assert all(cells(line) == 100 and not CONTROLS.search(line) for line in screens.lines)
        assert "[red]red[/blue]" in shown[0]
        assert screens.app.is_running


async def test_a_read_only_catalogue_cannot_be_imported_into(opened, shipped: Path):
    async with opened(shipped, read_only=True) as screens:
        await screens.press("i")
        assert screens.app.screen is screens.browse
        assert any("can only be read" in note.message for note in screens.app._notifications)


async def test_undoing_an_import_twice_in_a_row_undoes_it_once(opened, shipped: Path):
    async with opened(shipped) as screens:
        await start(screens, DATA / "parks.csv")
        await screens.press("n", "n", "j", "enter", "n")
        await screens.pilot.press("u", "u", "escape")
        await screens.settle()
        assert screens.app.screen is screens.browse
    with Session.open(shipped) as session:
        assert [own.action for own in history.log(session)][:2] == ["undo", "import"]


async def test_the_language_of_an_import_or_export_stays(opened, shipped: Path):
    async with opened(shipped) as screens:
        await start(screens, DATA / "parks.csv")
        await screens.press("L", "escape", "x", "L")
        assert i18n.language() == "en"
        await screens.press("escape", "L")
        assert i18n.language() == "ru"
