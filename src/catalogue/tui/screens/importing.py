"""Importing a file: the settings of each step, and the actions on the result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from msgspec.structs import replace

from catalogue import config
from catalogue.api import exchange, history
from catalogue.errors import CatalogueError
from catalogue.i18n import gettext as _
from catalogue.model.changes import Batch
from catalogue.present import words
from catalogue.present.shapes import Line
from catalogue.text.safe import one_line
from catalogue.tui import intake_settings, messages, telling
from catalogue.tui.commands import bindings
from catalogue.tui.screens.copying import copy_text
from catalogue.tui.screens.paths import PathPrompt
from catalogue.tui.screens.prompts import Answer, Prompt
from catalogue.tui.screens.stepping import COLUMNS, IMPORT, TRIAL, UNDONE, SteppingScreen

_FLAGS = ("headers", "partial", "source_from_file")


class ImportScreen(SteppingScreen):
    """The steps, with the reader's changes to them."""

    BINDINGS = bindings("import")

    # ---------------------------------------------------------------- what is set

    def on_followed(self, event: messages.Followed) -> None:
        """Change a setting, give a column another meaning, or carry out an action."""
        event.stop()
        name, _space, heading = event.target.partition(" ")
        kinds = intake_settings.kinds(self.session.lang)
        done: Mapping[str, Callable[[], None]] = {
            "path": self.ask_path,
            "kind": partial(self._choose, _("Kind"), kinds, partial(self._set, "kind"), at=self._kind()),
            "column": partial(self._choose_target, heading),
            "mapping": self.action_use_mapping if self.intake.options.mapping else self.action_save_mapping,
            "rejects": self._choose_rejects,
            "close": self.action_step_back,
            "undo": self.action_undo_import,
            "command": self.action_import_command,
        }
        if not self.run:
            done.get(name, partial(self._change, name))()

    def _change(self, name: str) -> None:
        """Toggle a setting, or choose its value from a list."""
        if name in _FLAGS:
            self._set(name, "" if getattr(self.intake.options, name) else "yes")
        else:
            lines = intake_settings.choice_lines(name, self.intake)
            now = f"={getattr(self.intake.options, name) or ''}"
            self._choose(_(intake_settings.TITLES[name]), lines, partial(self._set, name), at=now)

    def _kind(self) -> str:
        """The kind of the rows, as it stands in the list of kinds."""
        kind = self.intake.draft.kind if self.intake.draft else None
        return f"={kind.name}" if kind else ""

    def _choose_target(self, heading: str) -> None:
        lines = intake_settings.targets(self.intake, self.session.lang)
        columns = self.intake.draft.columns if self.intake.draft else ()
        now = next((column.target for column in columns if column.heading == heading), None)
        at = f"={'note' if now is None else now}"
        self._choose(one_line(heading, 60), lines, partial(self._assign, heading), at=at)

    def _choose_rejects(self) -> None:
        """Ask for a file for the refused rows, or stop writing one."""
        if self.intake.options.rejects:
            self._set("rejects", "")
        else:
            self._name_file(_("Refused rows"), self.intake.rejects_path(), partial(self._set, "rejects"))

    def _choose(self, title: str, lines: tuple[Line, ...], done: Callable[[str], None], *, at: str) -> None:
        def answered(answer: Answer | None) -> None:
            if answer:
                done(answer.chosen.removeprefix("="))

        self.app.push_screen(Prompt(title, _("part of a name"), lines, choosing=True, at=at), answered)

    def _name_file(self, title: str, value: str, done: Callable[[str], None]) -> None:
        """Ask for the path of a file to write."""
        prompt = PathPrompt(title, value=value, new=True)
        self.app.push_screen(prompt, lambda path: done(path) if path else None)

    def _set(self, name: str, value: str) -> None:
        setting: object = value
        if name in _FLAGS:
            setting = bool(value)
        elif name == "skip_lines":
            setting = int(value)
        elif name == "date_order":
            setting = value or None
        report = self.intake.report
        self.intake = self.intake.with_options(**{name: setting})
        if name == "rejects":
            self.intake = replace(self.intake, report=report)
            self.show(keep=True)
        elif self.at == TRIAL:
            self.try_out()
        else:
            self.examine()

    def _assign(self, heading: str, target: str) -> None:
        draft = self.intake.draft
        if draft is None:
            return
        try:
            self.intake = self.intake.with_draft(draft.assign(heading, target))
        except CatalogueError as failure:
            self._say(telling.sentences(*words.explained(failure)), wrong=True)
        self.show(keep=True)

    # ---------------------------------------------------------------- keys

    def action_save_mapping(self) -> None:
        """Save the mapping, to be used again or edited by hand."""
        draft = self.intake.draft
        if draft and not draft.own:
            self._name_file(_("Save the mapping"), self.intake.saved or self.intake.mapping_path(), self._save)

    def _save(self, path: str) -> None:
        draft = self.intake.draft
        if draft is None:
            return
        try:
            exchange.save_mapping(draft, path)
        except CatalogueError as failure:
            self._say(telling.sentences(*words.explained(failure)), wrong=True)
            return
        self.intake = replace(self.intake, saved=path)
        self._say(_("Mapping saved: {path}").format(path=one_line(path, 200)))
        self.show(keep=True)

    def action_use_mapping(self) -> None:
        """Take the meanings of the columns from a mapping file, or stop doing so."""

        def chosen(path: str | None) -> None:
            if path:
                self.intake = self.intake.with_options(mapping=path)
                self.show()

        if self.intake.options.mapping:
            self.intake = self.intake.with_options(mapping="")
            self.show()
        elif self.at == COLUMNS:
            self.app.push_screen(PathPrompt(_("Mapping file"), suffixes=(".toml",)), chosen)

    def action_import_command(self) -> None:
        """Copy the equivalent shell command."""
        if self.intake.draft:
            copy_text(self.app, self.intake.command(self.session.path))

    def action_undo_import(self) -> None:
        """Undo the import."""
        report = self.intake.report
        ready = self.at == IMPORT and not self.run and "undo" not in self.unanswered
        if ready and report and report.batch is not None:
            call = partial(history.undo, self.session, report.batch, actor=config.account())
            self.ask("undo", partial(self.write, call), self._undone)

    def _undone(self, batch: Batch) -> None:
        self._say(_("Undone by batch {number}.").format(number=batch.number))
        self.dismiss(UNDONE)

    def _say(self, text: str, *, wrong: bool = False) -> None:
        self.app.notify(text, severity="warning" if wrong else "information", markup=False)
