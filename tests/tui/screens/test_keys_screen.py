"""The list of keys: this pane's first, then all; searchable; generated from the table of commands."""

from __future__ import annotations

from catalogue.present.marks import CONFLICTING, INFERRED, MEANINGS, OVERDUE, STAGES, STAR
from catalogue.present.shapes import text_of
from catalogue.tui.commands import COMMANDS
from catalogue.tui.screens.keys import KeysScreen, lines


def test_every_command_is_listed_once():
    result = "\n".join(text_of(line) for line in lines(("facets", "move", "browse", "app"), {}, ""))
    for command in COMMANDS:
        assert result.count(f"· {command.id}\n") == 1, command.id


def test_keys_of_the_pane_come_first():
    result = [text_of(line) for line in lines(("facets", "move", "browse", "app"), {}, "")]
    assert result[0] == "Here"
    here = result[: result.index("")]
    assert any("· tick" in line for line in here)
    assert not any("· quit" in line for line in here)


def test_keys_are_found_by_key_word_and_id():
    for text in ("PgDn", "zoom", "stop requiring", "view_all"):
        assert 0 < len([line for line in lines((), {}, text) if "·" in text_of(line)]) < 6
    assert [text_of(line) for line in lines((), {}, "no such thing")] == ["No key matches."]


def test_remapped_keys_are_shown_as_remapped():
    assert any("^f" in text_of(line) for line in lines((), {"search": "ctrl+f"}, "search"))


async def test_the_screen_can_be_opened_searched_and_closed(opened):
    async with opened() as screens:
        await screens.press("question_mark")
        assert isinstance(screens.app.screen, KeysScreen)
        await screens.type("exclude")
        assert "· exclude" in screens.text
        assert "· quit" not in screens.text
        await screens.press("enter", "escape")
        assert screens.app.screen is screens.browse
        assert screens.focus == "results"


async def test_the_screen_opens_from_the_search_box_too(opened):
    async with opened() as screens:
        await screens.press("slash", "f1")
        assert isinstance(screens.app.screen, KeysScreen)
        await screens.press("escape")
        assert screens.focus == "search"


def test_the_signs_of_lists_and_cards_are_explained_and_found():
    said = [text_of(line) for line in lines((), {}, "")]
    assert said[said.index("Signs") :] == ["Signs", *(line for line in said[-len(MEANINGS) :])]
    assert {*STAGES.values(), CONFLICTING, INFERRED, OVERDUE, STAR} <= {sign for sign, _text in MEANINGS}
    assert [text_of(line) for line in lines((), {}, "≠")] == ["Signs", "  ≠  sources disagree about it"]
