"""The filters by keys and by mouse, at every size of the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from case_ids import case_id

SIZES = [(160, 45), (120, 36), (80, 24), (60, 15), (40, 12)]


def row(screens, text: str, field: str = "") -> int:
    """The number of the line of the filters that has a text, below the heading of a field."""
    lines = screens.browse.facets.text.splitlines()
    start = next((at for at, line in enumerate(lines) if line.strip().startswith(field)), 0)
    return next(at for at in range(start, len(lines)) if text in lines[at])


async def to(screens, text: str, field: str = "") -> None:
    """Put the cursor of the filters on a line, with keys."""
    if screens.focus != "facets":
        await screens.press("f")
    await screens.press("g", *["j"] * row(screens, text, field))
    assert any(text[:10] in line.partition("▌")[2][:30] for line in screens.lines), "the cursor is on the screen"


@pytest.mark.parametrize("size", SIZES, ids=case_id)
async def test_filters_work_by_keys_at_every_size(opened, size: tuple[int, int]):
    async with opened(size=size, view="agreements") as screens:
        await to(screens, "signed")
        await screens.press("space")
        assert screens.query == "status:signed"
        await to(screens, "agreed")
        await screens.press("space")
        assert screens.query == "status:signed,agreed", "several values of one filter are alternatives"
        assert screens.browse.results.total == 12
        await to(screens, "memorandum")
        await screens.press("minus")
        assert screens.query == "status:signed,agreed -form:memorandum"
        assert "⊟ memorandum" in screens.text
        await to(screens, "not recorded", "LEVEL")
        await screens.press("space")
        assert screens.query.endswith(" no:level")
        await screens.press("backspace")
        await to(screens, "STATUS")
        assert "⌫ Clear" in screens.text
        await screens.press("backspace")
        assert screens.query == "-form:memorandum", "only this filter is cleared"
        await screens.press("F")
        assert screens.query == ""


@pytest.mark.parametrize("size", SIZES, ids=case_id)
async def test_values_are_found_and_ordered_and_years_chosen_at_every_size(opened, size: tuple[int, int]):
    async with opened(size=size, view="agreements") as screens:
        await to(screens, "FORM")
        await screens.press("enter")
        assert "part of a value" in screens.text
        await screens.type("road")
        await screens.press("enter")
        assert screens.query == "form:roadmap"
        await screens.press("backspace", "O")
        named = [line.strip("□ 0123456789") for line in screens.browse.facets.text.splitlines()]
        assert named.index("agreement") < named.index("contract") < named.index("understanding")
        await screens.press("O")
        await to(screens, "2023", "YEAR")
        await screens.press("left", "space")
        assert screens.query == "date:2024"
        await screens.press("space", "v", "right", "space")
        assert screens.query == "date:2024..2025"
        await screens.press("escape")
        assert screens.focus == "results"


@pytest.mark.parametrize("size", SIZES, ids=case_id)
async def test_filters_work_by_mouse_at_every_size(opened, size: tuple[int, int]):
    async with opened(size=size, view="agreements") as screens:
        await screens.press("f")
        facets, pilot = screens.browse.facets, screens.pilot

        async def click(text: str, *, button: int = 1, x: int = 5) -> None:
            region = facets.scrollable_content_region
            await pilot.click(
                facets,
                offset=(x + region.x - facets.region.x, region.y - facets.region.y + row(screens, text)),
                button=button,
            )
            await screens.settle()

        await click("signed")
        assert screens.query == "status:signed"
        await click("agreed", button=3)
        assert screens.query == "status:signed -status:agreed"
        await click("STATUS", x=facets.scrollable_content_region.width - 2)
        assert screens.query == ""
        await click("STATUS")
        assert "part of a value" in screens.text
        await screens.press("escape")
        assert screens.focus == "facets"


async def test_tags_are_the_last_filter_as_soon_as_there_are_any(opened, shipped: Path):
    async with opened(shipped, view="agreements") as screens:
        assert "TAG" not in screens.browse.facets.text
        await screens.press("t")
        await screens.type("this week")
        await screens.press("enter")
        await to(screens, "this week", "TAG")
        await screens.press("space")
        assert screens.query == 'tag:="this week"'
        assert screens.browse.results.total == 1
        await screens.press("minus")
        assert screens.query == '-tag:="this week"'
        assert screens.browse.results.total == 12


@pytest.mark.parametrize("lang", ["en", "ru", "uz"])
async def test_records_of_ones_own_are_filtered_by_keys_and_mouse(opened, shipped: Path, lang: str):
    """A star, a tag, a note each are a value with its count; starring a record counts it at once."""
    starred = {"en": "★ starred", "ru": "★ со звездой", "uz": "★ yulduzchali"}[lang]
    async with opened(shipped, size=(160, 45), view="agreements", lang=lang) as screens:
        assert starred not in screens.browse.facets.text
        await screens.press("b")
        await to(screens, starred)
        await screens.press("space")
        assert screens.query == "is:starred"
        assert screens.browse.results.total == 1
        await screens.press("minus")
        assert screens.query == "-is:starred"
        assert screens.browse.results.total == 12
        await screens.press("backspace")
        assert screens.query == ""
        await to(screens, starred)
        below = row(screens, starred) - screens.browse.facets.scroll_offset.y
        await screens.pilot.click("#facets", offset=(4, below + 1))
        await screens.settle()
        assert screens.query == "is:starred"
