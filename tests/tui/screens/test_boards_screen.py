"""The agenda and the saved searches, with the keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue.api import marks
from catalogue.api.session import Session

PLAN_END = "mile-fergana-plan-end"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CATALOGUE_TODAY", "2026-03-01")


async def test_the_tab_counts_overdue_entries_and_the_agenda_starts_with_them(opened):
    async with opened() as screens:
        assert "5 Agenda ⚑2" in screens.text
        await screens.press("5")
        assert screens.focus == "advice"
        assert "Overdue · 2" in screens.text
        assert "Signed, never reported in force" in screens.text
        assert screens.browse.card.record.id == PLAN_END


async def test_the_card_follows_the_cursor_and_enter_opens_it(opened):
    async with opened(view="agenda") as screens:
        await screens.press("j")
        assert screens.browse.card.record.id == "mile-jizzakh-plan-end"
        await screens.press("enter")
        assert screens.focus == "detail"
        while screens.browse.detail.target != "agr-jizzakh-bashkortostan":
            await screens.press("down")
        await screens.press("enter")
        if screens.chosen != "agr-jizzakh-bashkortostan":
            await screens.press("enter")
        assert screens.browse.card.record.id == "agr-jizzakh-bashkortostan"
        await screens.press("left_square_bracket")
        assert screens.browse.card.record.id == "mile-jizzakh-plan-end"


async def test_the_agenda_ends_with_declared_but_missing_records(opened):
    async with opened(view="agenda", select="evt-forum-3") as screens:
        own = screens.browse.advice.text.partition("Declared, but not recorded · 5")[2]
        assert "III Forum of Interregional Cooperation between Uzbekistan and Russia" in own
        assert "7 commercial agreements declared, 5 recorded, at least 2 missing" in " ".join(own.split())
        assert "interregional agreements" not in own, "what is declared and recorded is not due"
        assert screens.browse.advice.target == screens.browse.card.record.id == "evt-forum-3"
        await screens.press("G", "enter")
        assert screens.browse.card.record.id == "proj-uz-kz-list"
        await screens.press("slash", "ctrl+u")
        await screens.type("jizzakh")
        assert "Declared, but not recorded · 1" in screens.browse.advice.text
        await screens.type(" qqzz")
        assert "Nothing that meets jizzakh qqzz is due." in screens.browse.advice.text


async def test_an_agenda_that_a_query_leaves_empty_says_so_and_leads_to_the_whole_agenda(opened):
    async with opened(view="agenda", query="qqzz") as screens:
        assert "Nothing that meets qqzz is due." in screens.browse.advice.text
        assert screens.browse.card is None
        await screens.press("enter")
        assert (screens.browse.looking.view, screens.query) == ("agenda", "")
        assert "Overdue · 2" in screens.text


async def test_the_agenda_follows_the_query_and_the_filters(opened):
    async with opened(view="agenda", query="jizzakh") as screens:
        assert "Overdue · 1" in screens.text
        assert "Fergana" not in screens.browse.advice.text
        await screens.press("f", "j", "space")
        assert screens.query.startswith("jizzakh kind:")
        assert screens.browse.looking.view == "agenda"


async def test_the_horizon_can_be_moved_within_limits(opened, monkeypatch):
    monkeypatch.setenv("CATALOGUE_TODAY", "2025-03-01")
    async with opened(view="agenda") as screens:
        assert "until 30 May 2025" in screens.text
        assert PLAN_END not in screens.browse.advice.targets
        await screens.press("greater_than_sign", "greater_than_sign")
        assert "until 1 Mar 2026" in screens.text
        assert PLAN_END in screens.browse.advice.targets
        assert "December 2025" in screens.text
        await screens.press(*["greater_than_sign"] * 5)
        assert "everything ahead" in screens.text
        await screens.press(*["less_than_sign"] * 9)
        assert "until 31 Mar 2025" in screens.text


async def test_an_empty_agenda_is_reported(opened, empty: Path):
    async with opened(empty, view="agenda") as screens:
        assert "Nothing is due." in screens.text


async def test_the_footer_offers_only_keys_that_work_in_the_view(opened):
    async with opened(size=(160, 30)) as screens:
        assert "Sort" in screens.lines[-1]
        assert "Further" not in screens.lines[-1]
        await screens.press("greater_than_sign")
        assert screens.browse.horizon == 1
        await screens.press("5", "s")
        assert screens.query == ""
        assert "Sort" not in screens.lines[-1]
        assert "> Further" in screens.lines[-1]


async def test_a_search_can_be_saved_opened_in_its_view_and_deleted(opened, shipped: Path):
    async with opened(shipped, view="technoparks", query="status:operating sort:name") as screens:
        found = screens.browse.results.total
        await screens.press("asterisk")
        await screens.type("my [parks]")
        await screens.press("enter")
        assert "7 Saved 1" in screens.text
        with Session.open(shipped) as session:
            (saved,) = marks.everything(session).saved
        assert saved.name == "my [parks]"
        assert "kind:technopark" in saved.query
        await screens.press("1", "slash", "ctrl+u", "enter", "apostrophe")
        assert f"my [parks]  {found}  " in screens.text
        await screens.press("enter")
        looking = screens.browse.looking
        assert (looking.view, looking.query) == ("technoparks", "status:operating sort:name")
        assert screens.browse.results.total == found
        await screens.press("7", "delete")
        assert "No search is saved yet." in screens.text
        assert any("status:operating" in note.message for note in screens.app._notifications)


async def test_a_saved_search_is_opened_with_its_columns(opened, shipped: Path, tmp_path: Path):
    memory = tmp_path / "state.json"
    async with opened(shipped, view="technoparks", query="status:operating", memory=memory) as screens:
        usual = list(screens.browse.results._cells)
        await screens.press("c")
        await screens.type("floor")
        await screens.press("enter", "escape", "asterisk")
        await screens.type("floors")
        await screens.press("enter", "c", "enter", "asterisk")
        await screens.type("plain")
        await screens.press("enter")
        assert list(screens.browse.results._cells) == usual
        await screens.press("7")
        assert "columns: form, places, residents" in screens.text, "only columns that are not the usual ones"
        await screens.press("enter")
        assert "floor_m2" in screens.browse.results._cells
        await screens.press("7", "down", "enter")
        assert list(screens.browse.results._cells) == usual
        await screens.press("left_square_bracket", "left_square_bracket")
        assert "floor_m2" in screens.browse.results._cells, "going back restores the columns"
        await screens.press("c")
        await screens.type("jobs")
        await screens.press("enter", "escape")
        assert "jobs" in screens.browse.results._cells
        await screens.press("1", "2")
        assert list(screens.browse.results._cells) == usual, "the columns of the view are as they were"
        await screens.press("colon")
        await screens.type("floors")
        await screens.press("enter")
    async with opened(shipped, memory=memory) as screens:
        assert "floor_m2" in screens.browse.results._cells, "the next start restores them"
    async with opened(shipped, saved="floors", query="Chirchiq") as screens:
        assert "floor_m2" in screens.browse.results._cells, "the program can begin with a saved search"
        assert screens.query == "status:operating Chirchiq"


async def test_typing_among_saved_searches_returns_to_records(opened):
    async with opened(view="clusters") as screens:
        await screens.press("7", "slash")
        await screens.type("clu")
        assert screens.browse.looking.view == "clusters"
        assert screens.browse.results.total > 0


async def test_a_read_only_catalogue_is_reported_and_nothing_is_saved(opened, shipped: Path):
    async with opened(shipped, read_only=True) as screens:
        await screens.press("asterisk")
        await screens.type("x")
        await screens.press("enter")
        assert any(note.severity == "warning" for note in screens.app._notifications)
        await screens.press("7")
        assert "No search is saved yet." in screens.text


async def test_a_saved_search_is_renamed_and_keeps_its_query(opened, shipped: Path):
    with Session.open(shipped) as session:
        marks.save(session, "parks", "kind:technopark status:operating")
        marks.save(session, "others", "kind:cluster")
    async with opened(shipped, view="saved") as screens:
        assert screens.browse.advice.target == "others"
        await screens.press("r")
        assert "⏎: save" in screens.text
        await screens.press("ctrl+u")
        await screens.type("parks")
        await screens.press("enter")
        assert any("already a saved search called parks" in note.message for note in screens.app._notifications)
        await screens.press("r", "ctrl+u")
        await screens.type("clusters")
        await screens.press("enter")
    with Session.open(shipped) as session:
        kept = {own.name: own.query for own in marks.everything(session).saved}
    assert kept == {"clusters": "kind:cluster", "parks": "kind:technopark status:operating"}
