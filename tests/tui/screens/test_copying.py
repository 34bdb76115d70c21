"""Copied text is safe; the command can be pasted into a shell and shows the same."""

from __future__ import annotations

import json
import shlex

import pytest

from catalogue.tui.copied import MOST

FERGANA = "agr-fergana-bashkortostan"


@pytest.fixture(autouse=True)
def no_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(("key", "copied"), [("i", "agr-cci-ozon"), ("r", "agr-cci-ozon]")])
async def test_a_key_copies_and_closes_the_menu(opened, key, copied):
    async with opened(select="agr-cci-ozon") as screens:
        await screens.press("y", key)
        assert screens.app.clipboard.endswith(copied)
        assert screens.app.screen is screens.browse


async def pasted(ask, screens) -> str:
    """The output of the copied command."""
    words = shlex.split(screens.app.clipboard)
    assert words[0] == "catalogue"
    return ask(*words[1:]).out


async def test_the_menu_fits_a_narrow_terminal_and_a_click_chooses(opened):
    async with opened(size=(40, 12)) as screens:
        await screens.press("y")
        menu = screens.app.screen.query_one("#menu")
        assert 0 <= menu.region.x < menu.region.right <= 40
        at = next(row for row, line in enumerate(screens.lines) if "Copy the id" in line)
        await screens.pilot.click(offset=(menu.region.x + 12, at))
        await screens.settle()
        assert screens.app.screen is screens.browse
        assert any(screens.chosen in note.message for note in screens.app._notifications)


async def test_the_copied_command_lists_the_same_records(opened, ask):
    async with opened(query="farg'ona status:signed") as screens:
        await screens.press("y", "q")
        assert screens.browse.results.row_at(0).label in await pasted(ask, screens)
    async with opened(view="agenda", query="jizzakh") as screens:
        await screens.press("y", "q")
        assert "End of the Jizzakh region" in await pasted(ask, screens)


async def test_the_copied_command_of_marked_records_shows_them(opened, ask):
    async with opened() as screens:
        await screens.press("space", "space", "y", "q")
        result = await pasted(ask, screens)
        assert all(record in result for record in screens.browse.marked)


async def test_copied_citation_rows_and_card_equal_those_of_the_command_line(opened, ask):
    async with opened(select=FERGANA) as screens:
        await screens.press("y", "c")
        assert screens.app.clipboard == ask("cite", FERGANA).out.rstrip("\n")
        await screens.press("y", "t")
        assert screens.app.clipboard == ask("search", "--kind", "agreement", "--tsv", f"id:{FERGANA}").out
        await screens.press("y", "m")
        assert screens.app.clipboard == ask("show", "--md", FERGANA).out
        await screens.press("y", "j")
        assert json.loads(screens.app.clipboard) == ask("show", "--json", FERGANA).json()


async def test_marked_records_are_copied_in_the_order_of_marking(opened):
    async with opened() as screens:
        await screens.press("j", "space", "k", "k", "space", "y", "i")
        ids = screens.app.clipboard.split("\n")
        assert ids == list(screens.browse.marked)
        await screens.press("y", "t")
        assert [line.split("\t")[0] for line in screens.app.clipboard.splitlines()] == ["id", *ids]
        await screens.press("y", "j")
        assert [record["id"] for record in json.loads(screens.app.clipboard)] == ids


async def test_rows_of_different_kinds_have_the_columns_of_all_of_them(opened):
    async with opened(query="chirchiq", view="all") as screens:
        await screens.press("A", "y", "t")
        head, *rows = (line.split("\t") for line in screens.app.clipboard.splitlines())
        assert head[:3] == ["id", "kind", "label"]
        assert all(len(row) == len(head) for row in rows)
        assert len(rows) == screens.browse.results.total


async def test_copied_text_contains_no_control_character(opened, hostile):
    async with opened(hostile) as screens:
        await screens.press("A")
        for key in "crtjmq":
            await screens.press("y", key)
            copied = screens.app.clipboard
            assert copied
            assert not any((ord(char) < 32 and char not in "\n\t") or 127 <= ord(char) < 160 for char in copied), key


async def test_copying_too_many_records_is_refused_with_a_message(opened, monkeypatch):
    monkeypatch.setattr("catalogue.tui.copied.MOST", 3)
    async with opened() as screens:
        await screens.press("A", "y")
        assert screens.app.screen is screens.browse
        assert any("At most 3 records" in note.message for note in screens.app._notifications)
    assert MOST >= 100


async def test_escape_copies_nothing(opened):
    async with opened() as screens:
        await screens.press("y", "escape")
        assert screens.app.clipboard == ""
        assert screens.app.screen is screens.browse
