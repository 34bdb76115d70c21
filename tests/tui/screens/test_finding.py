"""A record is found by a part of its name, in any script: the best match first, whatever its kind."""

from __future__ import annotations

from pathlib import Path

from catalogue.api.session import Session
from catalogue.tui.screens.finding import found

PARTIES = ("technopark", "cluster", "organisation", "person", "place")


def test_the_best_match_comes_first_whatever_its_kind(built: Path):
    with Session.open(built, lang="en") as session:
        targets = [line[0].target for line in found(session, "татарстан", PARTIES)]
        assert targets[:2] == ["place-ru-ta", "org-tatarstan-government"]
        assert {target.partition("-")[0] for target in targets} <= {"park", "clu", "org", "per", "place"}
        assert found(session, "татарстан", ("organisation",))[0][0].target == targets[1]


async def test_the_hint_for_a_missing_record_is_to_add_it_first(opened, shipped: Path):
    async with opened(shipped) as screens:
        await screens.press("e", "a", "down", "enter", "enter")
        await screens.type("qqzz")
        assert "Nothing matches." in screens.text
        assert "is added first: a in the list" in " ".join(screens.text.split())
        await screens.press("enter")
        assert screens.app.focused.id == "prompt-box"
