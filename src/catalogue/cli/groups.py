"""Base classes of the command line: commands with common options, groups that import a command when it is called."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, TypeVar

import click

from catalogue import i18n
from catalogue.cli import failure, output
from catalogue.cli.context import Settings
from catalogue.errors import BadUsage
from catalogue.i18n import N_
from catalogue.i18n import gettext as _

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem
    from click.types import OptionHelpExtra

F = TypeVar("F", bound=Callable[..., Any])

HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

_OF_CLICK = (N_("Options"), N_("Show this message and exit."))


class Formatter(click.HelpFormatter):
    """Help text in which click's own words are in the reader's language, too."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that shows how a command is called."""
        super().write_usage(prog, args, prefix or _("Usage:") + " ")

    def write_heading(self, heading: str) -> None:
        """A heading over a list."""
        super().write_heading(_(heading) if heading in _OF_CLICK else heading)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """A list of names, each with its meaning."""
        parts = [(name, _(text) if text in _OF_CLICK else text) for name, text in rows]
        super().write_dl(parts, col_max, col_spacing)


class Context(click.Context):
    """The context of a command, whose help is written by our formatter."""

    formatter_class = Formatter


class Option(click.Option):
    """An option whose help is given in the reader's language."""

    def type_cast_value(self, ctx: click.Context, value: Any) -> Any:
        """The value. Another option in its place (``--ics -o FILE``) means that the value was left out."""
        if isinstance(value, str) and any(value in own.opts for own in ctx.command.params):
            raise click.BadOptionUsage(self.opts[0], "", ctx)
        return super().type_cast_value(ctx, value)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option's names and its help."""
        result = super().get_help_record(ctx)
        return result and (result[0], result[1].replace(self.help or "\0", _(self.help or "")))

    def get_help_extra(self, ctx: click.Context) -> OptionHelpExtra:
        """The text in brackets after the help."""
        extra = super().get_help_extra(ctx)
        if "required" in extra:
            extra["required"] = _("required")
        return extra


def option(*names: str, help: str, **more: Any) -> Callable[[F], F]:  # noqa: A002 - click's own name
    """An option of the program: ``click.option`` with help that is translated when shown."""
    return click.option(*names, cls=Option, help=help, **more)


def _settings(ctx: click.Context) -> Settings:
    found: Settings = ctx.ensure_object(Settings)
    return found


def _keep(ctx: click.Context, param: click.Parameter, value: object) -> None:
    """Store a common option; it may come before or after the command."""
    if value is not None and value is not False and param.name:
        setattr(_settings(ctx), param.name, value)
        if param.name == "lang":
            i18n.use(str(value))


def common() -> list[click.Parameter]:
    """The options that every command takes, as new objects for each command."""
    return [
        Option(["--db"], metavar="PATH", help=N_("The catalogue file."), expose_value=False, callback=_keep),
        Option(
            ["--lang"], type=click.Choice(i18n.LANGUAGES), is_eager=True, expose_value=False, callback=_keep,
            help=N_("Language of the interface and of names."),
        ),
        Option(
            ["--color"], type=click.Choice(["auto", "always", "never"]), expose_value=False, callback=_keep,
            help=N_("Colours on standard output."),
        ),
        Option(["-q", "--quiet"], is_flag=True, help=N_("No remarks."), expose_value=False, callback=_keep),
        Option(
            ["--debug"], is_flag=True, expose_value=False, callback=_keep,
            help=N_("Show where a failure came from."),
        ),
    ]  # fmt: skip


class _Helpful(click.Command):
    """Adds the common options, and help in the reader's language."""

    context_class = Context

    def __init__(self, name: str | None = None, **attributes: Any) -> None:
        super().__init__(name, **{"context_settings": HELP, **attributes})
        self.params += common()

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help, translated."""
        text, self.help = self.help, _(self.help or "")
        super().format_help_text(ctx, formatter)
        self.help = text


class Command(_Helpful):
    """A command with the common options and help in the reader's language."""

    allow_extra_args = True  # they are refused below, with our own message

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments. Raises ``BadUsage('usage.extra')`` if there are too many."""
        left = super().parse_args(ctx, args)
        if left and not ctx.resilient_parsing:
            raise BadUsage("usage.extra", given=tuple(left), command=ctx.command_path)
        return left


class Group(_Helpful, click.Group):
    """A group of commands with the common options and help in the reader's language."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the help."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands, each with its help in one line."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(command.help or "")) for name, command in self.commands.items()])


class LazyGroup(Group):
    """A group that knows only names and help lines of its commands, and imports a command when it is called.

    ``package`` holds a module for each command, with ``command`` in it (``import_`` for ``import``);
    ``sections`` names them under headings.
    """

    package: ClassVar[str] = ""
    sections: ClassVar[Mapping[str, Mapping[str, str]]] = {}

    @property
    def known(self) -> dict[str, str]:
        """Each command's name and its line of help."""
        return {name: text for commands in self.sections.values() for name, text in commands.items()}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the help."""
        return list(self.known)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now; None if there is none of that name."""
        if cmd_name not in self.known:
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        found = import_module(f"{self.package}.{module}").command
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands under their headings, none of them imported."""
        for heading, commands in self.sections.items():
            with formatter.section(_(heading)):
                formatter.write_dl([(name, _(text)) for name, text in commands.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands that begin with a text, none of them imported, and the group's options."""
        from click.shell_completion import CompletionItem

        named = [CompletionItem(name, help=_(text)) for name, text in self.known.items() if name.startswith(incomplete)]
        return named + click.Command.shell_complete(self, ctx, incomplete)


class Program(LazyGroup):
    """The whole program: every way of ending is turned into a message and an exit code here."""

    def main(self, args: Sequence[str] | None = None, *more: Any, **extra: Any) -> NoReturn:
        """Run the program and exit. Click's standalone mode is not used, because it would handle closed pipes
        itself."""
        settings = Settings()
        given = sys.argv[1:] if args is None else list(args)
        try:
            output.prepare()
            settings.language()
            if "_CATALOGUE_COMPLETE" in os.environ:
                from catalogue.cli import shells

                shells.register()
                super().main(given, "catalogue", obj=settings)
            with self.make_context("catalogue", given, obj=settings) as ctx:
                returned = self.invoke(ctx)
            output.finish()
            code = returned if isinstance(returned, int) else 0
        except SystemExit:
            raise
        except BaseException as error:  # noqa: BLE001 - the last door: nothing may leave it as a traceback
            code = failure.end(error, settings)
        finally:
            output.leave()
        sys.exit(code)
