"""The table of commands: every key has an action, and none is bound twice in one scope."""

from __future__ import annotations

from collections import Counter

import pytest

from catalogue.tui.app import CatalogueApp
from catalogue.tui.commands import ABOUT, BY_ID, COMMANDS, PLACES, footer, key_shown, keys_shown
from catalogue.tui.screens.briefing import DossierScreen
from catalogue.tui.screens.browse import Browse
from catalogue.tui.screens.comparing import CompareScreen
from catalogue.tui.screens.confirming import Confirm
from catalogue.tui.screens.copying import CopyMenu
from catalogue.tui.screens.editing import EditScreen
from catalogue.tui.screens.exporting import ExportScreen
from catalogue.tui.screens.finding import RecordPrompt
from catalogue.tui.screens.importing import ImportScreen
from catalogue.tui.screens.keys import KeysScreen
from catalogue.tui.screens.paths import PathPrompt
from catalogue.tui.screens.picking import PickScreen
from catalogue.tui.screens.prompts import Prompt
from catalogue.tui.screens.valuing import ValuePrompt
from catalogue.tui.welcome import Welcome
from catalogue.tui.widgets.card import CardView
from catalogue.tui.widgets.facets import Facets
from catalogue.tui.widgets.grid import Grid
from catalogue.tui.widgets.lines import LineView
from catalogue.tui.widgets.results import Results
from catalogue.tui.widgets.searchbox import SearchBox

OWNERS = {
    "app": [CatalogueApp],
    "browse": [Browse],
    "move": [Facets, Grid, LineView, Results],
    "results": [Results],
    "lines": [LineView],
    "card": [CardView],
    "facets": [Facets],
    "search": [SearchBox],
    "agenda": [Browse],
    "charts": [Browse],
    "saved": [Browse],
    "copy": [CopyMenu],
    "compare": [CompareScreen],
    "dossier": [DossierScreen],
    "form": [EditScreen],
    "confirm": [Confirm],
    "value": [ValuePrompt],
    "prompt": [Prompt, RecordPrompt],
    "paths": [PathPrompt],
    "welcome": [Welcome],
    "import": [ImportScreen],
    "export": [ExportScreen],
    "grid": [Grid],
    "keys": [KeysScreen],
    "pick": [PickScreen],
}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_has_a_method_and_a_binding_wherever_its_scope_applies(command):
    for owner in OWNERS[command.scope]:
        assert callable(getattr(owner, f"action_{command.action.partition('(')[0]}", None)), owner
        assert command.id in [binding.id for binding in owner.BINDINGS]


@pytest.mark.parametrize("scopes", PLACES)
def test_no_key_has_two_meanings_in_one_place(scopes):
    here = [key for own in COMMANDS if own.scope in scopes for key in own.bound()]
    assert [key for key, times in Counter(here).items() if times > 1] == []


def test_every_scope_applies_somewhere_and_has_a_name_unless_it_applies_everywhere():
    assert {scope for scopes in PLACES for scope in scopes} == {command.scope for command in COMMANDS}
    assert {command.scope for command in COMMANDS} - set(ABOUT) == {"app", "browse", "move"}


def test_ids_are_unique():
    assert len(BY_ID) == len(COMMANDS)


def test_a_remapped_key_is_shown_as_remapped():
    assert BY_ID["search"].bound({"search": "ctrl+f, slash"}) == ("ctrl+f", "slash")
    assert keys_shown(BY_ID["search"], {"search": "ctrl+f,slash"}) == "^f /"
    assert BY_ID["search"].bound({"search": ""}) == ("slash",)


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("slash", "/"),
        ("ctrl+p", "^p"),
        ("f1", "F1"),
        ("f", "f"),
        ("G", "G"),
        ("enter", "⏎"),
        ("left_square_bracket", "["),
    ],
)
def test_keys_are_shown_as_people_read_them(key, shown):
    assert key_shown(key) == shown


def test_the_footer_offers_the_keys_of_the_pane_first_and_no_letters_while_typing():
    offered = [command.id for command, _key in footer(("facets", "move", "browse", "app"))]
    assert offered[:2] == ["tick", "exclude"]
    left = [command.id for command, _key in footer(("facets", "move", "browse", "app"), absent={"exclude", "sort"})]
    assert left == [own for own in offered if own not in ("exclude", "sort")]
    typed = {command.id: key for command, key in footer(("search", "app"), typing=True)}
    assert typed["keys"] == "F1"
    assert typed["quit_all"] == "^q"


async def test_a_remapped_key_works_and_the_old_one_no_longer_does(opened):
    from catalogue.config import Config

    async with opened(settings=Config(keys={"facets": "ctrl+f"})) as screens:
        await screens.press("f")
        assert screens.focus == "results"
        await screens.press("ctrl+f")
        assert screens.focus == "facets"
        assert "^f Filters" in screens.text
