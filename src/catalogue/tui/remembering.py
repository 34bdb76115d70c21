"""The reader's position and choices, kept from one start to the next.

For each catalogue the view, the query and the row; also the theme and the language chosen on the screens, which apply
where the settings name none. A file that cannot be read or written is not an error: the program then starts at the
beginning.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict, replace

from catalogue.config import Config
from catalogue.i18n import LANGUAGES
from catalogue.tui.state import Position, ViewState
from catalogue.tui.views import LISTS, VIEWS, choosable, find, possible
from catalogue.tui.widgets.searchbox import LONGEST

CATALOGUES = 50
"""Most catalogues remembered, the most recently used ones."""
VERSION = 1


class Appearance(Struct, frozen=True):
    """The name of the theme and the code of the language; "" where none was chosen."""

    theme: str = ""
    lang: str = ""

    def chosen_since(self, before: Appearance) -> Appearance:
        """The values that differ from ``before``."""
        return Appearance(*(now if now != then else "" for now, then in zip(self._both(), before._both(), strict=True)))

    def over(self, before: Appearance) -> Appearance:
        """These values, and those of ``before`` where none was chosen."""
        return Appearance(*(now or then for now, then in zip(self._both(), before._both(), strict=True)))

    def _both(self) -> tuple[str, str]:
        return self.theme, self.lang


DEFAULT_APPEARANCE = Appearance()
NO_COLUMNS: Mapping[str, Sequence[str]] = {}


class _Entry(Struct, frozen=True):
    """The entry of the file for one catalogue."""

    view: str = ""
    query: str = ""
    chosen: str = ""
    row: int = 0
    top: int = 0
    columns: str = ""

    def spot(self) -> Position | None:
        """The spot, if the entry is valid."""
        if self.view not in {view.id for view in VIEWS} or len(self.query) > LONGEST:
            return None
        columns = possible(find(self.view), self.columns.split(","))
        return Position(ViewState(self.query, self.chosen, self.view, columns), max(self.row, 0), max(self.top, 0))


def load(file: Path, catalogue: Path) -> Position | None:
    """Where the reader of a catalogue was; None if not known."""
    kept = _read(file).get(_name(catalogue))
    return kept.spot() if kept else None


def columns(file: Path) -> dict[str, tuple[str, ...]]:
    """By view, the columns that the reader chose for its list; what no longer exists is left out."""
    held = _content(file).get("columns")
    given = held if isinstance(held, dict) else {}
    return {view.id: _known(given[view.id], choosable(view)) for view in LISTS if isinstance(given.get(view.id), list)}


def _known(names: list[object], possible: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if isinstance(name, str) and name in possible))


def preferred(settings: Config, file: Path) -> Config:
    """The settings, completed by the theme and the language chosen on the screens."""
    looks = _appearance(_content(file))
    return replace(settings, theme=settings.theme or looks.theme or None, lang=settings.lang or looks.lang or None)


def save(
    file: Path,
    catalogue: Path,
    spot: Position,
    chosen: Appearance = DEFAULT_APPEARANCE,
    *,
    columns: Mapping[str, Sequence[str]] = NO_COLUMNS,
) -> None:
    """Save the reader's position and choices for a catalogue, and the columns of the views; only the user may read
    the file."""
    looking = spot.looking
    looks = chosen.over(_appearance(_content(file)))
    held = {name: kept for name, kept in _read(file).items() if name != _name(catalogue)}
    held[_name(catalogue)] = _Entry(
        looking.view, looking.query, looking.chosen, spot.row, spot.top, ",".join(looking.columns)
    )
    latest = dict(list(held.items())[-CATALOGUES:])
    content = {
        "version": VERSION,
        "theme": looks.theme,
        "lang": looks.lang,
        "columns": {view: list(names) for view, names in columns.items() if names},
        "catalogues": {name: asdict(kept) for name, kept in latest.items()},
    }
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside.touch(mode=0o600)
        beside.write_text(json.dumps(content, indent=1), encoding="utf-8")
        beside.replace(file)
    with suppress(OSError):
        beside.unlink(missing_ok=True)


def _name(catalogue: Path) -> str:
    return os.fspath(catalogue.absolute())


def _read(file: Path) -> dict[str, _Entry]:
    """The entries of the file; invalid ones are left out."""
    held = _content(file).get("catalogues")
    pairs = held.items() if isinstance(held, dict) else ()
    return {name: kept for name, entry in pairs if (kept := _entry(entry))}


def _content(file: Path) -> Mapping[str, object]:
    """The content of the file; empty if it cannot be read or was written by another version."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) and content.get("version") == VERSION else {}


def _appearance(content: Mapping[str, object]) -> Appearance:
    theme, lang = (value if isinstance(value := content.get(name), str) else "" for name in ("theme", "lang"))
    return Appearance(theme, lang if lang in LANGUAGES else "")


def _entry(entry: object) -> _Entry | None:
    if not isinstance(entry, dict) or {*entry, "columns"} != set(_Entry.__struct_fields__):
        return None
    entry = {"columns": "", **entry}
    right = all(type(entry[name]) is type(getattr(_Entry(), name)) for name in _Entry.__struct_fields__)
    return _Entry(**entry) if right else None
