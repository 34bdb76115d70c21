"""Starting the screens from the shell, and returning to it."""

from __future__ import annotations

import os
from pathlib import Path

from catalogue import config
from catalogue.tui import remembering
from catalogue.tui.app import CatalogueApp


def run(path: Path, *, lang: str | None = None, query: str = "", **options: object) -> int:
    """Run the screens on a catalogue until the reader leaves them; returns the exit code.

    If there is no catalogue, the reader is first asked how to begin. Without ``lang`` the language is that of the
    settings, else the one last chosen on the screens, else that of the environment; the same order holds for the theme.
    ``options`` are those of ``CatalogueApp``: ``view``, ``select``, ``saved``, ``read_only``. Raises
    ``UnusableCatalogue``, ``ConfigError``, ``NotFound('saved.missing')``, and any exception that ended the screens.
    """
    memory = config.state_path()
    settings = remembering.preferred(config.load(), memory)
    lang = lang or settings.lang
    arguments = {"lang": lang, "query": query, "settings": settings, "memory": memory, **options}
    if not os.path.lexists(path):
        from catalogue.tui import welcome

        begin = welcome.ask(path, lang=lang, theme=settings.theme)
        if begin is None:
            return 0
        path = begin.path
        arguments |= {"importing": begin.importing, "read_only": begin.read_only or bool(options.get("read_only"))}
    app = CatalogueApp(path, **arguments)  # type: ignore[arg-type]
    app.run()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0
