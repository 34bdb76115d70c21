"""Words about the screens in a browser. A sentence, then hints."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.i18n import N_

ABOUT_WEB: Mapping[str, tuple[str, ...]] = {
    "web.open": (N_("The screens are served until Ctrl+C: {address}"),),
    "web.missing": (
        N_("This needs packages that are not installed."),
        N_('Install the extra “web”: pipx install ".[web]", or pip install ".[web]".'),
    ),
    "web.token_missing": (
        N_("Others could open the catalogue at {host}, so a token is required."),
        N_("Give one with --token or CATALOGUE_TOKEN, or leave out --host."),
    ),
    "web.token_short": (N_("The token is too short; it needs {least} characters."),),
    "web.address": (N_("{address} cannot be served: {cause}."), N_("Choose another with --port or --host.")),
}
