"""Keys that come in one go: each does what it would have done alone."""

from __future__ import annotations

from textual import events

from catalogue.tui.commands import BY_ID

NAMES = {"/": "slash", "⏎": "enter", " ": "space", ":": "colon", "?": "question_mark", "⎋": "escape", "'": "apostrophe"}


async def burst(screens, text: str) -> None:
    """All keys before the first of them is worked off."""
    for letter in text:
        name = NAMES.get(letter, letter)
        screens.app.post_message(events.Key(name, letter if len(name) == 1 or letter in " /:'" else None))
    await screens.settle()
    await screens.settle()


async def test_what_is_typed_in_one_go_after_a_slash_is_the_query(opened):
    async with opened(view="technoparks") as screens:
        everything = screens.browse.results.total
        await burst(screens, "/чирчик⏎")
        assert screens.query == "чирчик"
        assert screens.focus == "results"
        assert 0 < screens.browse.results.total < everything
        await burst(screens, "/qqq⎋f")
        assert screens.query == "чирчикqqq"
        assert screens.focus == "facets"


async def test_what_is_typed_in_one_go_after_a_key_that_opens_a_window_goes_into_it(opened):
    async with opened() as screens:
        await burst(screens, "?sort")
        assert screens.app.focused.value == "sort"
        await burst(screens, "⎋⎋jj/a")
        assert screens.query == "a"
        assert BY_ID["search"].keys == "slash"


async def test_a_key_waits_for_what_the_one_before_it_told_the_screen(opened):
    """From the box to the list with enter, a line down, into the card, up again, and a letter that must not stay."""
    async with opened() as screens:
        await burst(screens, "/а⏎")
        await burst(screens, "⎋g⏎")
        assert screens.focus == "detail"


async def test_keys_go_on_where_the_widget_under_the_last_one_is_gone(opened):
    async with opened() as screens:
        for _ in range(3):
            await burst(screens, "yr")
        assert screens.focus == "results"
        await burst(screens, "?⎋⎋/x")
        assert screens.query == "x"
