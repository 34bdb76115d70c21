"""Columns are chosen for each view, with the keyboard, and are there again at the next start."""

from __future__ import annotations

from pathlib import Path


async def test_columns_are_chosen_one_after_another_and_kept(opened, tmp_path: Path):
    memory = tmp_path / "state.json"
    async with opened(view="technoparks", memory=memory) as screens:
        heading = screens.browse.results._cells
        assert "floor_m2" not in heading
        await screens.press("c")
        await screens.type("places")
        await screens.press("enter")
        assert screens.app.screen.query_one("#prompt-items").target == "places", "the next is chosen from there"
        await screens.type("floor")
        await screens.press("enter", "escape")
        assert list(screens.browse.results._cells)[-1] == "floor_m2", "where there is no room for all, the last ones"
        assert "places" not in screens.browse.results._cells
        assert "floor space" in screens.text, "a column that was asked for is there, even without content"
        await screens.press("1")
        assert "places" not in screens.browse.columns.get("agreements", ())
    async with opened(memory=memory) as screens:
        await screens.press("2")
        assert "floor space" in screens.text
        await screens.press("c", "enter")
        assert "floor space" not in screens.text
        assert screens.browse.view.columns[3].name == "places"
        await screens.press("5", "c")
        assert screens.app.screen is screens.browse, "lines have no columns"
