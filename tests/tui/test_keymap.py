"""The reader's own keys: which are allowed, and what is reported about others."""

from __future__ import annotations

import pytest

from catalogue.config import Config
from catalogue.errors import ConfigError
from catalogue.tui.commands import COMMANDS
from catalogue.tui.keymap import canonical, listed, read


def test_keys_are_read_as_people_write_them():
    assert read({"search": "/, ctrl+f", "back": "[", "sort": " "}) == {
        "search": "slash,ctrl+f",
        "back": "left_square_bracket",
    }
    assert read({"further": ","}) == {"further": "comma"}
    assert canonical("F2") == "F2"
    assert canonical("-") == "minus"


@pytest.mark.parametrize(
    ("keys", "code", "result"),
    [
        ({"serch": "x"}, "keys.unknown", {"name": "serch", "nearest": "search"}),
        ({"search": "cltr+f"}, "keys.no_key", {"name": "search", "key": "cltr+f"}),
        ({"clear": "x"}, "keys.letter", {"name": "clear", "key": "x"}),
        ({"sort": "q"}, "keys.twice", {"key": "q", "name": "sort", "other": "quit"}),
        ({"mark": "f"}, "keys.twice", {"key": "f", "name": "mark", "other": "facets"}),
        ({"search": "X", "facets": "X"}, "keys.twice", {"key": "X", "name": "facets", "other": "search"}),
    ],
)
def test_impossible_keys_are_refused_by_name(keys, code, result):
    with pytest.raises(ConfigError) as refused:
        read(keys)
    assert refused.value.code == code
    assert refused.value.params.items() >= result.items()
    assert "path" in refused.value.params


def test_two_keys_can_be_swapped():
    assert read({"sort": "f", "facets": "s"}) == {"sort": "f", "facets": "s"}


def test_every_command_is_listed_with_its_keys_and_whether_they_are_remapped():
    result = list(listed({"search": "ctrl+f"}))
    assert [own.id for own in result] == [command.id for command in COMMANDS]
    (search,) = [own for own in result if own.id == "search"]
    assert (search.bound, search.shown, search.own) == ("ctrl+f", "^f", True)
    assert not any(own.own for own in result if own.id != "search")


async def test_swapped_keys_work(opened):
    async with opened(settings=Config(keys={"sort": "f", "facets": "s"})) as screens:
        await screens.press("f")
        assert "sort:" in screens.query
        await screens.press("s")
        assert screens.focus == "facets"
