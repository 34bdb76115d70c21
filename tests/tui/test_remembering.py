"""The reader's position is restored at the next start, and a broken file does no harm."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from catalogue import config
from catalogue.config import Config
from catalogue.tui import remembering
from catalogue.tui.remembering import CATALOGUES, load, preferred, save
from catalogue.tui.state import Position, ViewState

SPOT = Position(ViewState("farg'ona", "agr-x", "all", ("date", "id")), 7, 3)


def test_each_catalogue_has_its_own_position(tmp_path: Path):
    file = tmp_path / "a" / "state.json"
    other = Position(ViewState("", "", "saved"))
    save(file, Path("one.db"), SPOT)
    save(file, Path("two.db"), other)
    assert load(file, Path("one.db").absolute()) == SPOT
    assert load(file, Path("two.db")) == other
    assert load(file, Path("three.db")) is None
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [own.name for own in file.parent.iterdir()] == ["state.json"]


def test_columns_are_kept_per_view_and_removed_columns_are_left_out(tmp_path: Path):
    file = tmp_path / "state.json"
    assert remembering.columns(file) == {}
    save(file, Path("a.db"), SPOT, columns={"technoparks": ("jobs", "date"), "all": ()})
    assert remembering.columns(file) == {"technoparks": ("jobs", "date")}
    for held, read in (
        ('{"technoparks": ["jobs", "gone", 5, "jobs"], "nowhere": ["id"]}', {"technoparks": ("jobs",)}),
        ('{"all": "id"}', {}),
        ("7", {}),
    ):
        file.write_text(f'{{"version": 1, "columns": {held}}}', encoding="utf-8")
        assert remembering.columns(file) == read


def test_only_the_most_recently_used_catalogues_are_kept(tmp_path: Path):
    file = tmp_path / "state.json"
    for number in range(CATALOGUES + 2):
        save(file, Path(f"{number}.db"), SPOT)
    assert load(file, Path("1.db")) is None
    assert load(file, Path("2.db")) == SPOT


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"version": 2, "catalogues": {}}',
        '{"version": 1, "catalogues": 5}',
        "\ud800",
        '{"a":' * 100_000,
    ],
)
def test_a_broken_file_is_ignored_and_rewritten(tmp_path: Path, text: str):
    file = tmp_path / "state.json"
    file.write_text(text, encoding="utf-8", errors="surrogatepass")
    assert load(file, Path("a.db")) is None
    save(file, Path("a.db"), SPOT)
    assert load(file, Path("a.db")) == SPOT


@pytest.mark.parametrize(
    "changed",
    [{"view": "nowhere"}, {"row": "7"}, {"row": True}, {"query": None}, {"query": "x" * 5000}, {"more": 1}],
)
def test_a_damaged_entry_is_ignored(tmp_path: Path, changed: dict[str, object]):
    file = tmp_path / "state.json"
    save(file, Path("a.db"), SPOT)
    result = json.loads(file.read_text())
    next(iter(result["catalogues"].values())).update(changed)
    file.write_text(json.dumps(result))
    assert load(file, Path("a.db")) is None


def test_an_unwritable_file_is_not_an_error(tmp_path: Path):
    (tmp_path / "file").write_text("")
    save(tmp_path / "file" / "state.json", Path("a.db"), SPOT)
    assert load(tmp_path / "file" / "state.json", Path("a.db")) is None


async def test_the_next_start_is_where_the_last_one_ended(opened, tmp_path: Path):
    memory = tmp_path / "state.json"
    async with opened(memory=memory, size=(80, 24)) as screens:
        await screens.press("4", "slash")
        await screens.type("park")
        await screens.press("enter", "G", "k")
        results = screens.browse.results
        left = (screens.chosen, results.cursor, results.top)
        assert results.top > 0
    async with opened(memory=memory, size=(80, 24)) as screens:
        results = screens.browse.results
        assert (screens.query, screens.browse.looking.view) == ("park", "all")
        assert (screens.chosen, results.cursor, results.top) == left
        assert screens.browse.card.record.id == left[0]


async def test_arguments_override_the_remembered_position(opened, tmp_path: Path):
    memory = tmp_path / "state.json"
    async with opened(memory=memory, view="agenda", query="jizzakh"):
        pass
    async with opened(memory=memory) as screens:
        assert (screens.query, screens.browse.looking.view) == ("jizzakh", "agenda")
    async with opened(memory=memory, view="clusters") as screens:
        assert (screens.query, screens.browse.looking.view) == ("", "clusters")


async def test_a_removed_record_is_not_reported(opened, tmp_path: Path, built: Path):
    memory = tmp_path / "state.json"
    remembering.save(memory, built, Position(ViewState("", "agr-gone", "agreements"), 4, 0))
    async with opened(memory=memory) as screens:
        assert screens.browse.results.cursor == 4
        assert screens.browse.card is not None
        assert not screens.browse.notes.display


def test_the_position_is_stored_in_the_users_own_folder(home: Path):
    assert home in config.state_path().parents


async def test_chosen_colours_and_language_are_kept_but_settings_override_them(opened, tmp_path):
    memory = tmp_path / "state.json"
    async with opened(memory=memory) as screens:
        await screens.press("L")
        screens.app.theme = "textual-light"
    kept = preferred(Config(), memory)
    assert (kept.theme, kept.lang) == ("textual-light", "ru")
    said = preferred(Config(theme="nord", lang="uz"), memory)
    assert (said.theme, said.lang) == ("nord", "uz")
    async with opened(memory=memory, lang=kept.lang, settings=kept) as screens:
        assert "Соглашения" in screens.text
        assert screens.app.theme == "textual-light"
    assert preferred(Config(), memory) == kept, "unchanged choices are kept"
    save(memory, Path("other.db"), SPOT)
    assert preferred(Config(), memory) == kept


@pytest.mark.parametrize("looks", ['"theme": 5', '"lang": "xx"', '"theme": null, "lang": []'])
def test_invalid_preferences_are_ignored(tmp_path: Path, looks: str):
    file = tmp_path / "state.json"
    file.write_text(f'{{"version": 1, "catalogues": {{}}, {looks}}}', encoding="utf-8")
    assert preferred(Config(), file) == Config()
