"""The columns of a flat table, and which header means which.

A record has one row. Its columns are ``id``, ``kind`` (in tables of several kinds), one column for the preferred name
in each language, the kind's fields, the many-valued fields and one column per role, both with values joined by `` | ``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from msgspec import Struct

from catalogue.model import fields as f
from catalogue.model.codes import states
from catalogue.model.codes.lists import key
from catalogue.model.kinds import KINDS, Kind
from catalogue.model.roles import ROLES, roles_from
from catalogue.model.values import ValueProblem
from catalogue.text.closest import closest
from catalogue.transfer.files.table import Cell

Part = Literal["id", "kind", "name", "field", "term", "link", "note", "unnamed"]
NAME_LANGUAGES = {
    "name_en": "en",
    "name_ru": "ru",
    "name_uz": "uz-Latn",
    "name_uz_cyrl": "uz-Cyrl",
    "name_kk": "kk",
    "name": "",
}
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
_NAME_IN = re.compile(r"name[_-]((?!of|by)[a-z]{2,3}(?:[_-][a-z]{4})?(?:[_-](?:[a-z]{2}|[0-9]{3}))?)", re.IGNORECASE)
"""``name_tt``; no language is called "of" or "by" (name_of_park)."""
_TERMS = {field.name: field for field in f.TERM_FIELDS}
# Words in a header that give the language of a name, and words that say that it is a name.
_TONGUES = {
    "name_en": ("en", "eng", "english", "in english", "англ", "английский", "на английском", "inglizcha", "ingliz"),
    "name_ru": ("ru", "rus", "russian", "in russian", "рус", "русский", "на русском", "ruscha", "rus tilida"),
    "name_uz": ("uz", "uzb", "uzbek", "in uzbek", "uz latn", "узб", "узбекский", "на узбекском", "o‘zbekcha"),
    "name_uz_cyrl": ("uz cyrl", "uzbek cyrillic", "узбекский кириллица", "ўзбекча"),
    "name_kk": ("kk", "kz", "kaz", "kazakh", "in kazakh", "каз", "казахский", "на казахском", "қазақша"),
    "name": ("",),
}
_NAME_WORDS = ("name", "title", "название", "наименование", "имя", "nomi", "nom", "номи", "атауы")


class Column(Struct, frozen=True):
    """A column by its canonical ``name``; ``key`` is a name's language, else the field's or role's name."""

    name: str
    part: Part
    key: str = ""


ID = Column("id", "id")
KIND = Column("kind", "kind")
NOTE = Column("note", "note")
"""A remark, kept as a claim of ``note``; never a column of exported tables."""
UNNAMED = Column("", "unnamed")
"""A column without a heading: must be empty unless it is mapped."""


@cache
def of_kind(kind: Kind | None) -> tuple[Column, ...]:
    """The columns of a flat table of one kind, or of several kinds (None), in order."""
    kinds = (kind,) if kind else tuple(KINDS.values())
    found: dict[str, Column] = {"id": ID}
    if kind is None:
        found["kind"] = KIND
    for name, lang in NAME_LANGUAGES.items():
        found[name] = Column(name, "name", lang)
    for each in kinds:
        for field in each.fields:
            found.setdefault(field.name, Column(field.name, "field", field.name))
    for field in f.TERM_FIELDS:
        found[field.name] = Column(field.name, "term", field.name)
    for each in kinds:
        for role in roles_from(each.name):
            found.setdefault(role.name, Column(role.name, "link", role.name))
    return tuple(found.values())


def find(header: str, kind: Kind | None = None) -> Column | None:
    """The column that a header means, or None: a column's name, its label or alias in any language.

    ``name_XX`` with any language tag (``name_tt``, ``name_kk_cyrl``) is a name column of that language.
    """
    known = _known(kind)
    folded = key(header)
    return known.get(folded) or _any_name(header)


def nearest(header: str, kind: Kind | None = None) -> str | None:
    """The canonical name of the column whose name or label is most similar to ``header``, or None."""
    known = _known(kind)
    best = closest(key(header[:100]), known)
    return known[best].name if best else None


def is_known(header: str) -> bool:
    """Whether a header names a column of any kind."""
    return find(header) is not None


def language(tag: str) -> str | None:
    """A BCP 47 tag in canonical case (``uz-latn`` → ``uz-Latn``), or None when it is not a tag."""
    parts = tag.replace("_", "-").split("-")
    cased = [parts[0].lower(), *(part.title() if len(part) == 4 else part.upper() for part in parts[1:])]
    canonical = "-".join(cased)
    return canonical if _LANGUAGE.fullmatch(canonical) else None


def _any_name(header: str) -> Column | None:
    match = _NAME_IN.fullmatch(header.strip())
    tag = language(match[1].replace("_", "-")) if match else None
    if tag is None:
        return None
    return Column(f"name_{tag.replace('-', '_').lower()}", "name", tag)


@cache
def _known(kind: Kind | None) -> dict[str, Column]:
    """Every spelling of each column; of equal spellings the first wins: names before labels before aliases."""
    known: dict[str, Column] = {}
    columns = (*of_kind(kind), KIND)
    for column in columns:
        known.setdefault(key(column.name), column)
    for column in columns:
        for word in _words(column, kind):
            known.setdefault(key(word), column)
    known.pop("", None)
    return known


def _words(column: Column, kind: Kind | None) -> Iterator[str]:
    if column.part == "name":
        for tongue in _TONGUES[column.name]:
            for word in _NAME_WORDS:
                yield from (f"{word} {tongue}", f"{tongue} {word}")
    elif column.part == "link":
        yield from ROLES[column.key].label.all()
    elif column.part == "term":
        yield from (*_TERMS[column.key].label.all(), *_TERMS[column.key].aliases)
    elif column.part == "field":
        for each in (kind,) if kind else KINDS.values():
            field = each.field(column.key)
            if field is not None:
                yield from (*field.label.all(), *field.aliases)


def check(header: str, column: Column, cell: Cell) -> None:
    """Raise ``ValueProblem`` if a column recognised by its heading alone is in doubt for a cell: CA under "State"."""
    if column.key == f.COUNTRY.name and isinstance(cell, str) and states.perhaps_postal(header, cell.strip()):
        raise ValueProblem("country.or_state")
