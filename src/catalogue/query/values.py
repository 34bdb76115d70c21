"""Typed values → values of a test, by its target. An invalid value becomes ``Unknown`` and gets a note.

Closed values are read by code or by name in any language; ignoring case, apostrophes, hyphens and ``ё``. A name that
several codes share (``действует``) means all of them. If no name is spelled exactly so, a synonym is accepted: another
form of its words, or an acronym (``технопарки``, ``СЭЗ``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from catalogue.model import codes, values
from catalogue.model.answers import Note
from catalogue.model.fields import Field
from catalogue.model.kinds import KINDS
from catalogue.model.labels import TAGS, Choice
from catalogue.query import days, fields, figures
from catalogue.query.lexer import Raw
from catalogue.query.nodes import Absent, Code, Place, Star, Target, Text, Unknown, Value
from catalogue.text import zones
from catalogue.text.closest import closest, plain
from catalogue.text.keys import Analyser, analyser
from catalogue.text.layout import other_layout
from catalogue.text.wholenames import tokens_of_name, tokens_of_query

_BATCH = re.compile("[0-9]{1,18}")  # fits SQLite's integers
_LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_EXCLUDED = re.compile(r"-\w[\w-]*")
_STEM = 4  # letters
NEGATIONS = frozenset(("не", "нет", "not", "no", "emas"))
"""Stop words of a text, but не подписано is not подписано."""
_FEW = 2  # prefixes of up to this many letters begin too many names
_PLACES = (fields.COUNTRY, fields.REGION, fields.PLACE, fields.LINK)


class ValueReading(Struct, frozen=True):
    """The values of one test, and which of them are invalid, as typed."""

    values: tuple[Value, ...]
    invalid: tuple[Raw, ...] = ()


def read(meaning: fields.Meaning, raws: tuple[Raw, ...], today: date, *, strict: bool = False) -> ValueReading:
    """The values of a test in order, each once. ``today`` is the day from which relative dates count.

    ``strict``: closed values only in their exact spelling, not by synonyms.
    """
    assert meaning.target is not None
    found: list[Value] = []
    invalid = []
    for raw in raws:
        typed = replace(raw, op=meaning.compare + raw.op)
        if _is_excluded(meaning.target, raw):
            found.append(Unknown(raw.text))
            invalid.append(raw)
            continue
        each = tuple(_read(meaning.target, typed, today))
        if not strict and isinstance(each[0], Unknown) and raw.op in ("", "="):
            each = _in_other_form(meaning.target, raw.text) or each
        found += each
        if isinstance(each[0], Unknown):
            invalid.append(typed)
    return ValueReading(tuple(dict.fromkeys(found)), tuple(invalid))


def _is_excluded(target: Target, raw: Raw) -> bool:
    """Whether a value is written as if the minus excluded it: ``status:-signed``, which must not mean ``signed``."""
    field = fields.field_of(target)
    numbers = field is not None and field.type in ("date", "quantity", "integer", "degrees")
    return _EXCLUDED.fullmatch(raw.text) is not None and not (raw.quoted or raw.op or raw.prefix or numbers)


def _excluded(target: Target, text: str) -> Note:
    return Note("query.unknown_value", {"field": target.name, "value": text, "nearest": f"-{target.name}:{text[1:]}"})


def _read(target: Target, raw: Raw, today: date) -> Iterator[Value]:
    """One value or, for a label that several codes share, several; ``Unknown`` if invalid."""
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
    elif target in (fields.COUNTRY, fields.REGION):
        code = (codes.find_country if target == fields.COUNTRY else codes.find_region)(raw.text)
        yield Place(code) if code and raw.op in ("", "=") else unknown
    elif target.type == "role" or target in _PLACES:
        yield _place(target, raw) or unknown
    elif fields.choices(target):
        yield from _choice(target, text, prefix=raw.prefix) or (unknown,)
    elif field is not None and field.type in fields.EXACT and raw.op == "=" and raw.quoted:
        yield _recorded(field, text) or unknown
    elif field is not None and field.type == "date":
        yield days.read(text, today) or unknown
    elif field is not None and field.type in ("quantity", "integer", "degrees"):
        yield figures.read(field, text) or unknown
    elif target in (fields.LANG, fields.BATCH):
        yield (_language(text) if target == fields.LANG else _batch(raw)) or unknown
    elif field is not None and field.type in ("flag", "sector"):
        yield _coded(field, text) or unknown
    else:
        yield _text(raw) or unknown


def _recorded(field: Field, text: str) -> Value | None:
    """A date or a figure exactly as it is recorded."""
    try:
        return Text(values.read(field, text), whole=True)
    except values.ValueProblem:
        return None


def _text(raw: Raw) -> Text | None:
    if raw.op not in ("", "=") or not any(char.isalnum() for char in raw.text):
        return None
    return Text(raw.text, whole=True) if raw.op else Text(raw.text, raw.prefix)


def _place(target: Target, raw: Raw) -> Value | None:
    """A country or region by code or name, else the id of a record or words of its name."""
    if not raw.prefix and (not raw.op or (raw.op == "=" and target in _PLACES)):
        code = codes.find_country(raw.text) or codes.find_region(raw.text)
        if code:
            return Place(code)
    return _text(raw)


def _in_other_form(target: Target, text: str) -> tuple[Value, ...]:
    """The closed values whose names mean what was typed, in another form or by a synonym."""
    if target in (fields.COUNTRY, fields.REGION):
        return _named_places(target, text, analyser())
    field = fields.field_of(target)
    if field is not None and field.type == "sector":
        return _named_sector(text, analyser())
    return _by_meaning(target, text, analyser()) if fields.choices(target) else ()


@lru_cache(256)
def _named_sector(text: str, using: Analyser) -> tuple[Code, ...]:
    """The only sector, or the section with the only such divisions, with all words in one of its names: химия."""
    words = [(word, False) for word in text.split()]
    found = [
        code
        for code, rows in _sector_names(using).items()
        if any(zones.row_matches(row, words, complete=True, using=using) for row in rows)
    ]
    shortest = min(found, key=len, default="")
    return (Code(shortest),) if shortest and all(code.startswith(shortest) for code in found) else ()


@cache
def _sector_names(using: Analyser) -> dict[str, list[tuple[str, ...]]]:
    names = {code: sector.names.values() for code, sector in codes.sectors().items()}
    return {code: [zones.index_row((name,), (), (), using=using) for name in own] for code, own in names.items()}


@lru_cache(256)
def _named_places(target: Target, text: str, using: Analyser) -> tuple[Place, ...]:
    """All countries or regions of a name in any form, with the word for their kind or without: Ташкент, джизакская."""
    tokens, _ = tokens_of_query(text, using)
    names = _names_of(target, using)
    return tuple(Place(code) for code in dict.fromkeys(code for token in tokens for code in names.get(token, ())))


@cache
def _names_of(target: Target, using: Analyser) -> dict[str, list[str]]:
    """Codes by the tokens of their names, with and without the word for their kind."""
    found: dict[str, list[str]] = {}
    entries = codes.countries() if target == fields.COUNTRY else codes.regions()
    for code, entry in entries.items():
        for name in (*entry.names.values(), *entry.aliases):
            for token in tokens_of_name(name, using):
                found.setdefault(token, []).append(code)
    return found


def _language(text: str) -> Code | None:
    tag = _tag(text) if _LANG.fullmatch(text) else _tag_named(text)
    return Code(tag) if tag else None


def _batch(raw: Raw) -> Text | None:
    whole = raw.op in ("", "=") and not raw.prefix and _BATCH.fullmatch(raw.text)
    return Text(str(int(raw.text))) if whole else None


def _tag(text: str) -> str:
    """A language tag in the case that BCP 47 recommends: ``uz``, ``uz-Latn``, ``pt-BR``."""
    first, *rest = text.split("-")
    cased = [part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part.lower() for part in rest]
    return "-".join((first.lower(), *cased))


def _tag_named(text: str) -> str | None:
    """The tag of a language by its name in any language of the screens: русский, Uzbek."""
    return next((tag for tag, label in TAGS.items() if plain(text) in map(plain, label.all())), None)


def _coded(field: Field, text: str) -> Code | None:
    try:
        code = values.read(field, text)
    except values.ValueProblem:
        return None
    return Code(code) if code else None


def _choice(target: Target, text: str, *, prefix: bool) -> tuple[Code, ...]:
    """The codes that a name means; with ``prefix`` those of every name that begins with ``text``."""
    known, name = _codes(target), plain(text)
    if prefix and name:
        meant = [code for key, own in known.items() if key.startswith(name) for code in own]
    else:
        meant = list(known.get(name, ()))
    return tuple(Code(code) for code in dict.fromkeys(meant))


@lru_cache(256)
def _by_meaning(target: Target, text: str, using: Analyser) -> tuple[Code, ...]:
    """The codes whose name means what was typed: all words of each match the other."""
    meant = [
        choice.code
        for choice in fields.choices(target)
        if any(_same_words(text, name, using) for name in names_of(choice))
    ]
    return tuple(Code(code) for code in dict.fromkeys(meant))


def names_of(choice: Choice) -> tuple[str, ...]:
    """All names of a value; of a kind also those in the plural."""
    plural = KINDS[choice.code].label_plural.all() if choice.code in KINDS else ()
    return (*choice.names, *plural)


def _same_words(typed: str, name: str, using: Analyser) -> bool:
    return NEGATIONS.isdisjoint(typed.lower().split()) and all(
        zones.row_matches(
            zones.index_row((there,), (), (), using=using),
            [(word, False) for word in here.split()],
            complete=True,
            using=using,
        )
        for here, there in ((typed, name), (name, typed))
    )


@cache
def _codes(target: Target) -> dict[str, tuple[str, ...]]:
    """Codes by name: a code means only itself; another name means every code that has it."""
    found: dict[str, dict[str, None]] = {}
    for choice in fields.choices(target):
        for name in choice.names:
            found.setdefault(plain(name), {})[choice.code] = None
    if target == fields.KIND:
        for kind in KINDS.values():
            for label in (kind.plural, *kind.label_plural.all()):
                found.setdefault(plain(label), {})[kind.name] = None
    return {key: tuple(own) for key, own in found.items()} | {
        plain(choice.code): (choice.code,) for choice in fields.choices(target)
    }


def note_on(target: Target, raw: Raw) -> Note:
    """The note on an invalid value, with the nearest valid one, which takes longer to find than a value to read."""
    if _is_excluded(target, raw):
        return _excluded(target, raw.text)
    field = fields.field_of(target)
    about = {"field": target.name, "value": raw.op + raw.text}
    if field is not None and field.type == "date":
        return Note("query.bad_date", about)
    if field is not None and field.type in ("quantity", "integer", "degrees"):
        return Note("query.bad_figure", about)
    if raw.text.lower() in NEGATIONS:
        return Note("query.unknown_value", {**about, "nearest": f"-{target.name}:…"})
    nearest = _nearest(target, raw.text) or (_as_form(raw.text) if target == fields.KIND else None)
    return Note("query.unknown_value", {**about, "nearest": nearest})


def _as_form(text: str) -> str | None:
    """The test of a form that was typed as a kind: ``form:меморандум``."""
    form = Target("field", "form")
    return f"form:{text}" if _choice(form, text, prefix=False) or _by_meaning(form, text, analyser()) else None


def in_own_field(target: Target, text: str) -> tuple[Target, tuple[Value, ...]] | None:
    """The only other closed field that knows a value, and what it means there: kind:memorandum is form:memorandum."""
    others = [other for other in fields.closed() if other != target]
    known = [(other, _choice(other, text, prefix=False) or _by_meaning(other, text, analyser())) for other in others]
    found = [each for each in known if each[1]]
    return found[0] if len(found) == 1 else None


def _nearest(target: Target, text: str) -> str | None:
    """The nearest valid value, in the language of the typed text; the other keyboard layout is tried, too."""
    names = _known(target, text)
    if not names:
        return None
    # Without its ending a word may begin another one: химия, химических.
    stem = (text[: max(_STEM, len(text) - 2)],) if len(text) > _STEM else ()
    return next(filter(None, (_near(typed, names) for typed in (text, *other_layout(text), *stem))), None)


def _near(typed: str, names: Sequence[str]) -> str | None:
    """The most similar name, else the first name with a word that begins with ``typed``."""
    wanted = plain(typed)
    begun = (name for name in names if any(plain(word).startswith(wanted) for word in name.split()))
    return closest(typed, names) or (next(begun, None) if len(wanted) > _FEW else None)


def _known(target: Target, text: str) -> Sequence[str]:
    """The names of all values that the target may have; for places only those similar to ``text``."""
    if choices := fields.choices(target):
        return [name for choice in choices for name in (choice.code, *choice.names)]
    field = fields.field_of(target)
    if field is not None and field.type == "sector":
        return [name for sector in codes.sectors().values() for name in sector.names.values()]
    if target == fields.COUNTRY:
        return [name for code in codes.candidates(text, "country") for name in codes.countries()[code].names.values()]
    if target == fields.REGION:
        return [name for code in codes.candidates(text, "region") for name in codes.regions()[code].names.values()]
    return ()
