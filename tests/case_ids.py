"""Ids of parametrised cases that show their values: ``2024-06-24-Any(a, b)`` instead of ``typed0-expected0``."""

from __future__ import annotations

from collections.abc import Mapping, Set

from msgspec import Struct
from msgspec.structs import asdict

LONGEST = 60


def case_id(value: object) -> str | None:
    """The value as one short printable line, the same in every process; None where it has no such form."""
    text = _text(value)
    if text is None:
        return None
    if len(text) > LONGEST and isinstance(name := getattr(value, "name", None), str):
        return name
    line = "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)
    return line if len(line) <= LONGEST else f"{line[: LONGEST * 2 // 3]}…{line[-LONGEST // 3 :]}"


def _text(value: object) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return repr(value)
    if value is None or isinstance(value, bool | int | float):
        return str(value)
    if isinstance(value, Mapping):
        return _joined([(f"{name}=", part) for name, part in value.items()])
    if isinstance(value, Set):
        return _joined([("", part) for part in sorted(value, key=str)])
    if isinstance(value, list | tuple):
        return _joined([("", part) for part in value])
    if isinstance(value, Struct):
        text = _joined([("", part) for part in asdict(value).values() if part])
        return None if text is None else f"{type(value).__name__}({text})"
    return None


def _joined(parts: list[tuple[str, object]]) -> str | None:
    texts = [(name, _text(part)) for name, part in parts]
    return None if any(text is None for _, text in texts) else ", ".join(f"{name}{text}" for name, text in texts)
