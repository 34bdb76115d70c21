"""Writing records to a file: which, in which format, with which columns, where to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.content import Content

from catalogue.api.session import Session
from catalogue.errors import CatalogueError
from catalogue.i18n import gettext as _
from catalogue.i18n import ngettext
from catalogue.present import words
from catalogue.present.shapes import Line, Span
from catalogue.text.safe import one_line
from catalogue.tui import intake_lines, messages, outgoing, outgoing_lines, paths, telling
from catalogue.tui.commands import bindings
from catalogue.tui.outgoing import Outgoing
from catalogue.tui.running import Run
from catalogue.tui.screens.copying import copy_text
from catalogue.tui.screens.paths import PathPrompt
from catalogue.tui.screens.prompts import Answer, Prompt
from catalogue.tui.screens.threads import AskingScreen
from catalogue.tui.widgets.bars import KeyBar
from catalogue.tui.widgets.lines import LineView


class ExportScreen(AskingScreen):
    """Shows what would be written, lets the reader change it, and writes it."""

    BINDINGS = bindings("export")
    AUTO_FOCUS = "#settings"

    def __init__(self, session: Session, going: Outgoing, *, remapped: Mapping[str, str]) -> None:
        super().__init__(session)
        self.going = going
        self.run: Run | None = None
        self._sure = ""
        self.form = LineView(id="settings")
        self.keys = KeyBar(("export", "lines", "move", "app"), remapped, frozenset(("palette", "language")))

    def compose(self) -> ComposeResult:
        """The settings, and the keys below."""
        yield self.form
        yield self.keys

    def on_mount(self) -> None:
        """Show the settings."""
        self.form.border_title = Content(_("Export"))
        self.show()

    def show(self, *more: Line) -> None:
        """Show the settings and any message."""
        shown = outgoing_lines.lines(self.going, self._command())
        self.form.show((*more, *(((),) if more else ()), *shown), target=self.form.target)

    def _command(self) -> str:
        return self.going.command(self.session.path)

    def failed(self, failure: CatalogueError) -> None:
        """Say why it cannot be written."""
        self.run = None
        self.show((Span(telling.sentences(*words.explained(failure)), "bad"),))

    # ---------------------------------------------------------------- what is set

    def on_followed(self, event: messages.Followed) -> None:
        """Change a setting, write, or copy the command."""
        event.stop()
        going, lang = self.going, self.session.lang
        if self.run:
            return
        match event.target:
            case "scope":
                self._choose("scope", outgoing_lines.scopes(going), self._set_scope, at=going.scope)
            case "format":
                formats = outgoing_lines.formats(going)
                self._choose("format", formats, lambda own: self._set(going.with_format(own)), at=going.format)
            case "columns":
                self._choose("columns", outgoing_lines.columns(going, lang), self._turn_column)
            case "bom":
                self._set(replace(going, bom=not going.bom))
            case "excel_safe":
                self._set(replace(going, excel_safe=not going.excel_safe))
            case "path":
                prompt = PathPrompt(_("Where to?"), value=going.out, new=True)
                self.app.push_screen(prompt, self._named)
            case "write":
                self.action_write_file()
            case "command":
                self.action_export_command()

    def _choose(self, name: str, lines: tuple[Line, ...], done: Callable[[str], None], *, at: str = "") -> None:
        def answered(answer: Answer | None) -> None:
            if answer and answer.chosen:
                done(answer.chosen)

        title = _(outgoing_lines.TITLES[name])
        self.app.push_screen(Prompt(title, _("part of a name"), lines, choosing=True, at=at), answered)

    def _set(self, going: Outgoing) -> None:
        self.going, self._sure = going, ""
        self.show()

    def _set_scope(self, name: str) -> None:
        self._set(self.going.with_scope(next(scope for scope in outgoing_lines.SCOPES if scope == name)))

    def _turn_column(self, name: str) -> None:
        """Add or remove a column, and ask for the next."""
        self._set(replace(self.going, columns=()) if name == "*" else self.going.with_column(name))
        if name != "*":
            lines = outgoing_lines.columns(self.going, self.session.lang)
            self._choose("columns", lines, self._turn_column, at=name)

    def _named(self, path: str | None) -> None:
        """Set the path that the reader entered; overwriting was already confirmed there."""
        if path:
            self._set(replace(self.going, path=path))
            self._sure = path

    # ---------------------------------------------------------------- keys

    def action_write_file(self) -> None:
        """Write the file; overwrite an existing one only if asked twice."""
        out = self.going.out
        if self.run:
            return
        if paths.there(out) and self._sure != out and self.going.format != "datapackage":
            self._sure = out
            text = _("{path} already exists. Write again to overwrite it.")
            self.show((Span(text.format(path=one_line(out, 200)), "bad"),))
            return
        self.run = Run(lambda number, share: self.tell(partial(self._progress, number, share)))
        self._progress(0, 0.0)
        self.ask("write", partial(outgoing.write, self.session, self.going, self.run), self._written)

    def _progress(self, number: int, share: float) -> None:
        if self.run:
            text = _("Stopping …") if self.run.stop.is_set() else _("Writing … esc stops it.")
            counted = ngettext("{n} record", "{n} records", number).format(n=number)
            self.show((Span(text),), intake_lines.bar(share, counted))

    def _written(self, number: int | None) -> None:
        left_out, self.run = len(self.run.left_out) if self.run else 0, None
        if number is None:
            self.show((Span(_("Stopped. Nothing was written.")),))
            return
        counted = ngettext("{n} record", "{n} records", number).format(n=number)
        if self.going.scope == "agenda":
            counted = ngettext("{n} entry", "{n} entries", number).format(n=number)
        where = one_line(str(Path(self.going.out).absolute()), 200)
        text = _("Written to {path}: {records}").format(path=where, records=counted)
        if left_out:
            text = f"{text}\n{words.sentence('export.contacts', {'records': left_out})}"
        self.app.notify(text, markup=False)
        self.dismiss("")

    def action_export_command(self) -> None:
        """Copy the equivalent shell command."""
        copy_text(self.app, self._command())

    def action_leave_export(self) -> None:
        """Stop writing, or go back to the list."""
        if self.run:
            self.run.stop.set()  # what has already been written stays, and the result says so
            self.show((Span(_("Stopping …")),))
        else:
            self.dismiss("")

    def on_unmount(self) -> None:
        """Stop an unfinished write."""
        if self.run:
            self.run.stop.set()
