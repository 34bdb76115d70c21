"""The list holds a few pages however many rows there are, and requests no more rows than it shows."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from textual.app import App, ComposeResult

from catalogue.model.answers import Page, Row
from catalogue.tui import messages
from catalogue.tui.views import VIEWS
from catalogue.tui.widgets.results import HELD, PAGE, Results

MILLION = 1_000_000


def rows(offset: int, limit: int, total: int) -> Page:
    found = [
        Row(f"agr-{n:07}", "agreement", f"Agreement {n}", {"status": "signed", "form": "treaty"}, date="2024")
        for n in range(offset, min(offset + limit, total))
    ]
    return Page(tuple(found), total, offset)


@dataclass
class Given:
    """What the list has requested and reported."""

    pages: list[tuple[int, int]] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)


class Host(App[None]):
    """Answers the list with computed rows."""

    def __init__(self, total: int) -> None:
        super().__init__()
        self.total = total
        self.given = Given()

    def compose(self) -> ComposeResult:
        yield Results(id="results")

    def on_mount(self) -> None:
        self.results = self.query_one(Results)
        self.results.begin(VIEWS[0].columns, "en", rows(0, PAGE, self.total))
        self.results.focus()

    def on_wanted(self, event: messages.Wanted) -> None:
        self.given.pages.append((event.offset, event.limit))
        self.results.put(rows(event.offset, event.limit, self.total))

    def on_chosen(self, event: messages.Chosen) -> None:
        self.given.chosen.append(event.id)

    def on_opened(self, event: messages.Opened) -> None:
        self.given.opened.append(event.id)


def shown(app: App[None]) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


@pytest.mark.parametrize("total", [1_000, MILLION])
async def test_requested_and_held_rows_do_not_depend_on_the_total(total):
    app = Host(total)
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ["G", "g", *["pagedown"] * 30, "G", *["pageup"] * 10, "home"]:
            await pilot.press(key)
        await pilot.pause()
        assert sum(limit for _offset, limit in app.given.pages) <= 1_400
        assert app.results.held <= HELD * PAGE
        assert app.given.chosen[-1] == "agr-0000000"


async def test_the_last_of_a_million_rows_is_one_key_away():
    app = Host(MILLION)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("G")
        await pilot.pause()
        assert "Agreement 999999" in shown(app)
        assert app.given.pages == [(MILLION - PAGE, PAGE)]
        assert app.given.chosen[-1] == "agr-0999999"


async def test_a_row_is_reported_once_and_only_when_it_is_known():
    app = Host(250)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "j", "k", "enter")
        await pilot.pause()
        assert app.given.chosen == ["agr-0000000", "agr-0000001", "agr-0000002", "agr-0000001"]
        assert app.given.opened == ["agr-0000001"]


async def test_cursor_and_first_row_are_restored_silently():
    app = Host(250)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.given.chosen.clear()
        app.results.restore(40, 30)
        await pilot.pause()
        assert (app.results.cursor, app.results.top) == (40, 30)
        assert app.given.chosen == []
        await pilot.press("j")
        assert app.given.chosen == ["agr-0000041"]


async def test_the_cursor_stays_visible_when_the_screen_shrinks():
    app = Host(250)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*["j"] * 20)
        await pilot.resize_terminal(60, 8)
        await pilot.pause()
        assert "▌" in shown(app)
        assert app.results.cursor == 20


async def test_an_empty_list_accepts_keys_and_reports_nothing():
    app = Host(0)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "G", "pagedown", "enter", "g")
        assert app.given == Given()


async def test_an_exact_count_replaces_a_capped_one_and_keeps_the_position():
    app = Host(10_000)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "j")
        app.results.count(60_000)
        await pilot.pause()
        assert (app.results.cursor, app.results.total) == (2, 60_000)
        app.total = 60_000
        await pilot.press("G")
        await pilot.pause()
        assert "Agreement 59999" in shown(app)


async def test_a_click_selects_and_a_double_click_opens():
    app = Host(250)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(Results, offset=(10, 4))
        await pilot.pause()
        assert app.results.cursor == 3
        await pilot.double_click(Results, offset=(10, 4))
        await pilot.pause()
        assert app.given.opened == ["agr-0000003"]


async def test_a_cut_name_keeps_its_evidence_marks():
    app = Host(1)
    async with app.run_test(size=(60, 10)) as pilot:
        row = Row("agr-1", "agreement", "A name that goes on and on " * 5, {}, inferred=True, conflicting=True)
        app.results.begin(VIEWS[0].columns, "en", Page((row,), 1))
        await pilot.pause()
        assert "… ≠≈" in shown(app)


@pytest.mark.parametrize("width", [80, 150])
async def test_parties_without_space_for_their_names_have_short_ones(width: int):
    """Each party keeps its beginning."""
    parties = ("Association of Technoparks", "Khokimiyat of Fergana region", "Third Party Limited")
    app = Host(1)
    async with app.run_test(size=(width, 10)) as pilot:
        row = Row("agr-1", "agreement", "Plan", {}, parties[:2], short_parties=("AOT", parties[1]))
        app.results.begin(VIEWS[0].columns, "en", Page((row,), 1))
        await pilot.pause()
        wide = width == 150
        assert (" · ".join(parties[:2]) in shown(app)) == wide
        assert ("AOT · Khokim" in shown(app)) != wide
        app.results.begin(VIEWS[0].columns, "en", Page((Row("agr-2", "agreement", "Plan", {}, parties),), 1))
        await pilot.pause()
        assert all(name[: 12 if wide else 4] in shown(app) for name in parties)
