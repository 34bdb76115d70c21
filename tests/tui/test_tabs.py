"""The tabs of a card on the screen: switched with keys, kept from record to record, and back."""

from __future__ import annotations

from catalogue.api.session import Session
from catalogue.tui import tabs
from catalogue.tui.state import ViewState

PLAN = "agr-fergana-bashkortostan"


async def test_every_side_can_be_reached_and_is_kept_for_the_next_record(opened):
    async with opened(select=PLAN, size=(160, 45)) as screens:
        await screens.press("enter")
        seen = []
        for _ in range(6):
            seen.append(screens.browse.tab)
            result = next(name for tab, name in tabs.titles(screens.browse.card) if tab == seen[-1])
            assert f"[{result}]" in screens.text
            await screens.press("right")
        assert seen == ["overview", "links", "around", "timeline", "sources", "history"]
        await screens.press("right", "right", "right", "escape", "j")
        assert "[Timeline]" in screens.text
        assert screens.chosen != PLAN


async def test_the_neighbourhood_can_be_walked_and_walked_back(opened):
    async with opened(select=PLAN) as screens:
        await screens.press("N")
        assert screens.focus == "detail"
        assert "Government of Bashkortostan" in screens.browse.detail.text
        assert "place-ru-ba" in screens.browse.detail.text  # two steps away
        await screens.press("enter")
        assert screens.chosen == "org-bashkortostan-government"
        assert "[Network]" in screens.text
        await screens.press("left_square_bracket")
        assert screens.chosen == PLAN
        assert screens.browse.detail.target == "org-bashkortostan-government"


async def test_a_link_back_to_the_record_under_the_cursor_of_the_list_opens_it(opened):
    async with opened(select="agr-tatarstan-aluminium-clusters") as screens:
        await screens.press("enter", "l")
        screens.browse.detail.point_to("per-magomed-malsagov")
        await screens.press("enter")
        assert screens.browse.card.record.id == "per-magomed-malsagov"
        screens.browse.detail.point_to("agr-tatarstan-aluminium-clusters")
        await screens.press("enter")
        assert screens.browse.card.record.id == screens.chosen == "agr-tatarstan-aluminium-clusters"
        await screens.press("left_square_bracket")
        assert screens.browse.card.record.id == "per-magomed-malsagov"
        assert screens.browse.path == ("agr-tatarstan-aluminium-clusters",)
        await screens.press("right_square_bracket")
        assert screens.browse.path == ("agr-tatarstan-aluminium-clusters", "per-magomed-malsagov")


async def test_the_path_to_a_record_is_shown_and_leads_back(opened):
    """Follows links from a plan to its party and on to the party's region, and back by one step of the path."""
    async with opened(select=PLAN) as screens:
        detail = screens.browse.detail
        await screens.press("enter", "l", "enter")
        assert screens.browse.path == (PLAN,)
        party = screens.chosen
        assert detail.text.splitlines()[0].startswith("Fergana region")
        assert detail.target, "the cursor is on the first link of the card, not on the path"
        await screens.press("enter")
        assert screens.browse.path == (PLAN, party)
        assert detail.text.splitlines()[0].count("›") == 2
        await screens.press("g", "down", "enter")
        assert (screens.chosen, screens.browse.path) == (party, (PLAN,)), "the last step of the path"
        await screens.press("right_square_bracket", "g", "enter")
        assert (screens.chosen, screens.browse.path) == (PLAN, ())
        await screens.press("right_square_bracket", "escape", "j")
        assert screens.browse.path == (), "another row of the list starts a new path"
        assert "›" not in detail.text


def test_every_side_of_every_kind_has_lines(built):
    with Session.open(built) as session:
        for record in (PLAN, "park-alabuga", "place-uz-fa", "evt-forum-3", "src-daryo-forum"):
            for tab, _name in tabs.titles(tabs.tab(session, tabs.Asked(record, "overview"), ViewState()).card):
                assert len(tabs.tab(session, tabs.Asked(record, tab, held=True), ViewState()).lines) > 1
