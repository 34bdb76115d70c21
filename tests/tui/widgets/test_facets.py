"""Filters: counts, ticks of the query, values unfolded and sorted; a facet without values is left out."""

from __future__ import annotations

from msgspec.structs import replace
from textual.app import App, ComposeResult

from catalogue.model.answers import Facet, FacetValue
from catalogue.tui import messages
from catalogue.tui.widgets.facets import FEW, Facets

NONE: frozenset[str | None] = frozenset()
STATUS = Facet("status", "status", (FacetValue("signed", "signed", 9), FacetValue("agreed", "agreed", 3)))
COUNTRY = Facet(
    "country",
    "country",
    (*(FacetValue(f"C{n}", f"Country {9 - n}", 20 - n) for n in range(10)), FacetValue(None, "", 4)),
)
EMPTY = Facet("region", "region", (FacetValue(None, "", 13),))


class Host(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[str, str | None, bool]] = []
        self.sought_fields: list[str] = []

    def compose(self) -> ComposeResult:
        yield Facets(id="facets")

    def on_mount(self) -> None:
        self.facets = self.query_one(Facets)
        self.facets.show([STATUS, COUNTRY, EMPTY], {}, kind="agreement")
        self.facets.focus()

    def on_value_sought(self, event: messages.ValueSought) -> None:
        self.sought_fields.append(event.field)

    def on_ticked(self, event: messages.Ticked) -> None:
        self.sent.append((event.field, event.value, event.excluded))


async def test_a_status_has_its_glyph_and_a_facet_without_values_is_left_out():
    app = Host()
    async with app.run_test(size=(30, 30)):
        assert "□ ● signed" in app.facets.text
        assert "REGION" not in app.facets.text


async def test_capped_counts_are_marked():
    app = Host()
    async with app.run_test(size=(30, 30)) as pilot:
        app.facets.show([replace(STATUS, capped=True)], {}, kind="agreement")
        await pilot.pause()
        lines = [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]
        assert any("signed" in line and "9+" in line for line in lines)


async def test_space_ticks_and_minus_excludes_by_message_only():
    app = Host()
    async with app.run_test(size=(30, 30)) as pilot:
        await pilot.press("j", "space", "j", "minus")
        assert app.sent == [("status", "signed", False), ("status", "agreed", True)]
        assert "■" not in app.facets.text


async def test_ticks_come_from_outside_and_an_uncounted_ticked_value_is_shown():
    app = Host()
    async with app.run_test(size=(30, 30)):
        app.facets.tick({"status": (frozenset(["signed"]), frozenset(["agreed"]))})
        assert "■ ● signed" in app.facets.text
        assert "⊟ ◐ agreed" in app.facets.text
        app.facets.show([EMPTY], {"region": (frozenset(["UZ-FA"]), NONE)}, kind="agreement")
        assert "■ UZ-FA" in app.facets.text


async def test_more_values_can_be_unfolded_and_missing_values_ticked():
    app = Host()
    async with app.run_test(size=(30, 30)) as pilot:
        assert f"{11 - FEW} more" in app.facets.text
        assert "not recorded" not in app.facets.text
        await pilot.press("end", "enter")
        assert "not recorded" in app.facets.text
        await pilot.press("end", "space")
        assert app.sent == [("country", None, False)]


async def test_values_can_be_sorted_by_name_with_missing_values_last():
    app = Host()
    async with app.run_test(size=(30, 30)) as pilot:
        await pilot.press("end", "enter", "O")
        labels = [line[2:].strip().rsplit(" ", 1)[0].strip() for line in app.facets.text.splitlines()[4:]]
        assert labels == [*(f"Country {n}" for n in range(10)), "not recorded"]


async def test_the_cursor_stays_on_its_value_when_counts_change():
    app = Host()
    async with app.run_test(size=(30, 30)) as pilot:
        await pilot.press("j", "j")
        turned = Facet("status", "status", tuple(reversed(STATUS.values)))
        app.facets.show([turned, COUNTRY], {}, kind="agreement")
        await pilot.press("space")
        assert app.sent == [("status", "agreed", False)]


async def test_a_click_ticks():
    app = Host()
    async with app.run_test(size=(30, 30)) as pilot:
        await pilot.click(Facets, offset=(5, 2))
        assert app.sent == [("status", "agreed", False)]


async def test_enter_on_a_heading_asks_for_a_value_and_on_the_last_line_unfolds():
    app = Host()
    async with app.run_test(size=(30, 30)) as pilot:
        await pilot.press("g", "enter")
        assert app.sought_fields == ["status"]
        shown = len(app.facets.text.splitlines())
        await pilot.press("G", "enter")
        assert len(app.facets.text.splitlines()) > shown
        assert app.sought_fields == ["status"]


def years(*pairs: tuple[int, int]) -> tuple[FacetValue, ...]:
    return tuple(FacetValue(str(year), str(year), count) for year, count in pairs)


async def test_the_strip_is_below_the_heading_of_the_years():
    app = Host()
    async with app.run_test(size=(30, 30)):
        app.facets.show([Facet("year", "date", years((2025, 2), (2023, 8), (2022, 1)))], {}, kind=None)
        assert [line.rstrip() for line in app.facets.text.splitlines()[:2]] == ["YEAR", "  2022 ▁█ ▂ 2025"]


async def test_a_bar_or_a_range_of_bars_can_be_selected_and_is_shown_on_the_border():
    app = Host()
    async with app.run_test(size=(30, 30)) as pilot:
        values = years((2025, 2), (2024, 3), (2023, 8), (2021, 1))
        app.facets.show([Facet("year", "date", values)], {}, kind=None)
        await pilot.press("g", "j")
        assert str(app.facets.border_subtitle) == "2025: 2"
        await pilot.press("space", "left", "left", "space")
        assert app.sent == [("year", "2025", False), ("year", "2023", False)]
        await pilot.press("v", "left", "left", "left", "minus")
        assert app.sent[-1] == ("year", "2021..2023", True)
        assert str(app.facets.border_subtitle) == "2021–2023"
        await pilot.press("v", "right", "space")
        assert app.sent[-1] == ("year", "2022", False)
        await pilot.click(Facets, offset=(3 + 5 + 4, 1))
        assert app.sent[-1] == ("year", "2025", False)
        app.facets.tick({"year": (frozenset(["2021..2023"]), NONE)})
        assert "■ 2021–2023" in app.facets.text
        await pilot.press("j", "right")
        assert app.facets.border_subtitle is None
