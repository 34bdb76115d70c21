"""Browsing with the keyboard: the list narrows, filters edit the query, links are followed there and back."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

PLAN = "agr-fergana-bashkortostan"
GOVERNMENT = "org-bashkortostan-government"


async def test_a_newcomer_finds_a_plan_follows_a_link_and_comes_back_to_the_same_row(opened):
    async with opened() as screens:
        assert screens.browse.results.total == 13
        await screens.press("slash")
        await screens.type("farg'ona")
        assert screens.browse.results.total == 1
        await screens.press("enter", "enter")
        assert screens.focus == "detail"
        assert screens.browse.card.record.id == PLAN
        while screens.browse.detail.target != GOVERNMENT:
            await screens.press("down")
        await screens.press("enter")  # shows a link that is off the screen, or follows it
        if screens.chosen == PLAN:
            await screens.press("enter")
        assert screens.browse.card.record.id == GOVERNMENT
        assert "not in this list" in screens.text
        await screens.press("left_square_bracket")
        assert (screens.browse.card.record.id, screens.query) == (PLAN, "farg'ona")
        assert screens.browse.detail.target == GOVERNMENT
        assert screens.browse.results.row_at(screens.browse.results.cursor).id == PLAN


async def test_back_and_forward_restore_query_cursor_and_first_row(opened):
    async with opened(size=(80, 21)) as screens:
        await screens.press("G", "k", "k")
        results = screens.browse.results
        row, top, record = results.cursor, results.top, screens.chosen
        assert top > 0
        await screens.press("2")
        assert (screens.browse.looking.view, results.cursor) == ("technoparks", 0)
        await screens.press("slash")
        await screens.type("chirchiq")
        await screens.press("enter")
        assert 0 < results.total < 13
        found = results.total
        await screens.press("left_square_bracket")
        assert (screens.query, results.total) == ("", 13)
        await screens.press("left_square_bracket")
        assert screens.browse.looking.view == "agreements"
        assert (results.cursor, results.top, screens.chosen) == (row, top, record)
        await screens.press("right_square_bracket", "right_square_bracket")
        assert (screens.query, screens.browse.looking.view, results.total) == ("chirchiq", "technoparks", found)


async def test_typing_narrows_the_list_at_once_and_clearing_restores_it(opened):
    async with opened() as screens:
        await screens.press("slash")
        await screens.type("memo")
        assert 0 < screens.browse.results.total < 13
        await screens.press("ctrl+u")
        assert (screens.query, screens.browse.results.total) == ("", 13)


async def test_letters_typed_into_the_search_box_trigger_no_command(opened):
    async with opened() as screens:
        before = screens.browse.looking.view
        await screens.press("slash")
        await screens.type("qfj/x[*?:1L")
        assert screens.query == "qfj/x[*?:1L"
        assert screens.focus == "search"
        assert screens.browse.looking.view == before
        assert screens.app.is_running
        assert screens.app.screen is screens.browse


async def test_ticking_edits_the_query_and_the_query_ticks_the_filters(opened):
    async with opened() as screens:
        await screens.press("f", "j", "space")
        assert screens.query == "status:signed"
        assert screens.browse.results.total == 9
        assert "■ ● signed" in screens.text
        await screens.press("j", "space")  # several values of one field are alternatives
        assert screens.query == "status:signed,agreed"
        assert screens.browse.results.total == 12
        await screens.press("j", "minus")
        assert "-status:approved" in screens.query
        assert "⊟ ● approved" in screens.text
        await screens.press("k", "backspace")  # one filter, whichever of its values the cursor is on
        assert (screens.query, screens.browse.results.total) == ("", 13)
        await screens.press("space", "F")
        assert (screens.query, screens.browse.results.total) == ("", 13)
        await screens.press("slash")
        await screens.type("status:agreed")
        assert "■ ◐ agreed" in screens.text


async def test_clearing_the_filters_keeps_the_words(opened):
    async with opened(query="memorandum status:signed -country:KZ") as screens:
        await screens.press("F")
        assert screens.query == "memorandum"


async def test_missing_values_can_be_queried(opened):
    async with opened(query="no:country") as screens:
        assert screens.browse.results.total == 1
        assert "■ not recorded" in screens.text


async def test_an_empty_result_suggests_a_condition_to_drop_with_its_number_of_rows(opened):
    async with opened(query="farg'ona status:agreed") as screens:
        assert screens.browse.results.total == 0
        assert "Without “status:agreed”: 1 record" in screens.text
        assert "Without “farg'ona”: 3 records" in screens.text
        assert screens.focus == "advice"
        await screens.press("enter")
        assert screens.browse.results.total in (1, 3)
        assert screens.focus == "results"


async def test_an_empty_result_names_other_views_with_results(opened):
    async with opened(query="alabuga", view="clusters") as screens:
        assert screens.browse.results.total == 0
        assert "In Technoparks:" in screens.text


async def test_an_empty_catalogue_explains_how_to_fill_it(opened, empty: Path):
    async with opened(empty) as screens:
        assert "This catalogue is empty." in screens.text
        assert "catalogue import" in screens.text


async def test_a_requested_record_is_selected_even_if_the_list_does_not_contain_it(opened):
    async with opened(select="agr-cci-ozon") as screens:
        assert screens.browse.results.row_at(screens.browse.results.cursor).id == "agr-cci-ozon"
    async with opened(select=GOVERNMENT, view="agreements") as screens:
        assert screens.browse.card.record.id == GOVERNMENT
        assert "not in this list" in screens.text
    async with opened(select=GOVERNMENT) as screens:
        assert screens.browse.looking.view == "all"
        assert screens.browse.card.record.id == GOVERNMENT
        assert "not in this list" not in screens.text


async def test_a_missing_requested_record_is_reported(opened):
    async with opened(select="agr-no-such-thing") as screens:
        assert "agr-no-such-thing" in str(screens.browse.notes.render())
        assert screens.browse.results.total == 13


async def test_an_index_of_another_version_is_reported(opened, shipped: Path):
    with sqlite3.connect(shipped) as connection:
        connection.execute("UPDATE meta SET value = 'older' WHERE key = 'analyser'")
    async with opened(shipped) as screens:
        assert any("db reindex" in note.message for note in screens.app._notifications)


async def test_the_order_is_part_of_the_query_and_can_be_reversed(opened):
    async with opened() as screens:
        await screens.press("s")
        assert screens.query == "sort:date"
        await screens.press("s")
        assert screens.query == "sort:name"
        first = screens.browse.results.row_at(0).label
        await screens.press("S")
        assert screens.query == "sort:-name"
        assert screens.browse.results.row_at(12).label == first
        assert "name ↓" in screens.text


async def test_a_note_on_the_query_is_shown_below_the_box(opened):
    async with opened(query="statsu:signed") as screens:
        assert screens.browse.notes.display
        assert "statsu" in str(screens.browse.notes.render())
        await screens.press("slash", "ctrl+u")
        assert not screens.browse.notes.display


VIEWS = [("1", "agreements", 13), ("2", "technoparks", 13), ("3", "clusters", 4)]


@pytest.mark.parametrize(("key", "view", "total"), VIEWS)
async def test_a_digit_switches_the_view_and_keeps_the_query(opened, key, view, total):
    async with opened(view="all") as screens:
        await screens.press(key)
        assert (screens.browse.looking.view, screens.browse.results.total) == (view, total)


async def test_the_language_can_be_switched_without_moving_the_cursor(opened):
    async with opened() as screens:
        await screens.press("j", "j")
        record, row = screens.chosen, screens.browse.results.cursor
        await screens.press("L")
        assert "Соглашения" in screens.text
        assert "план мероприятий" in screens.text
        assert (screens.chosen, screens.browse.results.cursor) == (record, row)
        await screens.press("L")
        assert "Kelishuv" in screens.text


async def test_reload_shows_later_writes(opened, shipped: Path):
    from catalogue.api.importing import import_files
    from catalogue.api.session import Session
    from catalogue.transfer.intake.options import ImportOptions

    async with opened(shipped) as screens:
        file = shipped.parent / "agreements.csv"
        file.write_text("id,form,status\r\nagr-new,treaty,signed\r\n", encoding="utf-8")
        with Session.open(shipped) as session:
            import_files(session, [str(file)], ImportOptions())
        await screens.press("R")
        assert screens.browse.results.total == 14
        assert "1 Agreements 14" in screens.text


async def test_copying_offers_what_is_available_and_reports_what_happened(opened, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    async with opened(select="agr-cci-ozon") as screens:
        await screens.press("y")
        assert "Copy name and id" in screens.text
        await screens.press("i")
        assert screens.app.clipboard == "agr-cci-ozon"
        assert any("agr-cci-ozon" in note.message for note in screens.app._notifications)
        await screens.press("y", "q")
        assert screens.app.clipboard == "catalogue search --kind agreement -- ''"


async def test_suggestions_appear_while_typing_and_are_accepted_with_tab_or_right(opened):
    async with opened() as screens:
        await screens.press("slash")
        await screens.type("status:si")
        assert "⇥ signed" in screens.text
        await screens.press("tab")
        assert screens.query == "status:signed"
        assert screens.focus == "search"
        await screens.type(" chirch")
        assert "⇥ Chirchiq" in screens.text
        await screens.press("right")
        assert screens.query == "status:signed Chirchiq"
        await screens.type("zz")
        await screens.press("left", "right")
        assert screens.query == "status:signed Chirchiqzz"
        await screens.press("tab")
        assert screens.focus != "search"
        assert "⇥" not in screens.text


@pytest.mark.parametrize(("lang", "word"), [("ru", "подписано"), ("uz", "imzolangan")])
async def test_values_are_suggested_in_the_language_of_the_screens(opened, lang: str, word: str):
    async with opened(lang=lang) as screens:
        await screens.press("slash")
        await screens.type("status:" + word[:5])
        assert f"⇥ {word}" in screens.text
        await screens.press("tab")
        assert screens.query == "status:signed"


async def test_a_suggestion_does_not_replace_typed_letters(opened):
    async with opened() as screens:
        await screens.press("slash")
        await screens.type("stat")
        await screens.type("ion")
        assert screens.query == "station"


async def test_a_catalogue_of_another_name_and_a_read_only_one_are_told_on_every_width(opened, built, tmp_path):
    other = shutil.copy(built, tmp_path / "tashkent.db")
    async with opened(other, size=(80, 24), read_only=True) as screens:
        assert screens.lines[1].rstrip().endswith("tashkent.db · read only")
        await screens.resize(120, 36)
        assert "tashkent.db" in screens.lines[0]
        assert "tashkent.db" not in screens.lines[1]
        assert "read only" in screens.lines[1]
