"""The palette: commands, views, saved searches and records, by part of their name in any script."""

from __future__ import annotations

from catalogue import i18n
from catalogue.tui.commands import COMMANDS
from catalogue.tui.screens.palette import Palette, command_lines


def test_a_command_is_found_by_its_words_its_help_and_its_id():
    def found(typed: str) -> list[str]:
        targets = (span.target for line in command_lines(COMMANDS, {}, typed) for span in line)
        return list(dict.fromkeys(filter(None, targets)))

    assert found("quit")[0] == "command:quit"
    assert "command:quit" in found("quit program")
    assert found("view_all") == ["command:view_all"]
    assert len(found("")) == len(COMMANDS)
    i18n.use("ru")
    assert "command:quit" in found("выйти")


async def test_records_are_found_in_any_script_and_opened(opened):
    async with opened() as screens:
        await screens.press("colon")
        await screens.type("чирчик")
        assert "Records" in screens.text
        await screens.press("enter")
        assert screens.app.screen is screens.browse
        assert screens.focus == "detail"
        assert "chirchiq" in screens.chosen
        await screens.press("left_square_bracket")
        assert screens.focus == "results"


async def test_a_saved_search_is_found_by_name_and_opened(opened, shipped):
    async with opened(shipped) as screens:
        await screens.press("slash")
        await screens.type("farg'ona")
        await screens.press("enter", "asterisk")
        await screens.type("valley")
        await screens.press("enter", "2")
        await screens.press("ctrl+p")
        await screens.type("vall")
        assert "Saved searches" in screens.text
        await screens.press("enter")
        assert screens.query == "farg'ona"
        assert screens.browse.looking.view == "agreements"


async def test_arrows_select_from_the_box_and_unavailable_commands_are_not_offered(opened):
    async with opened() as screens:
        await screens.press("colon")
        assert isinstance(screens.app.screen, Palette)
        offered = {command.id for command in screens.app.screen.commands}
        assert {"quit", "view_agenda", "mark_all"} <= offered
        assert not offered & {"further", "remove", "tick", "down", "palette", "clear"}
        await screens.type("technoparks")
        await screens.press("down", "up", "enter")
        assert screens.browse.looking.view == "technoparks"


async def test_data_in_the_palette_is_plain_text(opened, hostile):
    async with opened(hostile) as screens:
        await screens.press("colon")
        await screens.type("art")
        assert "see [/art. 4] and [b" in screens.text
        await screens.press("escape")
