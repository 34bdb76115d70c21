"""The tree of a query, as values. The parser builds it; the printer, the matcher and the store read it.

A tree in *normal form* (``conjunction``, ``disjunction`` and ``negate`` build nothing else) has these properties, on
which every reader may rely:

- ``All`` and ``Any`` have two or more items, none of their own class; ``Not`` does not contain ``Not``;
- ``Nothing`` occurs only as the root: the empty query, which every record meets;
- an ``All`` has at most one ``Words``: the plain words of a conjunction are one condition, in the order typed;
- a ``Word`` and a ``Phrase`` have at least one letter or digit;
- a ``FieldTest`` has at least one value and no value twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from catalogue.model.answers import Note

# ---------------------------------------------------------------- values of a field test


class Star(Struct, frozen=True):
    """Any value: the field is recorded. Written ``field:*`` or ``has:field``."""


class Absent(Struct, frozen=True):
    """No value: the field is not recorded. Written ``no:field``, among other values ``""``."""


class Unknown(Struct, frozen=True):
    """An invalid value: an unknown code, or a date or figure that cannot be read. No record matches it."""

    text: str


class Code(Struct, frozen=True):
    """The canonical code of a closed field: choice, flag (``yes``/``no``), sector, kind, language tag.

    A NACE section means its divisions too; a language ``uz`` means ``uz-Latn`` and ``uz-Cyrl`` too.
    """

    code: str


class Place(Struct, frozen=True):
    """An ISO 3166-1 or 3166-2 code (``UZ``, ``UZ-TO``): that country or region and everything below it.

    With a role: the linked record is that place or lies in it.
    """

    code: str


class Text(Struct, frozen=True):
    """Words of a text: all must occur, in any order, as analysed by ``catalogue.text``.

    ``prefix``: the last is a prefix (``chem*``). ``whole``: the recorded value is exactly ``text``, letter for letter
    (``topic:="light industry"``; used by facets). At most one of the two. With a role, ``link`` and ``place``: the
    linked record's id is exactly ``text``, or one of its names has the words; ``whole``: its id only. With ``id``: the
    id is exactly ``text``, or begins with it (``prefix``).
    """

    text: str
    prefix: bool = False
    whole: bool = False


class Range(Struct, frozen=True):
    """Days from ``low`` to ``high`` (ISO ``YYYY-MM-DD``), both included; None is open; not both are None.

    A vague date or an interval matches if the two overlap; a date without a year never does. ``typed`` is the text of a
    range that is relative to today (``<90d``, ``-1y..today``), else "".
    """

    low: str | None
    high: str | None
    typed: str = ""


class Recurring(Struct, frozen=True):
    """A month, or a day of a month, of any year: ``XXXX-06``, ``XXXX-06-24``."""

    month: int
    day: int | None = None


FigureOp = Literal["=", ">", ">=", "<", "<="]


class Figure(Struct, frozen=True):
    """A comparison with the number of a quantity, integer or coordinate.

    ``catalogue.model.quantities.compare`` has the rule for ``>30`` and ranges. ``mark`` is a unit, currency or phase
    that the figure must also have, or "".
    """

    op: FigureOp
    number: float
    mark: str = ""


class FigureRange(Struct, frozen=True):
    """Numbers from ``low`` to ``high``, both included; None is open; not both are None. ``mark`` as in ``Figure``."""

    low: float | None
    high: float | None
    mark: str = ""


class Mark(Struct, frozen=True):
    """A unit, currency (``USD``) or phase (``planned``): a word of the figure's canonical text."""

    word: str


Value = Star | Absent | Unknown | Code | Place | Text | Range | Recurring | Figure | FigureRange | Mark

# ---------------------------------------------------------------- what a test asks about

TargetType = Literal["field", "role", "special", "claim"]


class Target(Struct, frozen=True):
    """The subject of a test: ``name`` is canonical and printed.

    ``field``    a stored field of the registry, single or many-valued, ``form`` and ``status`` included (but
                 ``country``, ``region`` and ``date`` are specials). Values by the field's type: choice, flag and
                 sector Code; date Range, Recurring, whole Text; quantity Figure, FigureRange, Mark, whole Text;
                 integer and degrees Figure, FigureRange; text, prose and url Text.
    ``role``     a link role, from subject to object (``source`` is one). Values: Place, Text.
    ``special``  ``kind`` Code · ``id`` Text · ``name``, ``text`` Text: the zones of that name · ``lang`` Code: a
                 name's language · ``date`` Range, Recurring, whole Text: the main date (``year``, ``before``,
                 ``after``, ``since`` and ``until`` become it) · ``country``, ``region`` Place, ``place`` Place, Text:
                 where the record is, by its location links too · ``link`` Place, Text: any role, either direction ·
                 ``tag`` Text: tags that readers gave it · ``batch`` Text: the number of a batch that changed it ·
                 ``is``, ``has``, ``no`` only with Unknown: a flag or field that does not exist.
    ``claim``    ``declared``, ``post``, ``note``: claims of that field (``declared:…``); a note may be a reader's, too.
                 Only Star and Absent.

    Star, Absent and Unknown are allowed for every target.
    """

    type: TargetType
    name: str


# ---------------------------------------------------------------- nodes


class Nothing(Struct, frozen=True):
    """The empty query: every record meets it."""


class Word(Struct, frozen=True):
    """One plain word as typed; ``prefix`` if it was written ``word*``."""

    text: str
    prefix: bool = False


class Words(Struct, frozen=True):
    """Plain words: each must be somewhere in the record (any zone).

    Unless it is under ``Not``, its last word also counts as a prefix if it has three letters or more, so that results
    appear while one types.
    """

    words: tuple[Word, ...]


class Phrase(Struct, frozen=True):
    """Adjacent words in one zone, compared by their stems. White space is collapsed."""

    text: str


Flag = Literal["inferred", "conflicting", "undated", "unsourced", "starred", "tagged", "noted"]
"""A property of the whole record, the value of ``is:``.

``inferred`` one of its names, links or claims has the basis *inferred*; ``conflicting`` sources disagree on a
single-valued field (``match.conflicting``); ``undated`` its main date is unknown or has no year; ``unsourced`` it
has no ``source`` link; ``starred``, ``tagged``, ``noted`` a reader put a star, a tag or a note on it.
"""


class FieldTest(Struct, frozen=True):
    """One of ``values`` (they are alternatives) matches ``target``."""

    target: Target
    values: tuple[Value, ...]


class Not(Struct, frozen=True):
    """The item does not hold (two-valued: an unknown field does not have the value, so ``Not`` holds)."""

    item: Node


class All(Struct, frozen=True):
    """Every item holds."""

    items: tuple[Node, ...]


class Any(Struct, frozen=True):
    """At least one item holds."""

    items: tuple[Node, ...]


Node = Nothing | Words | Phrase | FieldTest | Not | All | Any


class SortKey(Struct, frozen=True):
    """A single-valued field's name, or ``date`` (main date), ``name``, ``kind``, ``id``, ``rank``."""

    name: str
    descending: bool = False


class Query(Struct, frozen=True):
    """A whole query: the condition, the order ("" keys = the default order), and remarks on what was typed.

    ``notes`` do not count in comparisons: they follow from the text.
    """

    root: Node = Nothing()
    sort: tuple[SortKey, ...] = ()
    notes: tuple[Note, ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Query) and (self.root, self.sort) == (other.root, other.sort)

    def __hash__(self) -> int:
        return hash((self.root, self.sort))


# ---------------------------------------------------------------- normal form


def conjunction(items: Iterable[Node]) -> Node:
    """The conjunction of nodes in normal form: flat, with one ``Words`` at the position of the first words, each word
    once."""
    parts = list(_flattened(items, All))
    words = dict.fromkeys(word for item in parts if isinstance(item, Words) for word in item.words)
    flat: list[Node] = []
    for item in parts:
        if not isinstance(item, Words):
            flat.append(item)
        elif words:
            flat.append(Words(tuple(words)))
            words = {}
    return _collapsed(flat, All)


def disjunction(items: Iterable[Node]) -> Node:
    """The alternative of nodes in normal form. An empty alternative is dropped: ``a |`` is ``a``."""
    return _collapsed(list(_flattened(items, Any)), Any)


def negate(item: Node) -> Node:
    """The negation in normal form: a double negation cancels out, and the negation of nothing is nothing."""
    if isinstance(item, Not):
        return item.item
    return item if isinstance(item, Nothing) else Not(item)


def field_test(target: Target, values: Iterable[Value]) -> FieldTest:
    """A field test with each value once."""
    return FieldTest(target, tuple(dict.fromkeys(values)))


def _flattened(items: Iterable[Node], group: type[All] | type[Any]) -> Iterable[Node]:
    for item in items:
        if isinstance(item, group):
            yield from item.items
        elif not isinstance(item, Nothing):
            yield item


def _collapsed(items: list[Node], group: type[All] | type[Any]) -> Node:
    if not items:
        return Nothing()
    return items[0] if len(items) == 1 else group(tuple(items))
