"""Arguments and options that several commands share, and their completion in the shell."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from catalogue.cli import completing
from catalogue.cli.context import Settings
from catalogue.cli.groups import Option, option
from catalogue.errors import BadUsage, CatalogueError
from catalogue.i18n import N_
from catalogue.text.closest import closest
from catalogue.text.safe import one_line

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

F = TypeVar("F", bound=Callable[..., Any])


class Whole(click.IntRange):
    """A whole number; one beyond ``MOST`` counts as that, which is more than there is of anything."""

    MOST = 10**15

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number."""
        return min(int(super().convert(value, param, ctx)), self.MOST)


class KindType(click.ParamType[str]):
    """A kind given by name, plural or label in any language; converted to its name."""

    name = "kind"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The kind's name. Raises ``BadUsage('usage.kind')``."""
        from catalogue.model.kinds import KINDS, find_kind

        kind = find_kind(str(value))
        if kind is None:
            raise BadUsage("usage.kind", kind=value, nearest=closest(str(value), KINDS), known=tuple(KINDS))
        return kind.name

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The names of the kinds."""
        from click.shell_completion import CompletionItem

        from catalogue.model.kinds import KINDS

        return [CompletionItem(name) for name in KINDS if name.startswith(incomplete)]


class RecordType(click.ParamType[str]):
    """A record's id, completed from the catalogue."""

    name = "id"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Ids that begin with the typed text; none if the catalogue cannot be read."""
        from click.shell_completion import CompletionItem

        from catalogue.api import browse

        try:
            with ctx.ensure_object(Settings).session() as session:
                found = browse.complete(session, incomplete)
                return [CompletionItem(record, help=one_line(label)) for record, label in found]
        except CatalogueError:
            return []


KIND = KindType()
RECORD = RecordType()


def _joined(ctx: click.Context, param: click.Parameter, words: tuple[str, ...]) -> str:
    return " ".join(words)


def query(command: F) -> F:
    """The query: all remaining words, joined."""
    result = click.argument("query", nargs=-1, callback=_joined, metavar="[QUERY]", shell_complete=completing.query)
    return result(command)


def combined(*decorators: Callable[[F], F]) -> Callable[[F], F]:
    """Several options as one decorator; the help lists them in this order."""

    def decorate(command: F) -> F:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return decorate


_FOUND = N_("Default: detected from the file.")
_MAPPING = N_("What the columns mean, and which records and links a row makes (docs/importing.md).")

kind = option("--kind", type=KIND, metavar="KIND", help=N_("Only records of one kind."))
kind_of_rows = option("--kind", type=KIND, metavar="KIND", help=N_("The kind of all rows of the file."))
sort = option(
    "--sort",
    metavar="FIELD",
    default="",
    shell_complete=completing.sort_keys,
    help=N_("Order by a field; “-FIELD” for descending."),
)


def _names(ctx: click.Context, param: click.Parameter, text: str | None) -> tuple[str, ...] | None:
    """Names with commas between them, without blanks and empty ones; None if the option was not given."""
    return None if text is None else tuple(name.strip() for name in text.split(",") if name.strip())


def columns(text: str) -> Callable[[F], F]:
    """The columns of a list, with this help: a tuple of names, or None."""
    return option("--columns", metavar="NAME,…", callback=_names, shell_complete=completing.columns, help=text)


dry_run = option("-n", "--dry-run", is_flag=True, help=N_("Show what would change; write nothing."))

# Options for reading the cells of a file or of a form.
delimiter = option("--delimiter", metavar="CHAR", default="", help=_FOUND)
encoding = option("--encoding", metavar="NAME", default="", help=_FOUND)
sheet = option("--sheet", metavar="NAME|NUMBER", default="", help=N_("The sheet of a workbook. Default: the longest."))
mapping = option("--mapping", metavar="FILE", default="", help=_MAPPING)
date_order = option("--date-order", type=click.Choice(["dmy", "mdy", "ymd"]), help=N_("How 02/07/2012 is read."))
decimal = option("--decimal", type=click.Choice([".", ","]), help=N_("How 1,234 is read: the decimal sign of figures."))
allow_contacts = option(
    "--allow-contacts", is_flag=True, help=N_("Accept personal telephone numbers and e-mail addresses.")
)


def _limits(ctx: click.Context, param: click.Parameter, pairs: tuple[str, ...]) -> dict[str, int]:
    """``NAME=N`` pairs. Raises ``BadUsage('limit.no_number')``."""
    data = {}
    for pair in pairs:
        name, _sign, number = pair.partition("=")
        if not (number.isascii() and number.isdecimal() and len(number) < 20):
            raise BadUsage("limit.no_number", pair=pair)
        data[name.strip()] = int(number)
    return data


limit = option(
    "--limit",
    "limits",
    multiple=True,
    metavar="NAME=N",
    callback=_limits,
    help=N_("Set a limit on what is read: rows, columns, cell, depth, spanned, unpacked, ratio, parts."),
)


def _chosen(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and param.name:
        ctx.ensure_object(Settings).choose(param.name)  # type: ignore[arg-type]


def _out(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value:
        ctx.ensure_object(Settings).out = value


def output_file(command: F) -> F:
    """``-o``."""
    text = N_("Write to a file.")
    made = click.option("-o", "--out", cls=Option, metavar="FILE", expose_value=False, callback=_out, help=text)
    return made(command)


def formats(*names: str) -> Callable[[F], F]:
    """The options for row output with these names (all if none are given), and ``-o``."""

    def decorate(command: F) -> F:
        command = output_file(command)
        for name in reversed(names or tuple(_FORMATS)):
            flags, text = _FORMATS[name]
            command = click.option(
                *flags, name, cls=Option, is_flag=True, expose_value=False, callback=_chosen, help=text
            )(command)
        return command

    return decorate


_FORMATS = {
    "csv": (("--csv",), N_("Comma-separated values.")),
    "tsv": (("--tsv",), N_("Tab-separated values.")),
    "json": (("--json",), N_("JSON.")),
    "nl": (("--nl",), N_("JSON, one object per line.")),
    "md": (("--md",), N_("Markdown.")),
    "table": (("-t", "--table"), N_("An aligned table (the default).")),
}
