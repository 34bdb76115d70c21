"""An import in preparation: the file, how it is read, what its columns mean; and the calls to ``api`` for it."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from catalogue import config
from catalogue.api import exchange
from catalogue.api.exchange import Draft, ImportOptions, ImportReport
from catalogue.api.session import Session
from catalogue.present import issues
from catalogue.tui import shell
from catalogue.tui.running import Run, Stopped


class Intake(Struct, frozen=True):
    """What is to be imported.

    ``draft`` is None until the file was examined. ``saved`` is the file in which the mapping was saved, "" if it was
    not or has changed since. ``report`` is the result of a trial run, None if there was none.
    """

    path: str = ""
    options: ImportOptions = field(default_factory=lambda: ImportOptions(limits=exchange.limits()))
    draft: Draft | None = None
    saved: str = ""
    report: ImportReport | None = None

    def with_options(self, **changes: object) -> Intake:
        """A copy with other options; the result of a trial run is dropped."""
        return replace(self, options=replace(self.options, **changes), report=None)

    def with_draft(self, draft: Draft) -> Intake:
        """A copy with other column meanings; a saved mapping no longer matches them and is dropped."""
        return replace(self, draft=draft, saved="", report=None)

    def complete(self) -> ImportOptions:
        """The options of the import, including the meanings of the columns."""
        return exchange.options_of(self.draft, self.options) if self.draft else self.options

    @property
    def needs_mapping(self) -> bool:
        """Whether the equivalent shell command needs a mapping file that does not exist yet."""
        return bool(self.complete().recipe) and not self.saved

    def command(self, catalogue: Path) -> str:
        """The equivalent shell command; an unsaved mapping has the name under which it would be saved."""
        options = self.complete()
        if options.recipe:
            options = replace(options, recipe="", mapping=self.saved or self.mapping_path())
        return shell.importing(catalogue, self.path, options)

    def mapping_path(self) -> str:
        """Where a mapping would be saved: beside the file."""
        return os.fspath(Path(self.path).with_suffix(".toml"))

    def rejects_path(self) -> str:
        """Where the refused rows would be written: beside the file."""
        path = Path(self.path)
        return os.fspath(path.with_name(f"{path.stem}-refused.csv"))


def examine(intake: Intake) -> Draft:
    """The first rows of the file and what its columns most likely mean. Raises what reading it raises."""
    return exchange.draft(intake.path, intake.options)


def run_import(session: Session, intake: Intake, run: Run, *, dry_run: bool) -> ImportReport | None:
    """Import the file, or with ``dry_run`` only try to; None when it was stopped, and then nothing was written.

    Raises ``ImportRefused`` and what reading and writing raise.
    """
    options = replace(
        intake.complete(),
        dry_run=dry_run,
        rejects="" if dry_run else intake.options.rejects,
        actor=config.account(),
        progress=run.progress,
        on_step=run.step,
        describe=issues.reason,
    )
    try:
        return exchange.import_files(session, [intake.path], options)
    except Stopped:
        return None
