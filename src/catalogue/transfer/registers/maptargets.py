"""The targets of a column in a mapping file: one or several fields, each with the way to read its text."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from catalogue.model.kinds import Kind
from catalogue.model.quantity import COUNT, QuantityProblem
from catalogue.model.quantity_units import Declared, declared
from catalogue.model.values import ValueProblem, read
from catalogue.model.vocabularies import NAME_TYPE
from catalogue.text.closest import closest
from catalogue.transfer.registers.mapsection import Section, is_number
from catalogue.transfer.registers.recipe import Target
from catalogue.transfer.rows import columns
from catalogue.transfer.rows.columns import NOTE, Column

_KEYS = ("field", "unit", "scale", "find", "split", "type", "scheme", "unreadable", "where")
_NOTE = "note"


def targets(section: Section, header: str, kind: Kind | None) -> tuple[Target, ...]:
    """The targets of one column; () leaves it out. Raises ``BadUsage`` for invalid ones."""
    given = section.given(header)
    listed = given if isinstance(given, list) else [given]
    return tuple(_target(section, header, each, kind) for each in listed if each not in ("", {}))


def constants(section: Section, kind: Kind | None) -> dict[str, str]:
    """The texts that every record of a rule gets, by column. Raises ``BadUsage`` for invalid ones."""
    made = {}
    for name, text in section.texts().items():
        column = column_of(section, name, name, kind)
        field = kind.field(column.key) if kind and column.part in ("field", "term") else None
        try:
            made[column.name] = read(field, text) if field else text
        except ValueProblem as problem:
            raise section.problem("mapping.value", name, value=text, nearest=problem.params.get("nearest")) from None
    return made


def column_of(section: Section, key: str, name: str, kind: Kind | None) -> Column:
    """The column of that name. Raises ``BadUsage('mapping.value')`` with the nearest name."""
    if name == _NOTE:
        return NOTE
    column = columns.find(name, kind)
    if column is None:
        allowed = tuple(each.name for each in columns.of_kind(kind))
        nearest = columns.nearest(name, kind)
        raise section.problem("mapping.value", key, value=name, nearest=nearest, allowed=allowed)
    return column


def _target(section: Section, header: str, given: object, kind: Kind | None) -> Target:
    if isinstance(given, str):
        return Target(column_of(section, header, given, kind))
    if not isinstance(given, dict):
        raise section.problem("mapping.type", header, expected='"field", { field = "…" }')
    for key in given:
        if key not in _KEYS:
            raise section.problem("mapping.spec", header, value=key, nearest=closest(key, _KEYS), allowed=_KEYS)
    column = column_of(section, header, _text(section, header, given, "field"), kind)
    field = kind.field(column.key) if kind and column.part == "field" else None
    scale = _scale(section, header, given.get("scale", 1))
    unit = _unit(section, header, _text(section, header, given, "unit"), (field.unit or COUNT) if field else None)
    return Target(
        column,
        unit.unit or "",
        unit.scale * scale,
        _pattern(section, header, _text(section, header, given, "find")),
        _strings(section, header, given.get("split", [])),
        _known(section, header, _text(section, header, given, "type") or "preferred", NAME_TYPE.codes),
        _text(section, header, given, "scheme"),
        _known(section, header, _text(section, header, given, "unreadable") or "refuse", ("refuse", "remark"))
        == "remark",
        wanted(section, header, given.get("where", {})),
        scale,
    )


def wanted(section: Section, key: str, given: object) -> dict[str, tuple[str, ...]]:
    """The words that other columns must contain, by heading. Raises ``BadUsage`` for invalid ones."""
    if not isinstance(given, dict):
        raise section.problem("mapping.type", key, expected='where = { "…" = "…" }')
    found = {name: _strings(section, key, words, "where") for name, words in given.items()}
    for text in (text for words in found.values() for text in words if text.startswith("/") and text.endswith("/")):
        _pattern(section, key, text[1:-1])
    return found


def _text(section: Section, header: str, given: dict[str, object], key: str) -> str:
    value = given.get(key, "")
    if not isinstance(value, str):
        raise section.problem("mapping.type", header, expected=f'{key} = "…"')
    return value


def _strings(section: Section, header: str, value: object, key: str = "split") -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(item, str) and item for item in listed):
        raise section.problem("mapping.type", header, expected=f'{key} = ["…"]')
    return tuple(listed)


def _known(section: Section, header: str, word: str, allowed: tuple[str, ...]) -> str:
    if word not in allowed:
        section.wrong(header, word, allowed)
    return word


def _unit(section: Section, header: str, text: str, expected: str | None) -> Declared:
    """The unit that the mapping declares, in that of the field."""
    if not text:
        return Declared(None, Decimal(1))
    try:
        return declared(text, expected)
    except QuantityProblem:
        raise section.problem("mapping.value", header, value=text, nearest=None) from None


def _scale(section: Section, header: str, value: object) -> Decimal:
    try:
        scale = Decimal(str(value)) if isinstance(value, str) or is_number(value) else Decimal(0)
    except InvalidOperation:
        scale = Decimal(0)
    if not scale.is_finite() or scale <= 0:
        raise section.problem("mapping.type", header, expected="scale = 1000000")
    return scale


def _pattern(section: Section, header: str, text: str) -> re.Pattern[str] | None:
    return section.compiled(header, text) if text else None
