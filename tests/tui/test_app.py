"""The application as a whole: how it starts, what its palette contains, how it ends."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.color import Color
from textual.style import Style

from case_ids import case_id
from catalogue.config import Config
from catalogue.errors import UnusableCatalogue
from catalogue.tui.app import CatalogueApp
from catalogue.tui.screens.palette import Palette


def test_a_file_that_is_not_a_catalogue_is_refused_before_anything_is_drawn(tmp_path: Path):
    with pytest.raises(UnusableCatalogue):
        CatalogueApp(tmp_path / "missing.db")
    assert list(tmp_path.iterdir()) == []


async def test_it_starts_with_the_given_view_and_query(opened):
    async with opened(view="technoparks", query="chirchiq") as screens:
        assert screens.browse.looking.view == "technoparks"
        assert screens.query == "chirchiq"
        assert 0 < screens.browse.results.total < 13


async def test_the_palette_runs_a_command(opened):
    async with opened() as screens:
        await screens.press("colon")
        await screens.type("technop")
        await screens.press("enter")
        assert screens.browse.looking.view == "technoparks"


async def test_textuals_own_palette_is_disabled(opened):
    """It would offer to write a screenshot of what may be personal data."""
    async with opened() as screens:
        assert not list(screens.app.get_system_commands(screens.browse))
        await screens.press("ctrl+p")
        assert "Screenshot" not in screens.text
        assert isinstance(screens.app.screen, Palette)


async def test_the_theme_from_the_settings_is_used_unless_unknown(opened):
    async with opened(settings=Config(theme="textual-light")) as screens:
        assert screens.app.theme == "textual-light"
    async with opened(settings=Config(theme="no-such-theme")) as screens:
        assert screens.app.theme == "textual-dark"


async def test_a_theme_can_be_chosen(opened):
    async with opened() as screens:
        await screens.press("T")
        await screens.type("nord")
        assert screens.app.theme == "nord"
        await screens.press("escape")
        assert screens.app.theme == "textual-dark"
        await screens.press("T")
        await screens.type("nord")
        await screens.press("enter")
        assert screens.app.theme == "nord"


async def test_without_colour_the_cursor_and_the_status_can_be_recognised(opened, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened() as screens:
        cursor = [line for line in screens.lines if "▌" in line]
        assert len(cursor) == 1
        assert "◐ understanding" in cursor[0]
        assert "● action plan" in screens.text


async def test_a_catalogue_that_breaks_while_open_is_reported(opened, shipped: Path):
    async with opened(shipped) as screens:
        screens.app.session.close()
        os.truncate(shipped, 0)
        await screens.press("2")
        assert str(shipped) in str(screens.browse.notes.render())


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (160, 45)], ids=case_id)
async def test_messages_cover_nothing_and_stay_long_enough_to_be_read(opened, shipped: Path, size: tuple[int, int]):
    async with opened(shipped, size=size, messages=True) as screens:
        await screens.press("b", "b", "e", "w")
        form, keys = screens.app.screen.form, screens.app.screen.keys
        shown = [toast.region for toast in screens.app.screen.query("Toast")]
        assert len(shown) == 3
        assert form.region.bottom == keys.region.y < keys.region.bottom <= min(region.y for region in shown)
        assert "Nothing is changed." in screens.text
        assert "q Back" in screens.text
        screens.app.notify("x" * 120)
        await screens.settle()
        assert max(note.timeout for note in screens.app._notifications) > 10
        await screens.press("escape", "escape")
        for toast in screens.app.screen.query("Toast"):
            toast._expire()
        await screens.settle()
        assert screens.browse.keys.region.bottom == size[1], "the lines are free again"


async def test_q_leaves_a_screen_and_in_the_list_the_program(opened):
    async with opened(size=(80, 24)) as screens:
        browse = screens.browse
        assert "q Quit" in screens.lines[-1]
        for keys in (("space", "space", "C"), ("e",), ("x",), ("u", "escape", "e", "w")):
            await screens.press(*keys)
            assert screens.app.screen is not browse, keys
            if hasattr(screens.app.screen, "keys"):
                assert "q Back" in screens.lines[-1]
            await screens.press("q")
            assert screens.app.screen is browse, keys
        await screens.press("e", "ctrl+q")
        assert not screens.app.is_running


async def test_q_keeps_unsaved_changes_once(opened, shipped: Path):
    async with opened(shipped) as screens:
        await screens.press("e", "delete", "q")
        assert screens.app.screen is not screens.browse
        await screens.press("q")
        assert screens.app.screen is screens.browse


async def test_q_quits(opened):
    async with opened() as screens:
        await screens.press("q")
        assert not screens.app.is_running


LIGHT = ("textual-light", "catppuccin-latte", "solarized-light", "rose-pine-dawn")
READABLE = 4.0
"""Times that text and its ground differ in lightness (WCAG 2.2, section 1.4.3, wants 4.5, and 3 for large text)."""


def contrast(style: Style) -> float:
    lightest, darkest = sorted((lightness(own) for own in (style.foreground, style.background)), reverse=True)
    return (lightest + 0.05) / (darkest + 0.05)


def lightness(color: Color) -> float:
    parts = [own / 12.92 if own <= 0.03928 else ((own + 0.055) / 1.055) ** 2.4 for own in color.normalized]
    return sum(share * own for share, own in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


async def test_headings_keys_and_remarks_are_readable_in_every_light_theme(opened):
    async with opened() as screens:
        for theme in LIGHT:
            screens.app.theme = theme
            await screens.settle()
            at = screens.browse
            styles = {
                "heading": at.facets.get_visual_style("facets--heading"),
                "line": at.detail.get_visual_style("line--heading"),
                "mark": at.detail.get_visual_style("line--mark"),
                "marked": at.results.get_visual_style("results--marked"),
                "key": at.keys.get_visual_style("keybar--key"),
                "file": at.views.get_visual_style("viewbar--faint"),
                "remark": at.notes.visual_style,
            }
            assert {name for name, style in styles.items() if contrast(style) < READABLE} == set(), theme
