"""Keys that arrive in one burst: each does what it would have done alone."""

from __future__ import annotations

from textual import events

from catalogue.tui.commands import BY_ID

NAMES = {"/": "slash", "⏎": "enter", " ": "space", ":": "colon", "?": "question_mark", "⎋": "escape", "'": "apostrophe"}


async def burst(screens, text: str) -> None:
    """Send all keys before the first of them is handled."""
    for letter in text:
        name = NAMES.get(letter, letter)
        screens.app.post_message(events.Key(name, letter if len(name) == 1 or letter in " /:'" else None))
    await screens.settle()
    await screens.settle()


async def test_a_burst_after_a_slash_becomes_the_query(opened):
    async with opened(view="technoparks") as screens:
        everything = screens.browse.results.total
        await burst(screens, "/чирчик⏎")
        assert screens.query == "чирчик"
        assert screens.focus == "results"
        assert 0 < screens.browse.results.total < everything
        await burst(screens, "/qqq⎋f")
        assert screens.query == "чирчик qqq"
        assert screens.focus == "facets"


async def test_a_burst_after_a_key_that_opens_a_window_goes_into_the_window(opened):
    async with opened() as screens:
        await burst(screens, "?sort")
        assert screens.app.focused.value == "sort"
        await burst(screens, "⎋⎋jj/a")
        assert screens.query == "a"
        assert BY_ID["search"].keys == "slash"


async def test_a_key_waits_for_the_effect_of_the_previous_one(opened):
    """From the box to the list with enter, a line down, into the card, up again, and a letter that must not be kept."""
    async with opened() as screens:
        await burst(screens, "/а⏎")
        await burst(screens, "⎋g⏎")
        assert screens.focus == "detail"


async def test_keys_continue_after_the_focused_widget_is_removed(opened):
    async with opened() as screens:
        for _ in range(3):
            await burst(screens, "yr")
        assert screens.focus == "results"
        await burst(screens, "?⎋⎋/x")
        assert screens.query == "x"


async def test_a_burst_of_letters_sends_at_most_one_query_each_and_the_last_text_wins(opened):
    """A query overtaken by a later letter is stopped; filters are requested only once the list is there."""
    async with opened(view="all") as screens:
        numbers = screens.browse._numbers
        before = dict(numbers)
        await burst(screens, "/bashkortostan")
        asked = {group: numbers[group] - before.get(group, 0) for group in ("page", "facets")}
        assert asked["page"] <= 2 * len("bashkortostan")
        assert asked["facets"] <= asked["page"]
        assert screens.query == "bashkortostan"
        assert screens.browse.page.total == screens.browse.results.total > 0


async def test_keys_wait_for_what_they_act_on(opened):
    """In one burst: to another list and down it; down and to that record's card; down and its form."""
    async with opened() as screens:
        await burst(screens, "2jj j")
        results = screens.browse.results
        assert (results.cursor, results.row_at(2).id in screens.browse.marked) == (4, True)
        await burst(screens, "gj⏎")
        assert screens.browse.card.record.id == results.row_at(1).id
        await burst(screens, "⎋jN⎋je")
        assert screens.app.screen.draft.record.id == results.row_at(3).id


async def test_a_key_waits_for_the_first_record_of_another_view(opened):
    async with opened(view="agenda") as screens:
        await burst(screens, "G")
        await burst(screens, "1e")
        assert screens.app.screen.draft.record.kind == "agreement"
        await burst(screens, "⎋5")
        await burst(screens, "je")
        assert screens.app.screen.draft.record.id == screens.browse.advice.target


async def test_keys_before_the_first_drawing_are_handled_in_order(opened):
    """Another view, two rows down, mark, then the neighbourhood of the next record."""
    async with opened(size=(80, 24), early="2jj N") as screens:
        browse = screens.browse
        assert browse.looking.view == "technoparks"
        assert list(browse.marked) == [browse.results.row_at(2).id]
        assert (browse.pane, browse.card.record.id) == ("detail", browse.results.row_at(3).id)


async def test_a_slow_answer_does_not_block_keys_forever(opened, monkeypatch):
    """Keys that wait for an answer that never comes do not hold up the next step of the reader."""
    monkeypatch.setattr("catalogue.tui.typeahead.LONGEST_WAIT", 0.1)
    async with opened() as screens:
        screens.browse.unanswered.add("page")
        await burst(screens, "j3")
        assert screens.browse.looking.view == "clusters"
