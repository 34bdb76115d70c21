"""Screens under test: opened on a catalogue, driven by keys, read as text."""

from __future__ import annotations

import csv
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

import driving
from catalogue.api import care
from catalogue.api.importing import import_files
from catalogue.api.session import Session
from catalogue.transfer.intake.options import ImportOptions
from catalogue.tui.app import CatalogueApp
from catalogue.tui.screens.browse import Browse


@dataclass
class Screens:
    """The running application."""

    app: CatalogueApp
    pilot: Pilot[object]

    @property
    def browse(self) -> Browse:
        return self.app.browse

    @property
    def focus(self) -> str:
        """The id of the focused widget."""
        return (self.app.focused.id or "") if self.app.focused else ""

    @property
    def query(self) -> str:
        """The text of the search box."""
        return self.browse.box.value

    @property
    def chosen(self) -> str:
        """The id of the record whose card has been requested."""
        return self.browse.looking.chosen

    @property
    def lines(self) -> list[str]:
        """The lines that the terminal shows, as composed and after the filters."""
        return driving.lines(self.app)

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.lines)

    async def settle(self) -> None:
        """Wait until no request is pending, no typing pause is running, and nothing is left to draw."""
        await driving.settle(self.app, self.pilot)

    async def press(self, *keys: str) -> None:
        """Press keys one after another, letting the screen handle each."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Type a text as fast as possible, then let the screen catch up."""
        names = {" ": "space", "'": "apostrophe", "/": "slash", "[": "left_square_bracket", ":": "colon"}
        await self.pilot.press(*(names.get(letter, letter) for letter in text))
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        """Change the size of the terminal."""
        await driving.resize(self.app, self.pilot, width, height)


Opening = Callable[..., AbstractAsyncContextManager[Screens]]


@pytest.fixture
def opened(built: Path, monkeypatch: pytest.MonkeyPatch) -> Opening:
    """``async with opened(size=(80, 24), query="farg'ona") as screens``: the screens on the shipped catalogue.

    ``early`` is typed before there is a screen; with ``messages`` they are drawn, too.
    """
    driving.at_once(monkeypatch)

    @asynccontextmanager
    async def opening(
        path: Path = built,
        *,
        size: tuple[int, int] = (120, 36),
        early: str = "",
        messages: bool = False,
        **options: Any,
    ) -> AsyncIterator[Screens]:
        app = CatalogueApp(path, **{"lang": "en", **options})
        for letter in early:
            app.post_message(events.Key("space" if letter == " " else letter, letter))
        async with app.run_test(size=size, notifications=messages) as pilot:
            screens = Screens(app, pilot)
            await screens.settle()
            yield screens
        assert app.failure is None

    return opening


MARKER = "QkFE"
TEXTS = (
    "see [/art. 4] and [b",
    "[/]",
    "[red]red[/blue]",
    "[@click=app.quit]click[/]",
    "[link=https://example.org]x[/link]",
    f"\x1b]52;c;{MARKER}\x07clipboard",
    f"\x1b]0;{MARKER}\x07title",
    f"\x1b[2J\x1b[1;1H{MARKER} false prompt$",
    f"\x9b31m{MARKER}",
    f"\x9d0;{MARKER}\x9c",
    "\u202edesrever\u202c and \u2066isolated",
    "tab\there\rcarriage\x08\x7fdelete",
    "line\nbreak\u2028separator",
    "مرحبا بالعالم",
    "技術園區・テクノパーク",
    "👨‍👩‍👧 family 🇺🇿 flag",
    "Z" + "\u0301" * 50 + "algo",
    "x" * 10_000,
    "C:\\dir\\[x] [50%] :smile: {braces} %s",
    "=1+1",
)
IDS = tuple(f"agr-{number:02}" for number in range(len(TEXTS)))


@pytest.fixture(scope="session")
def hostile_texts() -> tuple[str, ...]:
    """Texts that would do harm if interpreted instead of shown."""
    return TEXTS


@pytest.fixture(scope="session")
def hostile_ids() -> tuple[str, ...]:
    """The agreements of the hostile catalogue, in list order."""
    return IDS


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue in which every name, summary, topic and link note is one of these texts."""
    folder = tmp_path_factory.mktemp("hostile")
    package = folder / "package"
    package.mkdir()
    pairs = list(zip(IDS, TEXTS, strict=True))
    parts: dict[str, list[list[str]]] = {
        "agreements": [
            ["id", "form", "status", "summary"],
            *([record, "treaty", "signed", text] for record, text in pairs),
        ],
        "organisations": [["id", "form"], ["org-hostile", "company"]],
        "names": [
            ["record", "text", "lang"],
            ["org-hostile", TEXTS[5], "en"],
            *([record, text, "en"] for record, text in pairs),
        ],
        "links": [
            ["subject", "role", "object", "note"],
            *([record, "party", "org-hostile", text] for record, text in pairs),
        ],
        "terms": [["record", "field", "value"], *([record, "topic", text] for record, text in pairs)],
    }
    for name, rows in parts.items():
        with (package / f"{name}.csv").open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows(rows)
    path = folder / "hostile.db"
    care.init(path, None)
    with Session.open(path) as session:
        import_files(session, [str(package)], ImportOptions(allow_contacts=True))
    return path
