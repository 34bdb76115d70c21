"""Writes docs/reference.md from the commands, the keys, the registry of kinds and the exit codes.

python docs/generate.py           writes the file
python docs/generate.py --check   only says, by its exit code, whether the file is up to date
"""

from __future__ import annotations

from collections.abc import Iterator

import click

from catalogue import i18n
from catalogue.cli import failure
from catalogue.cli.main import program
from catalogue.model.fields import TERM_FIELDS, Field
from catalogue.model.kinds import KINDS, Kind
from catalogue.model.roles import ROLES
from catalogue.query import fields as asked
from catalogue.transfer.formats import FORMATS
from catalogue.tui.keymap import listed

WIDTH = 100
EXIT_CODES = {
    0: "done; nothing found is success, too",
    failure.OPERATION: "the operation failed, or `show` found nothing; nothing was changed",
    failure.USAGE: "options or settings that cannot be used; with `--strict`, a query that was not understood",
    3: "the catalogue cannot be used: missing, not a catalogue, newer, locked or damaged",
    failure.EMPTY: "nothing found, with `--fail-if-empty`",
    failure.PARTLY_REFUSED: "imported with refused rows, with `--partial`",
    failure.INTERRUPTED: "interrupted",
}


def reference() -> str:
    """The whole page."""
    i18n.use("en")
    parts = (_head(), _commands(), _exits(), _keys(), _asked(), _formats(), _kinds(), _roles())
    return "\n".join(line for part in parts for line in part) + "\n"


def _head() -> Iterator[str]:
    yield "# Reference"
    yield ""
    yield "Made by `python docs/generate.py`; do not edit. The query language: [query.md](query.md)."
    yield ""
    yield (
        "[Commands](#catalogue-browse) · [exit codes](#exit-codes) · [keys](#keys) · "
        "[names in queries](#names-in-queries) · [formats](#formats) · [kinds and fields](#kinds-and-fields) · "
        "[roles of links](#roles-of-links)"
    )
    yield ""
    yield "Every command takes `--db`, `--lang`, `--color`, `--quiet`, `--debug` and `-h`, before its name or after."


def _commands() -> Iterator[str]:
    root = click.Context(program, info_name="catalogue")
    for names, command, ctx in _walk(program, root, ()):
        yield f"\n## {' '.join(('catalogue', *names))}\n"
        yield "```text"
        yield _help(command, ctx)
        yield "```"


Section = tuple[tuple[str, ...], click.Command, click.Context]


def _walk(group: click.Group, parent: click.Context, above: tuple[str, ...]) -> Iterator[Section]:
    for name in group.list_commands(parent):
        command = group.get_command(parent, name)
        assert command is not None
        ctx = click.Context(command, info_name=name, parent=parent)
        if isinstance(command, click.Group):
            yield from _walk(command, ctx, (*above, name))
        else:
            yield (*above, name), command, ctx


def _help(command: click.Command, ctx: click.Context) -> str:
    """The help of a command without the options that every command has."""
    formatter = click.HelpFormatter(width=WIDTH)
    common = {param.name for param in program.params} | {"help"}
    shared = [param for param in command.get_params(ctx) if param.name in common]
    command.params = [param for param in command.params if param not in shared]
    command.add_help_option = False
    command.format_help(ctx, formatter)
    return formatter.getvalue().rstrip()


def _exits() -> Iterator[str]:
    yield "\n## Exit codes\n"
    yield "| code | means |"
    yield "|---|---|"
    for code, told in sorted(EXIT_CODES.items()):
        yield f"| {code} | {told} |"


def _keys() -> Iterator[str]:
    yield "\n## Keys\n"
    yield '`[keys]` in `config.toml` gives an action other keys, several with commas: `search = "slash,ctrl+f"`.'
    yield "An action or a key that is not known, and a key that would mean two things in one place, are refused."
    yield "`catalogue keys` lists them as they are for you.\n"
    yield "| action | keys | where | what it does |"
    yield "|---|---|---|---|"
    for own in listed({}):
        keys = ", ".join(f"`{key}`" for key in own.bound.split(","))
        yield f"| `{own.id}` | {keys} | {own.place or 'everywhere'} | {own.help} |"


def _asked() -> Iterator[str]:
    yield "\n## Names in queries\n"
    yield "What may stand before `:` in a [query](query.md), besides the aliases of fields below. `is:` takes "
    yield (
        ", ".join(f"`{flag}`" for flag in asked.FLAGS)
        + "; `sort:` takes a field, `date`, `name`, `kind`, `id`, `rank`."
    )
    yield ""
    yield "| name | Russian, Uzbek |"
    yield "|---|---|"
    for name, label in asked.names():
        others = dict.fromkeys(text for text in label.all()[1:] if text != name)
        yield f"| `{name}` | {', '.join(others)} |"


def _formats() -> Iterator[str]:
    yield "\n## Formats\n"
    yield "By the name of the file, or with `--format`. How each is read: [importing.md](importing.md), written: "
    yield "[exporting.md](exporting.md), the whole catalogue: [data-package.md](data-package.md)."
    yield ""
    yield "| format | files | import | export |"
    yield "|---|---|---|---|"
    for each in FORMATS.values():
        files = ", ".join(f"`{suffix}`" for suffix in each.suffixes) or "–"
        read, written = ("yes" if own else "–" for own in (each.read, each.write or each.prose))
        yield f"| `{each.name}` | {files} | {read} | {written} |"
    yield "| `datapackage` | a folder, `datapackage.json`, `.zip` | yes | yes |"


def _kinds() -> Iterator[str]:
    yield "\n## Kinds and fields\n"
    yield "Names stand in CSV headers, `--columns` and queries; labels and further names are understood, too."
    for kind in KINDS.values():
        yield from _kind(kind)
    yield "\n### many-valued fields of every kind\n"
    yield from _fields(TERM_FIELDS)


def _kind(kind: Kind) -> Iterator[str]:
    yield f"\n### {kind.name}\n"
    yield f"File `{kind.plural}.csv`, ids by custom `{kind.prefix}-…`; {', '.join(kind.label.all())}.\n"
    yield from _fields(kind.fields)


def _fields(fields: tuple[Field, ...]) -> Iterator[str]:
    yield "| field | type | English, Russian, Uzbek | values, unit, further names |"
    yield "|---|---|---|---|"
    for field in fields:
        values = ", ".join(f"`{code}`" for code in field.vocabulary.codes) if field.vocabulary else ""
        told = "; ".join(part for part in (values, field.unit or "", ", ".join(field.aliases)) if part)
        yield f"| `{field.name}` | {field.type} | {', '.join(field.label.all())} | {told} |"


def _roles() -> Iterator[str]:
    yield "\n## Roles of links\n"
    yield "| role | from | to | reads | from the other end |"
    yield "|---|---|---|---|---|"
    for role in ROLES.values():
        ends = (_ends(role.subjects), _ends(role.objects))
        yield f"| `{role.name}` | {ends[0]} | {ends[1]} | {role.label.en} | {role.reverse.en} |"


def _ends(kinds: frozenset[str]) -> str:
    return "any" if kinds == frozenset(KINDS) else ", ".join(kind for kind in KINDS if kind in kinds)
