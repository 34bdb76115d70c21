"""``catalogue db``: the catalogue as a file."""

from __future__ import annotations

from pathlib import Path

import click

from catalogue import config, i18n
from catalogue.cli import arguments, output, recovering, remarks
from catalogue.cli.context import Settings
from catalogue.cli.failure import PARTLY_REFUSED
from catalogue.cli.groups import Command, Group, option
from catalogue.errors import NotFound
from catalogue.i18n import N_

_FILE = click.Path(path_type=Path)


@click.group(cls=Group, help=N_("Create, copy, upgrade and locate catalogues."))
def command() -> None:
    """The commands for the file itself."""


@command.command("path", cls=Command, help=N_("Print which catalogue is in use."))
@click.pass_obj
def path(settings: Settings) -> None:
    """Print the path, even if there is no file."""
    output.chunks(settings, [output.safe(str(settings.path().absolute())) + "\n"])


@command.command("init", cls=Command, help=N_("Create a catalogue: a copy of the sample, or an empty one."))
@option("--empty", is_flag=True, help=N_("Create it without records."))
@click.pass_obj
def init(settings: Settings, empty: bool) -> None:
    """Create the file; an existing one is left unchanged."""
    from catalogue.api import care

    settings.language()
    sample = None if empty else config.sample_path()
    if not empty and sample is None:
        raise NotFound("sample.missing")
    care.init(settings.path(), sample)
    remarks.note(settings, "db.made", {"path": settings.path()})


@command.command("info", cls=Command, help=N_("Print what the catalogue holds."))
@arguments.formats("json", "md")
@click.pass_obj
def info(settings: Settings) -> None:
    """Print counts by kind and facts about the file."""
    from catalogue.api import care
    from catalogue.present import about

    with recovering.opened(settings, read_only=False) as session:  # so that it shows whether the file is writable
        result = care.about(session)
    if settings.form == "json":
        output.json(settings, about.as_data(result))
    else:
        output.sheet(settings, about.sheet(result, i18n.language()))


@command.command("backup", cls=Command, help=N_("Make a verified copy of the catalogue, in a file or a folder."))
@click.argument("out", type=_FILE)
@option("--keep", type=arguments.Whole(1), metavar="N", help=N_("In a folder: keep the newest N copies."))
@click.pass_obj
def backup(settings: Settings, out: Path, keep: int | None) -> None:
    """Copy to a new file, or into a folder under a generated name; with its SHA-256."""
    recovering.backup(settings, out, keep)


@command.command("verify", cls=Command, help=N_("Verify a copy: its SHA-256 and whether it is intact."))
@click.argument("copy", type=_FILE)
@click.pass_obj
def verify(settings: Settings, copy: Path) -> None:
    """Verify a copy; nothing is written."""
    recovering.verify(settings, copy)


@command.command("restore", cls=Command, help=N_("Restore the catalogue from a copy; the present file is kept."))
@click.argument("copy", type=_FILE)
@click.pass_obj
def restore(settings: Settings, copy: Path) -> None:
    """Restore a copy, which is verified first."""
    recovering.restore(settings, copy)


@command.command(
    "repair", cls=Command, help=N_("Rebuild everything computed from stored values, and the search index.")
)
@click.pass_obj
def repair(settings: Settings) -> int:
    """Repair after making a copy; exit code 1 if something is wrong that cannot be rebuilt."""
    return recovering.repair(settings)


@command.command(
    "salvage", cls=Command, help=N_("Recover what can still be read from a damaged catalogue into a new one.")
)
@click.argument("damaged", type=_FILE)
@click.argument("new", type=_FILE)
@arguments.formats("csv", "tsv", "json", "nl", "md", "table")
@click.pass_obj
def salvage(settings: Settings, damaged: Path, new: Path) -> int:
    """Print what was lost; exit code 1 if anything was."""
    return recovering.salvage(settings, damaged, new)


@command.command("vacuum", cls=Command, help=N_("Reclaim the space of deleted data."))
@click.pass_obj
def vacuum(settings: Settings) -> None:
    """Compact the file in place, by SQLite."""
    recovering.vacuum(settings)


@command.command("build", cls=Command, help=N_("Build a catalogue from a data package (a folder of CSV files)."))
@click.argument("seed", type=_FILE)
@option("-o", "--out", type=_FILE, required=True, help=N_("The catalogue to write."))
@click.pass_obj
def build(settings: Settings, seed: Path, out: Path) -> None:
    """Build the file; the same package gives the same bytes."""
    from catalogue.api import care

    settings.language()
    made = care.build(seed, out, on_copied=lambda copy: remarks.note(settings, "db.copied", {"path": copy}))
    remarks.note(settings, "db.built", {"path": out, "records": sum(made.counts.values()), "links": made.links})


@command.command("migrate", cls=Command, help=N_("Upgrade a catalogue made by an older version."))
@click.pass_obj
def migrate(settings: Settings) -> None:
    """Upgrade after making a verified copy, whose path is printed."""
    from catalogue.api import care, versions

    settings.language()
    now = versions.versions()[0]
    former = care.migrate(settings.path(), on_copied=lambda copy: remarks.note(settings, "db.copied", {"path": copy}))
    code = "db.current" if former == now else "db.migrated"
    remarks.note(settings, code, {"path": settings.path(), "found": former, "known": now})


@command.command("reindex", cls=Command, help=N_("Rebuild the search index."))
@click.pass_obj
def reindex(settings: Settings) -> None:
    """Rebuild the search index; needed only if a check says so."""
    from catalogue.api import care

    with settings.session(read_only=False) as session:
        remarks.note(settings, "db.reindexed", {"records": care.reindex(session)})


@command.command("terms", cls=Command, help=N_("Check your own search terms and rebuild the search index with them."))
@click.argument("file", required=False, type=_FILE)
@click.pass_obj
def terms(settings: Settings, file: Path | None) -> int:
    """List the rows that were omitted; exit code 5 if there are any. A FILE is only checked."""
    from catalogue.api import care, find
    from catalogue.api import terms as own

    path = file or config.terms_path()
    problems = 0
    if not file and not path.exists():
        remarks.note(settings, "terms.none", {"path": str(path)})
    else:
        found = own.check(path)
        problems = len(found.problems)
        for each in found.problems:
            remarks.note(settings, f"terms.{each.code}", {"path": found.path, "line": each.line, "text": each.text})
        remarks.note(settings, "terms.used", {"path": found.path, "rows": found.rows, "problems": problems})
    if not file:
        with settings.session(read_only=False) as session:
            if not find.is_indexed(session):
                remarks.note(settings, "db.reindexed", {"records": care.reindex(session)})
    return PARTLY_REFUSED if problems else 0
