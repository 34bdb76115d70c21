"""Typed values → values of a test, by what the test asks about. What cannot be is ``Unknown`` and gets a note.

Closed values are read by code or by label in any language; without regard to case, apostrophes, hyphens and ``ё``.
A label that several codes share (``действует``) means all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from catalogue.model import codes, values
from catalogue.model.answers import Note
from catalogue.model.fields import Field
from catalogue.model.kinds import KINDS
from catalogue.query import days, fields, figures
from catalogue.query.lexer import Raw
from catalogue.query.nearest import did_you_mean, plain
from catalogue.query.nodes import Absent, Code, Place, Star, Target, Text, Unknown, Value
from catalogue.text.layout import other_layout

_LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_PLACES = (fields.COUNTRY, fields.REGION, fields.PLACE, fields.LINK)
_TEXTS = (fields.ID, fields.NAME, fields.TEXT)


@dataclass(frozen=True, slots=True)
class Said:
    """What the values of one test say, and a remark when one of them cannot be."""

    values: tuple[Value, ...]
    notes: tuple[Note, ...] = ()


def read(meaning: fields.Meaning, raws: tuple[Raw, ...], today: date) -> Said:
    """The values of a test in order, each once. ``today`` is the day that relative dates count from."""
    assert meaning.target is not None
    found: list[Value] = []
    notes = []
    for raw in raws:
        typed = replace(raw, op=meaning.compare + raw.op)
        each = tuple(_read(meaning.target, typed, today))
        found += each
        if isinstance(each[0], Unknown):
            notes.append(_note(meaning.target, typed))
    return Said(tuple(dict.fromkeys(found)), tuple(notes))


def _read(target: Target, raw: Raw, today: date) -> Iterator[Value]:
    """One value or, for a label that several codes share, several; ``Unknown`` when it cannot be."""
    if raw.quoted and not raw.text and raw.op in ("", "="):
        yield Absent()
    elif raw.text == "*" and not raw.quoted and not raw.op:
        yield Star()
    else:
        yield from _typed(target, raw, today)


def _typed(target: Target, raw: Raw, today: date) -> Iterator[Value]:
    field = fields.field_of(target)
    text = raw.text if raw.op == "=" else raw.op + raw.text
    unknown = Unknown(text)
    if target.type == "claim":
        yield unknown
    elif target.type == "role" or target in _PLACES:
        yield _place(target, raw) or unknown
    elif fields.choices(target):
        yield from _choice(target, text, prefix=raw.prefix) or (unknown,)
    elif field is not None and field.type == "date":
        yield days.read(text, today) or unknown
    elif field is not None and field.type in ("quantity", "integer", "degrees"):
        yield figures.read(field, text) or unknown
    elif target == fields.LANG:
        yield Code(_tag(text)) if _LANG.fullmatch(text) else unknown
    elif field is not None and field.type in ("flag", "sector"):
        yield _coded(field, text) or unknown
    else:
        yield _text(raw) or unknown


def _text(raw: Raw) -> Text | None:
    if raw.op not in ("", "=") or not any(char.isalnum() for char in raw.text):
        return None
    return Text(raw.text, whole=True) if raw.op else Text(raw.text, raw.prefix)


def _place(target: Target, raw: Raw) -> Value | None:
    """A country or region by code or name; where a record may be meant, else its id or words of its name."""
    closed = target in (fields.COUNTRY, fields.REGION)
    if (closed or not raw.prefix) and (not raw.op or (raw.op == "=" and target in _PLACES)):
        country = codes.find_country(raw.text) if target != fields.REGION else None
        region = codes.find_region(raw.text) if target != fields.COUNTRY else None
        if code := country or region:
            return Place(code)
    return None if closed else _text(raw)


def _tag(text: str) -> str:
    """A language tag in the case that BCP 47 recommends: ``uz``, ``uz-Latn``, ``pt-BR``."""
    first, *rest = text.split("-")
    cased = [part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part.lower() for part in rest]
    return "-".join((first.lower(), *cased))


def _coded(field: Field, text: str) -> Code | None:
    try:
        code = values.read(field, text)
    except values.ValueProblem:
        return None
    return Code(code) if code else None


def _choice(target: Target, text: str, *, prefix: bool) -> tuple[Code, ...]:
    """The codes that a name means; with ``prefix`` those of every name that begins so."""
    known, name = _codes(target), plain(text)
    if prefix and name:
        meant = [code for key, own in known.items() if key.startswith(name) for code in own]
    else:
        meant = list(known.get(name, ()))
    return tuple(Code(code) for code in dict.fromkeys(meant))


@cache
def _codes(target: Target) -> dict[str, tuple[str, ...]]:
    """Codes by name: a code means itself alone; a label means every code that has it."""
    found: dict[str, dict[str, None]] = {}
    for choice in fields.choices(target):
        for label in choice.label.all():
            found.setdefault(plain(label), {})[choice.code] = None
    if target == fields.KIND:
        for kind in KINDS.values():
            for label in (kind.plural, *kind.label_plural.all()):
                found.setdefault(plain(label), {})[kind.name] = None
    return {key: tuple(own) for key, own in found.items()} | {
        plain(choice.code): (choice.code,) for choice in fields.choices(target)
    }


def _note(target: Target, raw: Raw) -> Note:
    field = fields.field_of(target)
    about = {"field": target.name, "value": raw.op + raw.text}
    if field is not None and field.type == "date":
        return Note("query.bad_date", about)
    if field is not None and field.type in ("quantity", "integer", "degrees"):
        return Note("query.bad_figure", about)
    return Note("query.unknown_value", {**about, "nearest": _nearest(target, raw.text)})


def _nearest(target: Target, text: str) -> str | None:
    """The nearest value that there is, also to the text as typed in the other keyboard layout."""
    if fields.choices(target):
        by_label = _codes(target)
        labels = (did_you_mean(typed, by_label) for typed in (text, *other_layout(text)))
        return next((by_label[label][0] for label in labels if label), None)
    if target == fields.COUNTRY:
        return next(iter(codes.candidates(text, "country")), None)
    if target == fields.REGION:
        return next(iter(codes.candidates(text, "region")), None)
    return None
