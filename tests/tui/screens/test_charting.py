"""Charts and the map, with the keyboard."""

from __future__ import annotations

from pathlib import Path

PANES = ("advice", "detail")


async def test_charts_count_the_current_list_and_a_bar_leads_to_its_records(opened):
    async with opened() as screens:
        await screens.press("6")
        assert screens.focus == "advice"
        assert screens.query == "kind:agreement"
        assert "Charts · 13 records" in screens.text
        assert screens.browse.advice.targets[:3] == ("year=2023", "year=2024", "year=2025")
        await screens.press("enter")
        assert (screens.browse.looking.view, screens.query) == ("agreements", "date:2023")
        assert screens.browse.results.total == 3
        await screens.press("left_square_bracket", "j", "j", "j", "enter")
        assert screens.query == "no:date"
        assert screens.browse.results.total == 8
        await screens.press("6", "2")
        assert screens.browse.looking.view == "technoparks"
        assert "kind:" not in screens.query


async def test_a_count_on_the_map_is_labelled_and_leads_to_its_records(opened):
    async with opened(view="charts", query="kind:agreement", size=(160, 45)) as screens:
        await screens.press("tab")
        assert screens.focus == "detail"
        assert screens.browse.detail.target == "region=RU-TA"
        assert "Tatarstan: 2" in screens.text
        drawn = screens.browse.detail.text
        await screens.press("m")
        assert screens.browse.detail.text != drawn
        assert screens.browse.detail.target == "region=RU-TA"
        await screens.press("enter")
        assert screens.query == "region:RU-TA"
        assert screens.browse.results.total == 2
        assert screens.browse.detail.region


async def test_the_map_counts_records_in_regions_and_not_the_regions_themselves(opened):
    """Every region has a record of its own, which says nothing about what is there."""
    async with opened(view="charts", size=(160, 45)) as screens:
        assert "Map, places themselves not counted" in screens.text
        spots = {spot.code: spot.count for spot in screens.browse._spots()}
        assert len(spots) < 30
        assert spots["UZ-TO"] == 3
        await screens.press("tab")
        shown = screens.browse.detail.target.removeprefix("region=")
        await screens.press("enter")
        assert screens.browse.looking.view == "all"
        assert screens.query.split() == ["-kind:place", f"region:{shown}"]
        assert screens.browse.results.total == spots[shown]
    async with opened(view="charts", query="kind:place", size=(160, 45)) as screens:
        assert len(screens.browse._spots()) > 80
        assert "not counted" not in screens.text


async def test_ticks_and_words_narrow_the_charts_and_bars_can_be_shown_as_numbers(opened):
    async with opened(view="charts", query="kind:agreement") as screens:
        await screens.press("v")
        assert "█" not in screens.browse.advice.text
        assert "23.1%" in screens.browse.advice.text
        await screens.press("f", "slash", "space", "f", "a", "r", "g", "enter")
        assert screens.browse.looking.view == "charts"
        assert screens.focus == "advice"
        assert 0 < screens.browse._breakdown.total < 13
        await screens.press("slash", "space", "z", "z", "z", "enter")
        assert "Nothing to count." in screens.text


async def test_charts_follow_the_size_of_their_panes(opened):
    async with opened(view="charts", size=(160, 45)) as screens:
        for size in ((80, 24), (120, 36), (40, 12), (160, 45)):
            await screens.resize(*size)
            for pane in (screens.browse.advice, screens.browse.detail):
                width = pane.scrollable_content_region.width
                assert not width or all(len(line) < width for line in pane.text.splitlines()), size


async def test_the_exported_numbers_equal_those_of_the_command(opened, ask, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with opened(view="charts", query="kind:agreement") as screens:
        await screens.press("x", "enter")
        await screens.press("x", "enter")
        assert "charts.csv exists already" in screens.text
    written = (tmp_path / "charts.csv").read_bytes()
    assert written.startswith(b"field,value,label,count")
    assert ask("stats", "--charts", "--csv", "kind:agreement").raw == written
