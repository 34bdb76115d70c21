"""An import in the making: the file, how it is read, what its columns mean; and the questions put to ``api``."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path

from catalogue import config
from catalogue.api import exchange
from catalogue.api.exchange import Draft, ImportOptions, ImportReport
from catalogue.api.session import Session
from catalogue.present import issues
from catalogue.tui import shell
from catalogue.tui.running import Run, Stopped


@dataclass(frozen=True, slots=True)
class Intake:
    """What is to be imported. ``draft`` is None until the file was looked at, ``saved`` the file that the mapping was
    saved in, "" for none or where it has changed since; ``report`` what a trial found, None where none was made."""

    path: str = ""
    options: ImportOptions = field(default_factory=lambda: ImportOptions(limits=exchange.limits()))
    draft: Draft | None = None
    saved: str = ""
    report: ImportReport | None = None

    def with_options(self, **told: object) -> Intake:
        """The same with other options; what a trial found holds no longer."""
        return replace(self, options=replace(self.options, **told), report=None)  # type: ignore[arg-type]

    def with_draft(self, draft: Draft) -> Intake:
        """The same with other meanings of the columns; a saved mapping does not say them."""
        return replace(self, draft=draft, saved="", report=None)

    def complete(self) -> ImportOptions:
        """The options of the import, the meanings of the columns among them."""
        return exchange.options_of(self.draft, self.options) if self.draft else self.options

    @property
    def needs_mapping(self) -> bool:
        """Whether the command that does the same needs a mapping file that is not there yet."""
        return bool(self.complete().recipe) and not self.saved

    def command(self, catalogue: Path) -> str:
        """The shell command that does the same; an unsaved mapping is called by the name it would be saved under."""
        options = self.complete()
        if options.recipe:
            options = replace(options, recipe="", mapping=self.saved or self.mapping_path())
        return shell.importing(catalogue, self.path, options)

    def mapping_path(self) -> str:
        """Where a mapping would be saved: beside the file."""
        return os.fspath(Path(self.path).with_suffix(".toml"))

    def rejects_path(self) -> str:
        """Where the refused rows would go: beside the file."""
        path = Path(self.path)
        return os.fspath(path.with_name(f"{path.stem}-refused.csv"))


def look(intake: Intake) -> Draft:
    """The beginning of the file and what its columns most likely mean. Raises what reading it raises."""
    return exchange.draft(intake.path, intake.options)


def imported(session: Session, intake: Intake, run: Run, *, dry_run: bool) -> ImportReport | None:
    """Import the file, or only try to; None when it was stopped, and then nothing was written.

    Raises ``ImportRefused`` and what reading and writing raise.
    """
    options = replace(
        intake.complete(),
        dry_run=dry_run,
        rejects="" if dry_run else intake.options.rejects,
        actor=config.account(),
        progress=run.progress,
        each=run.step,
        say=issues.reason,
    )
    try:
        return exchange.import_files(session, [intake.path], options)
    except Stopped:
        return None
