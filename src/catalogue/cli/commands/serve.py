"""``catalogue serve``: the screens in a browser."""

from __future__ import annotations

import os

import click

from catalogue.cli import remarks
from catalogue.cli.context import Settings
from catalogue.cli.groups import Command, option
from catalogue.errors import Refused
from catalogue.i18n import N_

_TOKEN = "CATALOGUE_TOKEN"


@click.command("serve", cls=Command, help=N_("Show the screens in a browser, by default only on this machine."))
@option("--host", metavar="ADDRESS", default="127.0.0.1", help=N_("An address other than 127.0.0.1; needs a token."))
@option("--port", type=click.IntRange(1, 65535), metavar="N", default=8000, help=N_("The port; 8000 if not given."))
@option("--token", metavar="TEXT", help=N_("What visitors must present, once; or set CATALOGUE_TOKEN."))
@option("--read-only", is_flag=True, help=N_("Write nothing."))
@click.pass_obj
def command(settings: Settings, host: str, port: int, token: str | None, read_only: bool) -> None:
    """Serve until Ctrl+C. Raises ``Refused('web.missing')`` if the extra ``web`` is not installed."""
    settings.language()
    token = token or os.environ.pop(_TOKEN, "")
    try:
        from catalogue.tui import serving
    except ModuleNotFoundError as error:
        raise Refused("web.missing") from error
    with settings.session():
        pass  # a catalogue that cannot be opened is reported here, not in each browser
    serving.serve(
        serving.Endpoint(host, port, token),
        settings.path(),
        read_only=read_only,
        on_ready=lambda address: remarks.note(settings, "web.open", {"address": address}),
    )
