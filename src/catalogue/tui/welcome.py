"""The first start: the choices if there is no catalogue yet. Nothing is created before a choice is made."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from textual.app import ComposeResult
from textual.content import Content

from catalogue import config, i18n
from catalogue.api import care
from catalogue.i18n import gettext as _
from catalogue.present.shapes import Line, Span
from catalogue.text.safe import one_line
from catalogue.tui import messages
from catalogue.tui.commands import bindings
from catalogue.tui.screens.paths import PathPrompt
from catalogue.tui.typeahead import SafeApp
from catalogue.tui.widgets.bars import KeyBar
from catalogue.tui.widgets.lines import LineView


class Begin(Struct, frozen=True):
    """The reader's choice: a catalogue, read-only or not; with ``importing`` a file is asked for next."""

    path: Path
    read_only: bool = False
    importing: bool = False


class Welcome(SafeApp):
    """Says that there is no catalogue and offers choices; ends with a ``Begin``, or None."""

    CSS_PATH = Path(__file__).parent / "styles" / "catalogue.tcss"
    TITLE = "catalogue"
    BINDINGS = bindings("welcome")
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = "#welcome"

    def __init__(self, path: Path, *, theme: str | None = None) -> None:
        super().__init__()
        self.path = path
        self.wanted_theme = theme
        self.sample = config.sample_path()
        self.choices = LineView(id="welcome")
        self.keys = KeyBar(("welcome", "lines", "move"))

    def compose(self) -> ComposeResult:
        """The choices, and the keys."""
        yield self.choices
        yield self.keys

    def on_mount(self) -> None:
        """Show the choices."""
        if self.wanted_theme in self.available_themes:
            self.theme = str(self.wanted_theme)
        self.choices.border_title = Content(_("Welcome"))
        self.choices.show(tuple(lines(self.path, sample=self.sample is not None)))
        self.choices.focus()

    def on_followed(self, event: messages.Followed) -> None:
        """Carry out the choice. What cannot be created or opened is reported by the caller that started the program."""
        event.stop()
        match event.target:
            case "look" if self.sample:
                self.exit(Begin(self.sample, read_only=True))
            case "sample" | "import":
                self.exit(Begin(self.path, importing=event.target == "import"))
            case "open":
                self.push_screen(PathPrompt(_("Which catalogue?"), suffixes=(".db", ".sqlite")), self._opened)
            case "quit":
                self.exit()

    def _opened(self, path: str | None) -> None:
        if path:
            self.exit(Begin(Path(path)))

    def action_leave_welcome(self) -> None:
        """Leave; nothing was created."""
        self.exit()


def lines(path: Path, *, sample: bool) -> Iterator[Line]:
    """The message and the choices."""
    yield (Span(_("There is no catalogue at {path} yet.").format(path=one_line(os.fspath(path), 300)), "title"),)
    yield (Span(_("Nothing is created before you choose."), "faint"),)
    yield ()
    if sample:
        yield _choice("look", _("Look at the sample"), _("agreements, technoparks and clusters; only to be read"))
        yield _choice("sample", _("Begin with the sample"), _("a copy of it is made there"))
    yield _choice("import", _("Import a file"), _("an empty catalogue is created there first"))
    yield _choice("open", _("Open another catalogue"), _("name its file"))
    yield _choice("quit", _("Quit"), "")


def _choice(target: str, label: str, remark: str) -> Line:
    return Span("  "), Span(label, "link", target), Span(f"  {remark}" if remark else "", "faint")


def ask(path: Path, *, lang: str | None, theme: str | None) -> Begin | None:
    """Ask how to begin, and create the catalogue; None when the reader leaves.

    Raises ``UnusableCatalogue``, ``Refused``, and any exception that ended the screen.
    """
    i18n.use(lang)
    app = Welcome(path, theme=theme)
    app.run()
    if app.failure is not None:
        raise app.failure
    begin = app.return_value if isinstance(app.return_value, Begin) else None
    if begin and begin.path == path and not os.path.lexists(path):
        care.init(path, None if begin.importing else app.sample)
    return begin
