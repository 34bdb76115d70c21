"""Paths as a person enters them: typed, completed, pasted, or dragged into the terminal."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Collection
from pathlib import Path
from urllib.parse import unquote, urlsplit

from msgspec import Struct

MOST = 200
"""Most entries of a folder that are offered."""


class Entry(Struct, frozen=True):
    """An entry of a folder: ``path`` as it would be typed, ``size`` in bytes (None: a folder)."""

    path: str
    name: str
    size: int | None = None


def cleaned(given: str) -> str:
    """The path without what a terminal adds when a file is dragged there.

    That is quotes, ``file://`` or backslashes; ``~`` is expanded.
    """
    text = given.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    elif os.sep == "/" and "\\" in text:
        text = re.sub(r"\\(.)", r"\1", text)
    if text.startswith("file://"):
        text = _path_of(text)
        text = text[1:] if re.match(r"/[A-Za-z]:", text) else text
    return os.path.expanduser(text)  # noqa: PTH111 - Path.expanduser fails without a home


def _path_of(address: str) -> str:
    """The path in a ``file://`` address; the text itself if it is no address yet (``file://[`` while it is typed)."""
    try:
        return unquote(urlsplit(address).path) or address
    except ValueError:
        return address


def entries(typed: str, suffixes: Collection[str] = ()) -> tuple[Entry, ...]:
    """Entries that begin with a typed path, folders first; files only with one of the ``suffixes`` (all if empty).

    Empty for a folder that cannot be read; hidden entries only if a dot was typed.
    """
    folder, beginning = os.path.split(cleaned(typed))
    found = []
    try:
        with os.scandir(folder or os.curdir) as scanned:
            for entry in scanned:
                each = _entry(folder, entry, suffixes)
                if each and _begins(entry.name, beginning):
                    found.append(each)
    except (OSError, ValueError):
        return ()
    return tuple(sorted(found, key=lambda each: (each.size is not None, each.name.casefold()))[:MOST])


def _begins(name: str, beginning: str) -> bool:
    if not beginning.startswith(".") and name.startswith("."):
        return False
    return name.casefold().startswith(beginning.casefold())


def _entry(folder: str, entry: os.DirEntry[str], suffixes: Collection[str]) -> Entry | None:
    """The entry, unless it is a file with another suffix or cannot be read."""
    path = os.path.join(folder, entry.name)  # noqa: PTH118 - what was typed stays as it was typed
    try:
        if entry.is_dir():
            return Entry(path + os.sep, entry.name + os.sep)
        wanted = not suffixes or Path(entry.name).suffix.lower() in suffixes
        return Entry(path, entry.name, entry.stat().st_size) if wanted and entry.is_file() else None
    except OSError:
        return None


def completed(typed: str, offered: Collection[Entry]) -> str:
    """The typed path extended by the longest common beginning of all matching entries."""
    paths = sorted(each.path for each in offered)
    same = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(paths[0], paths[-1], strict=False)) if paths else ()
    common = "".join(letter for letter, _ in same)
    return common if len(common) > len(cleaned(typed)) else typed


def there(path: str) -> bool:
    """Whether a path exists already; False for a path that cannot be accessed."""
    try:
        return os.path.lexists(path)
    except ValueError:
        return False
