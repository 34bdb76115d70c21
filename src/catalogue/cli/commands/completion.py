"""``catalogue completion``: the completion script of a shell."""

from __future__ import annotations

import click

from catalogue.cli import output
from catalogue.cli.context import Settings
from catalogue.cli.groups import Command
from catalogue.i18n import N_


@click.command("completion", cls=Command, help=N_("Print the completion script of a shell, to be sourced by it."))
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish", "powershell"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script that makes the shell complete commands, options and ids."""
    from click.shell_completion import get_completion_class

    from catalogue.cli import shells

    shells.register()
    written = get_completion_class(shell)
    assert written is not None
    script = written(ctx.find_root().command, {}, "catalogue", "_CATALOGUE_COMPLETE")
    output.chunks(ctx.ensure_object(Settings), [script.source_template % script.source_vars() + "\n"])
