"""The reader's own keys, from ``[keys]`` of the settings: read, checked, and listed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from textual.keys import KEY_NAME_REPLACEMENTS, Keys

from catalogue import config
from catalogue.errors import ConfigError
from catalogue.i18n import gettext as _
from catalogue.text.closest import closest
from catalogue.tui.commands import ABOUT, BY_ID, COMMANDS, PLACES, TYPING, Command, keys_shown, prints

_MODIFIERS = ("ctrl+", "alt+", "shift+")
_NAMED = frozenset(key.value for key in Keys)


class Listed(Struct, frozen=True):
    """A command as ``catalogue keys`` prints it.

    ``bound`` are its key names as used in the settings, ``shown`` those on the keyboard, ``place`` is "" for
    everywhere; ``own`` is set if the reader chose the keys.
    """

    id: str
    bound: str
    shown: str
    place: str
    help: str
    own: bool


def read(settings: Mapping[str, str]) -> dict[str, str]:
    """The keys by command in Textual's notation: ``/`` is ``slash``, no spaces; a command given no keys keeps its own.

    Raises ``ConfigError``: ``keys.unknown`` (path, name, nearest), ``keys.no_key`` (path, name, key), ``keys.letter``
    (path, name, key), ``keys.twice`` (path, key, name, other).
    """
    wanted = {name: ",".join(canonical(key) for key in _split(keys)) for name, keys in settings.items()}
    wanted = {name: keys for name, keys in wanted.items() if keys or name not in BY_ID}
    for code, params in _faults(wanted):
        raise ConfigError(code, path=str(config.config_path()), **params)
    return wanted


def listed(remapped: Mapping[str, str]) -> Iterator[Listed]:
    """Every command in the order of the table."""
    for command in COMMANDS:
        place = _(ABOUT[command.scope]) if command.scope in ABOUT else ""
        keys = ",".join(command.bound(remapped))
        shown = keys_shown(command, remapped)
        yield Listed(command.id, keys, shown, place, _(command.help), command.id in remapped)


def canonical(key: str) -> str:
    """The name of a key; a character that is not a letter or digit is named as in Textual."""
    name = key.strip()
    if len(name) != 1 or name.isalnum():
        return name
    try:
        named = unicodedata.name(name).lower().replace("-", "_").replace(" ", "_")
    except ValueError:
        return name
    return KEY_NAME_REPLACEMENTS.get(named, named)


def _split(keys: str) -> Iterable[str]:
    """Split keys at commas; a comma alone is the comma key."""
    return [keys.strip()] if keys.strip() == "," else [key for key in keys.split(",") if key.strip()]


def _faults(wanted: Mapping[str, str]) -> Iterator[tuple[str, dict[str, object]]]:
    """What is wrong with the keys, each as a code and its parameters."""
    for name, keys in wanted.items():
        if name not in BY_ID:
            yield "keys.unknown", {"name": name, "nearest": closest(name, BY_ID)}
            continue
        for key in keys.split(","):
            if not _is_key(key):
                yield "keys.no_key", {"name": name, "key": key}
            elif BY_ID[name].scope in TYPING and prints(key):
                yield "keys.letter", {"name": name, "key": key}
    yield from _twice(wanted)


def _twice(wanted: Mapping[str, str]) -> Iterator[tuple[str, dict[str, object]]]:
    for scopes in PLACES:
        first: dict[str, Command] = {}
        for command in (each for each in COMMANDS if each.scope in scopes):
            for key in command.bound(wanted):
                other = first.setdefault(key, command)
                if other is not command and (command.id in wanted or other.id in wanted):
                    yield "keys.twice", {"key": key, "name": command.id, "other": other.id}


def _is_key(key: str) -> bool:
    """Whether a terminal can send it: a character or a named key, with or without modifiers."""
    name = key
    while name.startswith(_MODIFIERS):
        name = name.partition("+")[2]
    if len(name) == 1 or name in _NAMED or name in KEY_NAME_REPLACEMENTS.values():
        return True
    try:
        return bool(unicodedata.lookup(name.replace("_", " ").upper()))
    except KeyError:
        return False
