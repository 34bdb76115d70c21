"""Every size shows what it can, and resizing loses nothing."""

from __future__ import annotations

import pytest

SIZES = [(60, 20), (80, 24), (100, 30), (120, 36), (160, 45)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["", "f", "slash", "tab"])
async def test_the_footer_fits_and_always_shows_help_and_quit(opened, size, key):
    async with opened(size=size) as screens:
        await screens.press(*filter(None, [key]))
        shown = screens.browse.keys.fitting(size[0])
        line = screens.lines[-1].rstrip()
        assert len(line) <= size[0]
        assert [command.id.removesuffix("_all") for command, _ in shown[-2:]] == ["keys", "quit"]
        assert all(f"{key} {command.words}" in line for command, key in shown)
        assert len(shown) <= (8 if size[0] < 100 else 10)


async def test_keys_in_the_footer_work_where_they_are_shown(opened):
    async with opened() as screens:
        await screens.press("slash")
        keys = [key for _command, key in screens.browse.keys.fitting(120)]
        assert not [key for key in keys if len(key) == 1 and key.isalpha()]


async def test_resizing_keeps_focus_and_cursor(opened):
    async with opened(size=(120, 36)) as screens:
        await screens.press("j", "j", "j")
        for pane, keys in (("results", ()), ("detail", ("enter",)), ("facets", ("escape", "f"))):
            await screens.press(*keys)
            assert screens.focus == pane
            row, record = screens.browse.results.cursor, screens.chosen
            for size in ((80, 24), (40, 12), (120, 36)):
                await screens.resize(*size)
                assert screens.focus == pane, size
                assert (screens.browse.results.cursor, screens.chosen) == (row, record)


async def test_forty_by_twelve_shows_a_plain_list(opened):
    async with opened(size=(40, 12)) as screens:
        assert not screens.browse.detail.display or not screens.browse.detail.region
        assert "Fergana region" in screens.text
        assert all(len(line) == 40 for line in screens.lines)


async def test_on_a_low_screen_the_card_replaces_the_list(opened):
    async with opened(size=(80, 18)) as screens:
        await screens.press("p")
        assert screens.focus == "detail"
        assert screens.browse.detail.region.height > 12
        assert not screens.browse.results.region
        await screens.press("p")
        assert screens.focus == "results"
        assert screens.browse.results.region.height > 12


async def test_the_card_can_be_hidden_and_shown(opened):
    async with opened() as screens:
        await screens.press("p")
        assert not screens.browse.detail.region
        await screens.press("enter")
        assert screens.focus == "detail"
        assert screens.browse.detail.region


async def test_on_a_narrow_screen_focused_filters_cover_the_list(opened):
    async with opened(size=(80, 24)) as screens:
        assert not screens.browse.facets.region
        await screens.press("f")
        assert screens.browse.facets.region
        await screens.press("escape")
        assert not screens.browse.facets.region
        assert screens.focus == "results"


@pytest.mark.parametrize(("pane", "keys"), [("results", ()), ("detail", ("enter",)), ("facets", ("f",))])
async def test_zoom_gives_one_pane_the_whole_screen_and_reverts(opened, pane, keys):
    async with opened(size=(120, 36)) as screens:
        await screens.press(*keys, "z")
        zoomed = screens.browse.query_one(f"#{pane}").region
        assert (zoomed.width, zoomed.height) == (120, 33)
        await screens.press("escape")
        assert screens.browse.query_one(f"#{pane}").region.width < 120 or pane == "results"
        assert screens.focus == pane
        assert screens.browse.facets.region
        assert screens.browse.results.region


async def test_tab_cycles_through_the_panes_and_escape_steps_back_without_quitting(opened):
    async with opened() as screens:
        seen = []
        for _ in range(4):
            await screens.press("tab")
            seen.append(screens.focus)
        assert set(seen) == {"search", "facets", "results", "detail"}
        for _ in range(4):
            await screens.press("escape")
        assert screens.focus == "results"
        assert screens.app.is_running
