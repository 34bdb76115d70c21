"""Typed names → their meanings: fields, roles and special names, in three languages and the other keyboard layout.

A name may mean several things (``участники`` is a figure of a cluster and a role); ``find`` gives all of them in a
declared order, and the parser takes the first that can read the values:

1. special names of the query language (``kind``, ``date``, ``has`` …), 2. names of fields, 3. names of roles,
4. aliases of fields, 5. labels of fields, 6. labels of roles; within one of these, in the order of the registry.
Only a name without any meaning is tried as typed in the wrong keyboard layout.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from catalogue.model import fields as declared
from catalogue.model.fields import TERM_FIELDS, Field
from catalogue.model.kinds import KINDS, every_field
from catalogue.model.labels import Choice, Label
from catalogue.model.roles import ROLES
from catalogue.query.nodes import Flag, SortKey, Target
from catalogue.text import keys, translit
from catalogue.text.closest import plain
from catalogue.text.layout import other_layout
from catalogue.text.normalise import clean
from catalogue.text.scripts import script

Verb = Literal["test", "has", "no", "is", "sort"]

KIND = Target("special", "kind")
ID = Target("special", "id")
NAME = Target("special", "name")
TEXT = Target("special", "text")
LANG = Target("special", "lang")
DATE = Target("special", "date")
COUNTRY = Target("special", "country")
REGION = Target("special", "region")
PLACE = Target("special", "place")
LINK = Target("special", "link")
SOURCE = Target("role", "source")
TAG = Target("special", "tag")
BATCH = Target("special", "batch")
IS = Target("special", "is")
DECLARED = Target("claim", "declared")
POST = Target("claim", "post")
NOTE = Target("claim", "note")

# Fields whose name tests more than their column: places of linked records count, and any kind's main date.
_WIDER = {"country": COUNTRY, "region": REGION, "date": DATE}


EXACT = ("date", "quantity")
"""Types of fields for which ``="…"`` in quotes matches only exactly the recorded value."""


class Meaning(Struct, frozen=True):
    """The meaning of a typed name. ``compare`` is the comparison sign implied by a name such as ``since`` (``>=``)."""

    verb: Verb
    target: Target | None = None
    compare: str = ""


_OWN: tuple[tuple[Meaning, str], ...] = (
    (Meaning("test", KIND), "kind тип tur"),
    (Meaning("test", ID), "id"),
    (Meaning("test", NAME), "name имя название nomi nom ism"),
    (Meaning("test", TEXT), "text текст matn"),
    (Meaning("test", DATE), "date дата sana year год yil"),
    (Meaning("test", DATE, "<"), "before раньше oldin"),
    (Meaning("test", DATE, ">"), "after после keyin"),
    (Meaning("test", DATE, ">="), "since начиная boshlab"),
    (Meaning("test", DATE, "<="), "until до gacha"),
    (Meaning("test", PLACE), "place место joy"),
    (Meaning("test", LINK), "link связь ссылка bog‘lanish havola"),
    (Meaning("test", SOURCE), "source источник manba"),
    (Meaning("test", TAG), "tag тег teg"),
    (Meaning("test", LANG), "lang"),
    (Meaning("test", BATCH), "batch пакет to‘plam"),
    (Meaning("has"), "has есть bor"),
    (Meaning("no"), "no without нет без yo‘q"),
    (Meaning("is", IS), "is это bu бу"),
    (Meaning("sort"), "sort сортировка порядок saralash tartib tartiblash"),
    (Meaning("test", DECLARED), "declared итог"),
    (Meaning("test", POST), "post пост"),
    (Meaning("test", NOTE), "note примечание izoh"),
)

_ALSO: tuple[tuple[Meaning, str], ...] = (
    (Meaning("test", Target("field", "form")), "type форма тип tur"),
    (Meaning("test", KIND), "type вид turi"),
    (Meaning("test", Target("field", "status")), "состояние"),
    (Meaning("test", Target("field", "sector")), "industry soha"),
    (Meaning("test", REGION), "oblast krai province край республика respublika"),
    (Meaning("test", PLACE), "city town district город район shahar tuman"),
    (Meaning("test", NAME), "title"),
    (Meaning("test", Target("role", "party")), "taraf участники ishtirokchilar"),
    (Meaning("test", Target("role", "signatory")), "подписант подписавший imzolovchi"),
    (Meaning("test", Target("role", "organiser")), "organizer"),
    (Meaning("test", Target("role", "accountable")), "responsible mas’ul"),
    (Meaning("test", Target("field", "investment")), "sarmoya"),
)
"""Names that mean these besides what else they mean: вид:кластер is a kind, вид:меморандум a form."""

FLAGS: dict[Flag, Label] = {
    "inferred": Label("inferred", "выведено", "xulosa qilingan"),
    "conflicting": Label("conflicting", "противоречиво", "ziddiyatli"),
    "undated": Label("undated", "без даты", "sanasiz"),
    "unsourced": Label("unsourced", "без источника", "manbasiz"),
    "starred": Label("starred", "со звездой", "yulduzchali"),
    "tagged": Label("tagged", "с тегом", "tegli"),
    "noted": Label("noted", "с заметкой", "qaydli"),
}

FLAG_PHRASES: dict[Flag, tuple[str, ...]] = {
    "undated": (
        "without a date", "without date", "without dates", "no date", "no dates", "undated",
        "без даты", "без дат", "без указания даты", "дата неизвестна", "sanasiz", "sanasi yo‘q", "sanasi noma’lum",
        "санасиз", "санаси йўқ",
    ),
    "unsourced": (
        "without a source", "without source", "without sources", "no source", "no sources", "unsourced",
        "без источника", "без источников", "без указания источника", "manbasiz", "manbasi yo‘q", "манбасиз",
        "манбаси йўқ",
    ),
    "conflicting": ("conflicting", "with contradictions", "противоречивые", "с противоречиями", "ziddiyatli"),
    "starred": ("starred", "with a star", "со звездой", "со звёздочкой", "yulduzchali"),
    "tagged": ("tagged", "with a tag", "с тегом", "с тегами", "tegli"),
    "noted": ("with a note", "with notes", "с заметкой", "с заметками", "qaydli"),
}  # fmt: skip
"""How flags are said in plain words; other forms of their words are meant, too."""

SORT_KEYS: dict[str, Label] = {
    "date": declared.DATE.label,
    "name": Label("name", "название", "nomi"),
    "kind": Label("kind", "тип", "tur"),
    "id": Label("id", "id", "id"),
    "rank": Label("relevance", "релевантность", "moslik"),
}


_BY_AGE = {
    **dict.fromkeys(("newest", "latest", "новые", "yangi"), True),
    **dict.fromkeys(("oldest", "старые", "eski"), False),
}
"""``sort:newest`` is ``sort:-date``."""


def find(name: str) -> tuple[Meaning, ...]:
    """The meanings of a typed name, most likely first; () if it has none. Case, punctuation and endings are ignored."""
    return _names().get(plain(name)) or _slipped(name) or _in_other_script(name) or _inflected(name)


def is_field(name: str) -> bool:
    """Whether the name has a meaning."""
    return bool(find(name))


@cache
def field_of(target: Target) -> Field | None:
    """The declared field of a ``field`` target, and that of ``country``, ``region`` and ``date``; None for others."""
    if target.type == "field" or target in _WIDER.values():
        return _fields().get(target.name)
    return None


@cache
def choices(target: Target) -> tuple[Choice, ...]:
    """The values of a closed target in order: of the vocabularies of all kinds if they differ (form, status); () for
    other targets."""
    if target == KIND:
        return tuple(Choice(kind.name, kind.label) for kind in KINDS.values())
    if target == IS:
        return tuple(Choice(flag, label) for flag, label in FLAGS.items())
    if target.type != "field":
        return ()
    if target.name in ("form", "status"):
        vocabularies = [kind.form if target.name == "form" else kind.status for kind in KINDS.values()]
    else:
        vocabularies = [_fields()[target.name]]
    found = [choice for field in vocabularies if field and field.vocabulary for choice in field.vocabulary.choices]
    return tuple(found)


@cache
def closed() -> tuple[Target, ...]:
    """The kind and the fields with a list of values, once each."""
    targets = (KIND, *(Target("field", name) for name in _fields()))
    return tuple(target for target in targets if choices(target))


@cache
def target_of(name: str) -> Target | None:
    """The target of a canonical name, as the printer writes it (``status``, ``party``, ``place``, ``declared``)."""
    meaning = find(name)
    return next((m.target for m in meaning if m.target and m.target.name == name), None)


@cache
def names() -> tuple[tuple[str, Label], ...]:
    """Every canonical name with its label, for suggestions: special names, fields, roles."""
    own = {words.split()[0]: _own_label(words) for _, words in _OWN}
    own |= {name: field.label for name, field in _fields().items()}
    return tuple((own | {role.name: role.label for role in ROLES.values()}).items())


@cache
def sortable(name: str) -> bool:
    """Whether records can be sorted by this canonical name: a single-valued field or one of ``SORT_KEYS``."""
    field = _fields().get(name)
    return name in SORT_KEYS or (field is not None and not field.many)


def sort_key(typed: str) -> SortKey | None:
    """A sort key as typed (``opened``, ``-дата``), or None if records cannot be sorted by it."""
    name = typed.removeprefix("-")
    if plain(typed) in _BY_AGE:
        return SortKey("date", descending=_BY_AGE[plain(typed)])
    for key, label in SORT_KEYS.items():
        if plain(name) in map(plain, (key, *label.all())):
            return SortKey(key, name != typed)
    targets = (meaning.target.name for meaning in find(name) if meaning.target)
    found = next((target for target in targets if sortable(target)), None)
    return SortKey(found, name != typed) if found else None


def sort_names() -> tuple[str, ...]:
    """Every canonical name by which records can be sorted."""
    return (*SORT_KEYS, *(name for name in _fields() if sortable(name) and name not in SORT_KEYS))


def _own_label(words: str) -> Label:
    """The English, Russian and Uzbek label of a special name; a single word is the label in all three."""
    each = words.split()
    return Label(each[0], each[1] if len(each) > 1 else each[0], each[-1])


@cache
def _fields() -> dict[str, Field]:
    """Every stored field by name; ``form`` and ``status`` represent those of all kinds."""
    first = {kind.form.name: kind.form for kind in KINDS.values()}
    first |= {kind.status.name: kind.status for kind in KINDS.values() if kind.status}
    return first | {field.name: field for field in (*every_field(), *TERM_FIELDS)}


@cache
def _names() -> dict[str, tuple[Meaning, ...]]:
    found: dict[str, dict[Meaning, None]] = {}
    for word, meaning in _pairs():
        if key := plain(word):
            found.setdefault(key, {})[meaning] = None
    return {key: tuple(meanings) for key, meanings in found.items()}


def _pairs() -> Iterator[tuple[str, Meaning]]:
    """Every name with its meaning, in the declared order."""
    fields = [(field, _test(field.name)) for field in _fields().values()]
    roles = [(role, Meaning("test", Target("role", role.name))) for role in ROLES.values()]
    for meaning, words in _OWN:
        yield from ((word, meaning) for word in words.split())
    yield from ((field.name, meaning) for field, meaning in fields)
    yield from ((role.name, meaning) for role, meaning in roles)
    for field, meaning in fields:
        yield from ((alias, meaning) for alias in field.aliases)
    for field, meaning in fields:
        for label in field.label.all():
            yield label, meaning
            yield label.split(",")[0], meaning
    for role, meaning in roles:
        yield from ((label, meaning) for label in role.label.all())
    for meaning, words in _ALSO:
        yield from ((word, meaning) for word in words.split())


def _test(name: str) -> Meaning:
    return Meaning("test", _WIDER.get(name) or Target("field", name))


@lru_cache(maxsize=1024)
def _slipped(name: str) -> tuple[Meaning, ...]:
    """The meaning of a name typed in the other keyboard layout: ``ыефегы`` is ``status``, ``cnfnec`` is ``статус``."""
    found = (_names().get(plain(other)) for other in other_layout(name))
    return next((meanings for meanings in found if meanings), ())


def _in_other_script(name: str) -> tuple[Meaning, ...]:
    """The meaning of a short Uzbek name in Cyrillic, жой or йил; longer ones are found with other forms of them."""
    return (
        _by_key().get(translit.key(clean(name)), ()) if script(name) == "cyrillic" and len(name) == _LEAST - 1 else ()
    )


@cache
def _by_key() -> dict[str, tuple[Meaning, ...]]:
    return {translit.key(clean(name)): _names()[plain(name)] for name, _ in _pairs() if plain(name)}


@lru_cache(maxsize=1024)
def _inflected(name: str) -> tuple[Meaning, ...]:
    """The meaning of another form of a name of one word: ``сторона`` and ``сторонам`` are ``стороны``."""
    if not name.isalpha() or len(name) < _LEAST:
        return ()
    typed = keys.analyser().query_word(name).keys
    return next((meanings for key in typed if (meanings := _by_stem().get(key))), ())


_LEAST = 4  # letters


@cache
def _by_stem() -> dict[str, tuple[Meaning, ...]]:
    found: dict[str, dict[Meaning, None]] = {}
    for name, meaning in _pairs():
        if name.isalpha() and len(name) >= _LEAST:
            for keyed in keys.analyser().keyed(name):
                for key in filter(str.isalpha, keyed.keys):
                    found.setdefault(key, {})[meaning] = None
    return {key: tuple(meanings) for key, meanings in found.items()}
