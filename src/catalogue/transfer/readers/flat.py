"""Nested objects as flat rows: the key of a nested value is its path, ``country.name``.

A list of objects gives one list for each of their keys, all of equal length, so that the first name goes with the first
country. A list of plain values becomes several values. What an XML reader makes of ``<name lang="en">A</name>`` is
``name`` and ``name.@lang``; ``{"@nil": "true"}`` is empty. A SPARQL result has ``{"type": "uri", "value": …}`` for each
value: it becomes that value, and a blank node becomes empty (W3C, SPARQL 1.1 Query Results JSON Format). A point of
GeoJSON among the values is ``place.lon``, ``place.lat`` and perhaps ``place.height``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeGuard

from catalogue.transfer.files.limits import DEFAULT_LIMITS, Limits
from catalogue.transfer.files.table import Cell
from catalogue.transfer.rows import lists

Json = object
_TEXT_KEYS = ("#text", "$t", "_text", "$", "_")
_TERM_KEYS = {"type", "value", "xml:lang", "datatype"}
_TERMS = ("uri", "literal", "typed-literal", "bnode")
_POINT = ("type", "coordinates")
_POINT_AXES = ("lon", "lat", "height")
_DEGREES = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?", re.ASCII)
_NIL_KEYS = ("@nil", "@xsi:nil", "@i:nil")


class TooDeep(ValueError):
    """Objects and lists are nested deeper than allowed."""


class TooWide(ValueError):
    """The objects of the lists have so many different keys that their columns would fill the memory."""


def flatten(value: Mapping[str, Json], limits: Limits = DEFAULT_LIMITS) -> dict[str, Cell]:
    """The cells of an object by their paths; of two values with the same path the second is ``path_2`` and so on.

    ``limits.depth`` is how deep objects and lists may be nested, counting the outermost; ``limits.spanned`` how many
    places the columns of one list may have. Raises ``TooDeep``, ``TooWide``.
    """
    cells: dict[str, Cell] = {}
    for path, cell in _cells(value, "", limits.depth - 1, limits.spanned):
        key, number = path, 2
        while key in cells:
            key, number = f"{path}_{number}", number + 1
        cells[key] = cell
    return cells


def text(value: Json) -> str:
    """A plain value as text: null is empty, true and false are ``yes`` and ``no``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _cells(value: Mapping[str, Json], above: str, room: int, spanned: int) -> Iterator[tuple[str, Cell]]:
    """The cells of an object below the path ``above``; ``room`` is how many levels may still be nested inside."""
    if room < 0:
        raise TooDeep
    for key, given in value.items():
        is_text = above and key in _TEXT_KEYS and not isinstance(given, dict)
        path = above if is_text else f"{above}.{key}" if above else key
        if isinstance(given, dict):
            if _is_term(given):
                yield path, "" if given["type"] == "bnode" else text(given["value"])
            elif _is_point(given):
                axes = (f"{path}.{name}" for name in _POINT_AXES)
                yield from zip(axes, map(text, given["coordinates"]), strict=False)
            elif given and not _is_nil(given):
                yield from _cells(given, path, room - 1, spanned)
        elif not isinstance(given, list):
            yield path, text(given)
        elif any(isinstance(item, dict) for item in given):
            yield from _aligned(given, path, room - 1, spanned)
        else:
            yield path, tuple(found for item in given if (found := _one(item, room - 1)))


def _aligned(items: list[Json], path: str, room: int, spanned: int) -> Iterator[tuple[str, Cell]]:
    """One column for each key of the objects of a list, empty where an object lacks the key."""
    columns: dict[str, list[str]] = {}
    for number, item in enumerate(items):
        found = dict(_cells(item, path, room - 1, spanned)) if isinstance(item, dict) else {path: _one(item, room)}
        for key, cell in found.items():
            column = columns.setdefault(key, [""] * number)
            column.append(lists.as_text(cell))
        for column in columns.values():
            if len(column) == number:
                column.append("")
        if len(columns) * len(items) > spanned:
            raise TooWide
    for key, column in columns.items():
        yield key, tuple(column)


def _one(item: Json, room: int) -> str:
    if room < 0:
        raise TooDeep
    return lists.join(_one(each, room - 1) for each in item) if isinstance(item, list) else text(item)


def _is_term(value: Mapping[str, Json]) -> bool:
    plain = all(not isinstance(part, (dict, list)) for part in value.values())
    return plain and {"type", "value"} <= value.keys() <= _TERM_KEYS and value["type"] in _TERMS


def _is_point(value: Mapping[str, Json]) -> TypeGuard[Mapping[str, list[Json]]]:
    """Whether an object is a point of GeoJSON (RFC 7946): longitude, latitude, perhaps the height."""
    place = value.get("coordinates")
    listed = place if isinstance(place, list) and value.get("type") == "Point" and len(value) == len(_POINT) else []
    return len(listed) in (2, 3) and all(_DEGREES.fullmatch(text(each)) for each in listed)


def _is_nil(value: Mapping[str, Json]) -> bool:
    return all(key in _NIL_KEYS or key.startswith("@xmlns") for key in value) and any(key in _NIL_KEYS for key in value)


def are_entries(value: Json, columns: tuple[str, ...]) -> TypeGuard[list[dict[str, Json]]]:
    """Whether a list holds names, links, terms or claims: plain objects with no columns but theirs."""
    return (
        isinstance(value, list)
        and all(isinstance(item, dict) for item in value)
        and all(key in columns and not isinstance(cell, (dict, list)) for item in value for key, cell in item.items())
    )
