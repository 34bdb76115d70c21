"""A catalogue full of markup, escape sequences and bidi overrides crashes no screen and shows no control characters."""

from __future__ import annotations

from pathlib import Path

from catalogue.text.width import cells
from catalogue.tui.guard import CONTROLS


def clean(lines: list[str], width: int) -> bool:
    return all(cells(line) == width and not CONTROLS.search(line) for line in lines)


async def test_every_row_and_its_card_is_shown(opened, hostile: Path, hostile_ids: tuple[str, ...]):
    async with opened(hostile, size=(100, 40)) as screens:
        for record in hostile_ids:
            assert screens.chosen == record
            assert clean(screens.lines, 100)
            await screens.press("j")
        await screens.press("g")
        for text in ("see [/art. 4] and [b", "[@click=app.quit]click[/]", "␛]52;c;QkFE␇clipboard", "‹U+202E›desrever"):
            assert text in screens.text


async def test_every_filter_can_be_ticked_and_excluded(opened, hostile: Path):
    async with opened(hostile, size=(100, 60)) as screens:
        await screens.press("f", "G", "enter", "g")
        for key in ("space", "minus") * 6:
            await screens.press("j", "j", key)
            assert clean(screens.lines, 100)
            await screens.press("F")
        assert screens.app.is_running


async def test_links_advice_and_menus_are_safe_too(opened, hostile: Path):
    async with opened(hostile, size=(100, 40)) as screens:
        await screens.press("j", "enter", "l", "enter")
        assert screens.chosen == "org-hostile"
        await screens.press("G", "enter", "y", "r")
        assert not CONTROLS.search(screens.app.clipboard)
        await screens.press("slash")
        await screens.type("[/] [b [@click=app.quit]x")
        assert screens.browse.results.total == 0
        assert clean(screens.lines, 100)
        await screens.press("down", "question_mark")
        assert clean(screens.lines, 100)


async def test_columns_stay_aligned(opened, hostile: Path):
    async with opened(hostile, size=(140, 40)) as screens:
        rows = [strip for strip in screens.app.screen._compositor.render_strips() if "treaty" in strip.text]
        assert len(rows) > 5
        assert {strip.cell_length for strip in rows} == {140}
