"""The sides of a card on the screen: turned with keys, walked from record to record, and back."""

from __future__ import annotations

from catalogue.api.session import Session
from catalogue.tui import sides
from catalogue.tui.state import Looking

PLAN = "agr-fergana-bashkortostan"


async def test_every_side_is_reached_and_stays_for_the_next_record(opened):
    async with opened(select=PLAN, size=(160, 45)) as screens:
        await screens.press("enter")
        seen = []
        for _ in range(6):
            seen.append(screens.browse.tab)
            told = next(name for tab, name in sides.tabs(screens.browse.card) if tab == seen[-1])
            assert f"[{told}]" in screens.text
            await screens.press("right")
        assert seen == ["overview", "links", "around", "timeline", "sources", "history"]
        await screens.press("right", "right", "right", "escape", "j")
        assert "[Timeline]" in screens.text
        assert screens.chosen != PLAN


async def test_the_neighbourhood_is_walked_and_walked_back(opened):
    async with opened(select=PLAN) as screens:
        await screens.press("N")
        assert screens.focus == "detail"
        assert "Government of Bashkortostan" in screens.browse.detail.text
        assert "place-ru-ba" in screens.browse.detail.text  # two steps away
        await screens.press("enter")
        assert screens.chosen == "org-bashkortostan-government"
        assert "[Around]" in screens.text
        await screens.press("left_square_bracket")
        assert screens.chosen == PLAN
        assert screens.browse.detail.target == "org-bashkortostan-government"


def test_every_side_of_every_kind_has_lines(built):
    with Session.open(built) as session:
        for record in (PLAN, "park-alabuga", "place-uz-fa", "evt-forum-3", "src-daryo-forum"):
            for tab, _name in sides.tabs(sides.side(session, record, Looking(), "overview").card):
                assert len(sides.side(session, record, Looking(), tab, held=True).lines) > 1
