"""The steps of an import: how a file is read, what its columns mean, a trial run, the import itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from catalogue.api import exchange
from catalogue.api.exchange import Draft, ImportReport
from catalogue.api.session import Session
from catalogue.errors import CatalogueError, ImportRefused
from catalogue.i18n import N_
from catalogue.i18n import gettext as _
from catalogue.present import words
from catalogue.present.shapes import Line
from catalogue.text.safe import one_line
from catalogue.tui import intake, intake_lines, intake_settings, telling
from catalogue.tui.intake import Intake
from catalogue.tui.running import Run
from catalogue.tui.screens.paths import PathPrompt
from catalogue.tui.screens.threads import AskingScreen
from catalogue.tui.widgets.bars import KeyBar
from catalogue.tui.widgets.grid import Grid
from catalogue.tui.widgets.lines import LineView

TABLE, COLUMNS, TRIAL, IMPORT = range(4)
STEPS = (N_("1 Table"), N_("2 Columns"), N_("3 Trial"), N_("4 Import"))
UNDONE = "undone"
Write = Callable[[Callable[[], Any]], Any]


class SteppingScreen(AskingScreen):
    """Asks for a file and takes it through the steps. It ends with the number of the batch, "" for none, or ``UNDONE``.

    ``write`` runs a function in the thread that writes.
    """

    AUTO_FOCUS = "#settings"

    def __init__(self, session: Session, write: Write, *, path: str = "", remapped: Mapping[str, str]) -> None:
        super().__init__(session)
        self.intake = Intake(path)
        self.at = TABLE
        self.run: Run | None = None
        self.write = write
        self.written = ""
        self.steps = Static("", id="steps", markup=False)
        self.form = LineView(id="settings")
        self.grid = Grid(id="grid")
        self.keys = KeyBar(remapped=remapped)
        self.keys.set_reactive(KeyBar.scopes, ("import", "lines", "move", "app"))

    def compose(self) -> ComposeResult:
        """The steps above, the settings, the rows of the file."""
        yield self.steps
        yield self.form
        yield self.grid
        yield self.keys

    def on_mount(self) -> None:
        """Ask for the file."""
        self.show()
        if self.intake.path:
            self.examine()
        else:
            self.ask_path()

    def on_resize(self) -> None:
        """Lay the columns out again."""
        if self.at == COLUMNS:
            self.call_after_refresh(partial(self.show, keep=True))

    def on_unmount(self) -> None:
        """Stop unfinished reading or writing."""
        if self.run:
            self.run.stop.set()

    # ---------------------------------------------------------------- what is shown

    def show(self, lines: tuple[Line, ...] | None = None, *, keep: bool = False) -> None:
        """Show the current step, with ``lines`` in place of its own if they are given."""
        self.set_class(self.at == TABLE and self.intake.draft is not None, "-with-grid")
        trail = " › ".join(f"[{_(own)}]" if at == self.at else f" {_(own)} " for at, own in enumerate(STEPS))
        self.steps.update(Content(f"{_('Import')}: {trail}"))
        self.form.border_title = Content(one_line(self.intake.path, 100) or _("Import a file"))
        self.form.show(tuple(self._lines()) if lines is None else lines, keep=keep)
        self.keys.absent = self._absent()

    def _lines(self) -> tuple[Line, ...]:
        lang = self.session.lang
        match self.at:
            case 0:
                return tuple(intake_settings.table(self.intake))
            case 1:
                return tuple(
                    intake_settings.columns(self.intake, lang, max(self.form.scrollable_content_region.width - 2, 40))
                )
            case 2:
                return tuple(intake_lines.trial(self.intake))
        return tuple(intake_lines.result(self.intake, self.intake.command(self.session.path)))

    def _absent(self) -> frozenset[str]:
        """The commands that have no effect at this step."""
        draft, own = self.intake.draft, {"palette", "language"}
        if self.at != COLUMNS or draft is None:
            own |= {"use_mapping"}
        if draft is None or draft.own or self.intake.options.mapping or self.at == TABLE:
            own |= {"save_mapping"}
        if self.at != IMPORT or self.run:
            own |= {"undo_import"}
        if self.at == IMPORT:
            own |= {"next_step"}
        return frozenset(own | ({"import_command"} if draft is None else set()))

    def failed(self, failure: CatalogueError) -> None:
        """Say what is wrong with the file, or why the import was refused; the settings stay."""
        self.run = None
        found = failure.issues if isinstance(failure, ImportRefused) else ()
        text = telling.sentences(*words.explained(failure))
        if self.at == IMPORT:
            self.at = TRIAL
        self.show((*intake_lines.refused(found, text), (), *self._lines()))

    # ---------------------------------------------------------------- the steps

    def ask_path(self) -> None:
        """Ask for a file."""
        prompt = PathPrompt(_("Which file?"), value=self.intake.path, suffixes=exchange.IMPORT_SUFFIXES)
        self.app.push_screen(prompt, self._take)

    def _take(self, path: str | None) -> None:
        if path:
            self.intake = Intake(path)
            self.examine()
        elif not self.intake.path:
            self.dismiss("")

    def examine(self) -> None:
        """Read the first rows of the file."""
        self.ask("look", partial(intake.examine, self.intake), self._examined)

    def _examined(self, draft: Draft) -> None:
        before = self.intake.draft
        self.intake = self.intake.with_draft(draft.with_choices_of(before) if before else draft)
        self._report_lost(before)
        self.grid.border_title = Content(intake_settings.preview_title(self.intake))
        self.grid.show(draft.header, draft.rows)
        self.show(keep=True)

    def _report_lost(self, before: Draft | None) -> None:
        """Say which meanings chosen by the user no longer fit."""
        now = self.intake.draft.chosen() if self.intake.draft else {}
        if lost := [one_line(heading, 40) for heading in (before.chosen() if before else ()) if heading not in now]:
            text = _("Chosen by hand, but no longer possible: {columns}")
            self.app.notify(text.format(columns=", ".join(lost)), severity="warning", markup=False)

    def action_next_step(self) -> None:
        """Go to the next step; the last one writes."""
        if self.intake.draft is None or self.run:
            return
        if self.at == TRIAL and self.intake.report is None:
            self.try_out()
        elif self.at == TRIAL:
            self._import()
        elif self.at < TRIAL:
            self.at += 1
            if self.at == COLUMNS and not self.intake.draft.columns and not self.intake.options.mapping:
                self.at = TRIAL
            self.show()
            if self.at == TRIAL:
                self.try_out()

    def action_step_back(self) -> None:
        """Stop what is running, else go to the previous step; from the first and the last back to the list."""
        if self.run:
            self.run.stop.set()
        elif "undo" in self.unanswered:
            return  # the screen closes once the import is undone
        elif self.at in (TABLE, IMPORT):
            self.dismiss(self.written)
        else:
            self.at -= 1
            self.show()

    def try_out(self) -> None:
        """Make a trial run."""
        self.intake = replace(self.intake, report=None)
        self._start(dry_run=True, done=self._tried)

    def _tried(self, report: ImportReport | None) -> None:
        self.run = None
        self.intake = replace(self.intake, report=report)
        self.show(None if report else (*intake_lines.stopped(), (), *self._lines()), keep=True)

    def _import(self) -> None:
        if intake_lines.writable(self.intake):
            self.at = IMPORT
            self._start(dry_run=False, done=self._imported)

    def _imported(self, report: ImportReport | None) -> None:
        self.run = None
        if report is None:
            self.at = TRIAL
            self.show((*intake_lines.stopped(), (), *self._lines()))
            return
        self.intake = replace(self.intake, report=report)
        self.written = str(report.batch or "")
        self.show()

    def _start(self, *, dry_run: bool, done: Callable[[ImportReport | None], None]) -> None:
        self.run = Run(lambda rows, share: self.tell(partial(self._progress, rows, share)))
        call = partial(intake.run_import, self.session, self.intake, self.run, dry_run=dry_run)
        self._progress(0, 0.0)
        self.ask("run", call if dry_run else partial(self.write, call), done)

    def _progress(self, rows: int, share: float) -> None:
        if self.run:
            before = self._lines() if self.at == TRIAL else ()
            self.show(
                (*before, (), intake_lines.progress(rows, share), *intake_lines.stop_hint(writing=self.at == IMPORT)),
                keep=self.at == TRIAL,
            )
