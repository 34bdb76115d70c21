"""What is copied: safe text, one line; the command can be pasted into a shell."""

from __future__ import annotations

import shlex

import pytest


@pytest.fixture(autouse=True)
def no_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(("key", "copied"), [("i", "agr-cci-ozon"), ("r", "agr-cci-ozon]")])
async def test_a_key_copies_and_the_menu_is_gone(opened, key, copied):
    async with opened(select="agr-cci-ozon") as screens:
        await screens.press("y", key)
        assert screens.app.clipboard.endswith(copied)
        assert screens.app.screen is screens.browse


async def test_the_command_lists_the_same(opened, ask):
    async with opened(query="farg'ona status:signed") as screens:
        await screens.press("y", "q")
        words = shlex.split(screens.app.clipboard)
        assert words[0] == "catalogue"
        told = (
            ask(*words[1:], "--ids")
            if "--" not in words
            else ask(*words[1 : words.index("--")], "--ids", *words[words.index("--") :])
        )
        assert told.out.split() == [screens.browse.results.row_at(0).id]


async def test_escape_copies_nothing(opened):
    async with opened() as screens:
        await screens.press("y", "escape")
        assert screens.app.clipboard == ""
        assert screens.app.screen is screens.browse
