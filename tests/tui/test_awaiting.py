"""Which requests a key waits for: moving for the list, acting on a record for its card, typing for nothing."""

from __future__ import annotations

import pytest

from catalogue.tui.awaiting import needed
from catalogue.tui.screens.panes import CARD_SCOPES, LINE_SCOPES, SCOPES


@pytest.mark.parametrize(
    ("key", "pane", "groups"),
    [
        ("j", "results", {"page"}),
        ("space", "results", {"page", "rows"}),
        ("e", "results", {"page", "card"}),
        ("j", "detail", {"page", "card"}),
        ("enter", "advice", {"page"}),
        ("2", "results", set()),
        ("q", "detail", set()),
        ("left_square_bracket", "results", set()),
        ("e", "search", None),
        ("f9", "results", set()),
    ],
)
def test_a_key_waits_for_what_it_acts_on(key, pane, groups):
    scopes = CARD_SCOPES if pane == "detail" else SCOPES.get(pane, LINE_SCOPES)
    wanted = set() if groups is None else groups | {"own"}
    assert needed(key, scopes, {}, pane=pane) == wanted, (
        "and every key except typing for a window that is about to open"
    )


def test_remapped_keys_are_considered():
    assert "card" in needed("E", SCOPES["results"], {"edit": "E"}, pane="results")
    assert "card" not in needed("e", SCOPES["results"], {"edit": "E"}, pane="results")
