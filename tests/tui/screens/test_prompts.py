"""Small windows: choosing a value among many, in any spelling."""

from __future__ import annotations

import pytest

from catalogue.model.kinds import KINDS
from catalogue.present import form
from catalogue.present.shapes import Span, text_of
from catalogue.tui import offering
from catalogue.tui.screens.prompts import Prompt, narrowed

LINES = tuple((Span(name, "link", name), Span("  3", "faint")) for name in ("Fergana region", "Tatarstan", "see [/x]"))


def test_part_of_a_name_narrows_the_lines_in_any_script():
    assert narrowed(LINES, "  ") == LINES
    assert [text_of(line) for line in narrowed(LINES, "фарғона")] == ["Fergana region  3"]
    assert [text_of(line) for line in narrowed(LINES, "TARS")] == ["Tatarstan  3"]
    assert [text_of(line) for line in narrowed(LINES, "[/")] == ["see [/x]  3"]
    assert narrowed(LINES, "nowhere") == ()


async def test_enter_on_a_heading_finds_a_value_and_ticks_it(opened):
    async with opened(view="all") as screens:
        await screens.press("f")
        while screens.browse.facets._items[screens.browse.facets.cursor].field != "region":
            await screens.press("j")
        assert screens.browse.facets._items[screens.browse.facets.cursor].heading
        await screens.press("enter")
        assert isinstance(screens.app.screen, Prompt)
        await screens.type("фарғона")
        assert "Fergana region" in screens.text
        await screens.press("enter")
        assert screens.app.screen is screens.browse
        assert screens.query == "region:UZ-FA"
        await screens.press("left_square_bracket")
        assert screens.query == ""


async def test_a_value_can_be_selected_from_the_list_and_escape_selects_nothing(opened):
    async with opened() as screens:
        await screens.press("f", "g", "enter", "down", "enter")
        assert screens.query == "status:approved"
        await screens.press("g", "enter", "escape")
        assert screens.query == "status:approved"


async def test_nothing_is_selected_without_a_match(opened):
    async with opened() as screens:
        await screens.press("f", "g", "enter")
        await screens.type("zzz")
        assert "Nothing matches." in screens.text
        await screens.press("enter")
        assert isinstance(screens.app.screen, Prompt)


@pytest.mark.parametrize("lang", ["en", "ru", "uz"])
def test_closed_values_are_offered_in_words_and_found_by_their_codes(lang: str):
    """Only codes that documents have, too, are shown: of countries, regions and sectors."""
    kind = KINDS["technopark"]
    forms, countries = form.choices(kind.form, "", lang), form.choices(kind.field("country"), "", lang)
    assert not any("_" in text_of(line) or text_of(line) == "sez" for line in forms)
    assert "it_park" in [line[0].target for line in narrowed(forms, "it_park")]
    assert [line[0].target for line in narrowed(forms, "SEZ")] == ["sez"]
    assert any(text_of(line).endswith(" UZ") for line in countries)
    assert not any("_" in text_of(line) for line in offering.roles("agreement", lang))
    twice = [text_of(line) for line in offering.claimable("technopark", lang) if len(line) > 1]
    assert [text.split()[-1] for text in twice] == ["residents", "resident"], "the same word for two things has a code"
