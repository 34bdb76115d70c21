"""``catalogue config``: where the settings are, and what they say."""

from __future__ import annotations

import click

from catalogue import config
from catalogue.cli import arguments, output
from catalogue.cli.context import Settings
from catalogue.cli.groups import Command, Group
from catalogue.i18n import N_


@click.group("config", cls=Group, help=N_("Show the settings and the path of their file, config.toml."))
def command() -> None:
    """The settings are only shown; config.toml is edited by hand."""


@command.command("path", cls=Command, help=N_("Print the path of config.toml, which need not exist."))
@click.pass_obj
def path(settings: Settings) -> None:
    """Print the path."""
    output.line(output.safe(str(config.config_path())))


@command.command("show", cls=Command, help=N_("List the settings in effect, and which are from config.toml."))
@arguments.formats()
@click.pass_obj
def show(settings: Settings) -> None:
    """Print every setting; exit code 2 if config.toml is broken."""
    from catalogue.present import settings as listing

    lang, held = settings.language(), config.load()
    output.rows(settings, listing.table(held, lang, database=settings.path(), terms=config.terms_path()))
