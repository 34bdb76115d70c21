"""The page of the manual: catalogue(1)."""

from __future__ import annotations

from collections.abc import Iterator

from made_reference import EXIT_CODES

from catalogue import __version__, i18n
from catalogue.cli.groups import common
from catalogue.cli.main import Catalogue, program

FILES = {
    "data/catalogue.db": "the catalogue of a checkout",
    "~/.local/share/catalogue/catalogue.db": "the catalogue of an installed program",
    "~/.config/catalogue/config.toml": "settings: lang, theme, database, terms, [keys], [limits]",
    "~/.config/catalogue/terms.csv": "words of one's own for the search",
    "~/.local/state/catalogue/": "where the reader was; what happened in an unforeseen failure",
}
VARIABLES = {
    "CATALOGUE_DB": "the catalogue file, unless --db names one",
    "CATALOGUE_LANG": "the language, unless --lang names one; else LC_ALL, LC_MESSAGES, LANG",
    "CATALOGUE_TODAY": "the day that deadlines count from, YYYY-MM-DD",
    "CATALOGUE_TOKEN": "the token of “catalogue serve”",
    "NO_COLOR": "no colours",
}


def manual() -> str:
    """The page as roff."""
    i18n.use("en")
    return "\n".join([*_head(), *_commands(), *_rest()]) + "\n"


def _text(text: str) -> str:
    """A text in which nothing is taken for a request or an escape."""
    safe = (
        text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("“", "\\(lq").replace("”", "\\(rq")
    )
    return safe.replace("…", "...").replace("’", "\\(cq")


def _head() -> Iterator[str]:
    yield f'.TH CATALOGUE 1 "" "catalogue {__version__}" "User Commands"'
    yield ".SH NAME"
    yield f"catalogue \\- {_text((program.help or '').removeprefix('An ').rstrip('.'))}"
    yield ".SH SYNOPSIS"
    yield "\\fBcatalogue\\fR [\\fIOPTIONS\\fR] [\\fICOMMAND\\fR [\\fIARGUMENTS\\fR]]"
    yield ".SH DESCRIPTION"
    yield "Without a command the screens open; they need a terminal."
    yield "Each command says what it takes with \\fB\\-\\-help\\fR."
    yield "Standard output carries data only, remarks go to standard error."


def _commands() -> Iterator[str]:
    yield ".SH COMMANDS"
    for heading, commands in Catalogue.sections.items():
        yield f".SS {heading}"
        for name, told in commands.items():
            yield from _item(name, told)
    yield ".SH OPTIONS"
    yield "Before the name of the command or after it."
    for option in common():
        record = getattr(option, "help", "")
        yield from _item(", ".join(option.opts), record)
    yield from _item("--version", "The versions of program, schema, SQLite and Python.")


def _rest() -> Iterator[str]:
    yield ".SH EXIT STATUS"
    for code, told in sorted(EXIT_CODES.items()):
        yield from _item(str(code), told.replace("`", ""))
    for heading, rows in (("ENVIRONMENT", VARIABLES), ("FILES", FILES)):
        yield f".SH {heading}"
        for name, told in rows.items():
            yield from _item(name, told)


def _item(name: str, told: str) -> Iterator[str]:
    yield ".TP"
    yield f"\\fB{_text(name)}\\fR"
    yield _text(told)
