"""Without a catalogue the first screen offers the choices, and creates nothing before one is made."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path

from catalogue import config
from catalogue.tui import launching as screens
from catalogue.tui import welcome
from catalogue.tui.welcome import Begin, Welcome


@asynccontextmanager
async def shown(path: Path, size: tuple[int, int] = (80, 24)):
    app = Welcome(path)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot
    assert app.failure is None


def text(app: Welcome) -> str:
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


async def test_it_lists_the_choices_and_quitting_creates_nothing(tmp_path: Path):
    path = tmp_path / "sub" / "[b]\x1b[2J"
    async with shown(path, (240, 24)) as (app, pilot):
        assert "There is no catalogue at" in text(app)
        assert "␛[2J" in text(app)
        for result in ("Look at the sample", "Begin with the sample", "Import a file", "Open another", "q Quit"):
            assert result in text(app)
        await pilot.press("q")
    assert app.return_value is None
    assert not (tmp_path / "sub").exists()


async def test_the_sample_is_opened_without_a_copy(tmp_path: Path):
    async with shown(tmp_path / "c.db") as (app, pilot):
        await pilot.press("enter")
    assert app.return_value == Begin(config.sample_path(), read_only=True)
    assert not (tmp_path / "c.db").exists()


async def test_another_catalogue_can_be_named(tmp_path: Path, built: Path):
    async with shown(tmp_path / "c.db", (60, 16)) as (app, pilot):
        await pilot.press("j", "j", "j", "enter")
        await pilot.pause()
        app.screen.query_one("#prompt-box").value = str(built)
        await pilot.press("enter")
        await pilot.pause()
    assert app.return_value == Begin(built)


def choice(monkeypatch, keys: str, path: Path) -> Begin | None:
    """The result of ``ask`` after these keys, in a run without a terminal."""
    monkeypatch.setattr(Welcome, "run", lambda self: _run(self, keys))
    return welcome.ask(path, lang="en", theme=None)


def _run(app: Welcome, keys: str) -> None:
    async def press(pilot) -> None:
        await pilot.pause()
        await pilot.press(*keys.split())

    super(Welcome, app).run(headless=True, auto_pilot=press)


def test_starting_with_the_sample_makes_a_copy_and_starting_with_a_file_an_empty_catalogue(
    tmp_path: Path, monkeypatch, invoke
):
    first, second = tmp_path / "a" / "one.db", tmp_path / "two.db"
    assert choice(monkeypatch, "j enter", first) == Begin(first)
    assert invoke("--db", str(first), "search", "--count").out.strip() == "257"
    assert choice(monkeypatch, "j j enter", second) == Begin(second, importing=True)
    assert invoke("--db", str(second), "search", "--count").out.strip() == "0"
    assert choice(monkeypatch, "escape q", tmp_path / "three.db") is None
    assert {found.name for found in tmp_path.iterdir()} == {"a", "two.db"}


def test_quitting_the_welcome_screen_ends_the_program_cleanly(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(Welcome, "run", lambda self: _run(self, "q"))
    assert screens.run(tmp_path / "c.db", lang="en") == 0
    assert list(tmp_path.iterdir()) == []


async def test_an_empty_catalogue_asks_for_a_file_if_that_was_chosen(opened, empty: Path):
    async with opened(empty, importing=True) as shown_screens:
        assert "Which file?" in shown_screens.text
        await shown_screens.press("escape")
        assert "This catalogue is empty." in shown_screens.text
        assert "i imports records from a file" in shown_screens.text
