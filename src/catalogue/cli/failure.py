"""Every failure → a sentence, a hint and an exit code. All failures of the program end here.

0 done · 1 the operation failed · 2 usage or settings · 3 the catalogue cannot be used ·
4 ``--fail-if-empty`` · 5 imported with refused rows · 130 interrupted.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import click

from catalogue.cli import output, remarks
from catalogue.cli.context import Settings
from catalogue.errors import CatalogueError, ImportRefused
from catalogue.text.closest import closest
from catalogue.text.safe import visible

OPERATION = 1
USAGE = 2
EMPTY = 4
PARTLY_REFUSED = 5
INTERRUPTED = 130
UNUSABLE = 3
_CHECKED_UP_TO = 64 << 20  # bytes; a larger file takes too long to check unasked
_DAMAGE_CODES = ("check.integrity", "check.tables", "check.computed")


def end(error: BaseException, settings: Settings) -> int:
    """Print what happened and return the exit code."""
    if settings.debug and not isinstance(error, (KeyboardInterrupt, click.Abort, BrokenPipeError)):
        remarks.write_line(visible("".join(traceback.format_exception(error)), keep_newlines=True).rstrip())
    match error:
        case click.exceptions.Exit():
            return _flushed(error.exit_code, settings)
        case click.Abort() | KeyboardInterrupt():
            return _reported("failure.interrupted", {}, INTERRUPTED)
        case BrokenPipeError():
            output.abandon(sys.stdout)
            return 0
        case click.exceptions.NoArgsIsHelpError():
            remarks.write_line(visible(error.format_message(), keep_newlines=True))
            return USAGE
        case click.UsageError() | UnicodeEncodeError():
            return _reported(*_usage(error), USAGE)
        case CatalogueError():
            return _failed(error, settings)
        case OSError() | MemoryError():
            return _system(error)
    if found := _damage(settings):
        return _reported("db.corrupt", {"path": str(settings.path()), "cause": found}, UNUSABLE)
    return _unexpected(error)


def _damage(settings: Settings) -> str:
    """The damage of the catalogue if it explains an unexpected failure; "" if there is none.

    Values written by another program or a broken disk are not checked on each read.
    """
    from catalogue.api import care

    try:
        if settings.path().stat().st_size > _CHECKED_UP_TO:
            return ""
        with settings.session() as session:
            found = [each for each in care.check(session) if not each.ok and each.code in _DAMAGE_CODES]
            return str(found[0].params.get("cause", "")) if found else ""
    except Exception:  # noqa: BLE001 - the failure being reported matters, not another one meanwhile
        return ""


def _flushed(exit_code: int, settings: Settings) -> int:
    """End ``--help`` and similar options: writing out their text may still fail on a full disk or a closed pipe."""
    try:
        output.finish()
    except OSError as error:
        return end(error, settings)
    return exit_code


def _reported(code: str, params: Mapping[str, object], exit_code: int) -> int:
    from catalogue.present import words

    remarks.write_line(remarks.advised(words.sentence(code, params), words.hint(code, params)))
    return exit_code


def _failed(error: CatalogueError, settings: Settings) -> int:
    if isinstance(error, ImportRefused):
        from catalogue.model.issues import Issue
        from catalogue.present import issues

        remarks.lines(settings, issues.lines([issue for issue in error.issues if isinstance(issue, Issue)]))
    return _reported(error.code, error.params, error.exit_code)


def _system(error: OSError | MemoryError) -> int:
    """An error of the operating system: a full disk, a missing permission, a closed stream, no more memory."""
    output.abandon(sys.stdout)
    if isinstance(error, MemoryError):
        return _reported("failure.memory", {}, OPERATION)
    cause = error.strerror or type(error).__name__
    path = error.filename if isinstance(error.filename, str) else ""
    return _reported("failure.file" if path else "failure.system", {"path": path, "cause": cause}, OPERATION)


def _usage(error: click.UsageError | UnicodeEncodeError) -> tuple[str, Mapping[str, object]]:
    if isinstance(error, UnicodeEncodeError):  # undecodable bytes in an argument that should be text
        return "usage.broken", {"value": error.object[:80]}
    command = error.ctx.command_path if error.ctx else "catalogue"
    match error:
        case click.NoSuchOption():
            nearest = (error.possibilities or [""])[0]
            return "usage.option", {"name": error.option_name, "nearest": nearest, "command": command}
        case click.exceptions.NoSuchCommand():
            named = {"name": error.command_name, "nearest": _nearest(error.command_name, error.ctx)}
            return "usage.command", {**named, "command": command}
        case click.MissingParameter():
            return "usage.missing", {"name": _hint(error), "command": command}
        case click.BadParameter():
            return _value(error, command)
        case click.BadOptionUsage():
            return "usage.value", {"name": error.option_name, "command": command}
    return "usage.other", {"message": error.format_message(), "command": command}


def _value(error: click.BadParameter, command: str) -> tuple[str, Mapping[str, object]]:
    """An invalid value of an option or argument, with the valid ones."""
    value = error.message.partition(" is not ")[0].strip("'")  # click does not store it elsewhere
    data: dict[str, object] = {"name": _hint(error), "value": value, "command": command}
    match error.param.type if error.param else None:
        case click.Choice() as choice:
            return "usage.choice", {**data, "known": tuple(choice.choices)}
        case click.IntRange() as number:
            return "usage.number", {**data, "low": number.min, "high": number.max}
    return "usage.other", {**data, "message": error.format_message()}


def _hint(error: click.BadParameter) -> str:
    """The option or argument as written on the command line."""
    result = error.param.get_error_hint(error.ctx) if error.param and error.ctx else ""
    return (result or "").replace("'", "")


def _nearest(name: str, ctx: click.Context | None) -> str | None:
    group = ctx.command if ctx else None
    known = group.list_commands(ctx) if ctx and isinstance(group, click.Group) else []
    return closest(name, known)


def _unexpected(error: BaseException) -> int:
    kind = type(error).__name__
    return _reported("failure.unexpected", {"kind": kind, "path": _written_down(error)}, OPERATION)


def _traceback_lines(error: BaseException | None) -> Iterator[str]:
    """The type of each exception of a chain, and the lines of the program in its traceback."""
    while error is not None:
        yield f"{type(error).__name__}\n"
        yield from traceback.format_tb(error.__traceback__)
        error = error.__cause__ or error.__context__


def _written_down(error: BaseException) -> str:
    """Write the failure to a private local file; returns its path, "" if that is not possible.

    Only the types of the exceptions and their places in the program, not their messages, which may quote a record.
    """
    from catalogue import __version__, config

    now = datetime.now().astimezone().isoformat(timespec="seconds")
    head = f"catalogue {__version__}, Python {sys.version.split()[0]}, {sys.platform}, {now}\n\n"
    text = head + visible("".join(_traceback_lines(error)), keep_newlines=True)
    try:
        path = Path(config.state_path("last-failure.txt"))
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
    except (OSError, RuntimeError):
        return ""
    return str(path)
