"""The views: what each lists, and with which columns and facets. Columns and facets come from the registry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from catalogue.model.fields import TERM_FIELDS
from catalogue.model.kinds import KINDS, Kind
from catalogue.query import fields
from catalogue.query.nodes import All, Code, FieldTest
from catalogue.query.parser import parse


class Shown(Struct, frozen=True):
    """A column of the list by its name in ``present.listing``.

    It takes from ``least`` to ``most`` cells, as its content needs; spare cells are shared in proportion to
    ``stretch``. When the list is too narrow for all, columns of little ``worth`` are left out, and first those without
    content, unless the reader has ``asked`` for them; one of no worth is shown only where nothing is cut.
    """

    name: str
    least: int
    most: int
    stretch: int = 0
    worth: int = 9
    asked: bool = False


class View(Struct, frozen=True):
    """One view: of records of a ``kind`` (None: every kind), of the agenda, of charts, or of saved searches."""

    id: str
    kind: str | None
    columns: tuple[Shown, ...]
    facets: tuple[str, ...]
    shows: Literal["records", "agenda", "charts", "saved"] = "records"

    @property
    def sorts(self) -> tuple[str, ...]:
        """The possible orders of the list, the default order ("") first."""
        named = ["name" if column.name == "label" else column.name for column in self.columns]
        known = ["date", "name", "status", *named]
        return ("", *dict.fromkeys(name for name in known if fields.sortable(name)))


IS, TAG = "is", "tag"
"""Stars, notes and what calls for care; the reader's own tags, for a catalogue that has any: the last facets."""
MARK = Shown("mark", 1, 1)
DATE = Shown("date", 4, 18, worth=8)
LABEL = Shown("label", 28, 200, stretch=3, worth=10)
PARTIES = Shown("parties", 20, 60, stretch=2, worth=7)
PLACES = Shown("places", 14, 40, stretch=1, worth=7)
ENDS = Shown("ends", 7, 14, worth=5)
LINKS = Shown("links", 2, 6, worth=0)
FORM = Shown("form", 8, 16, worth=6)
SITE_FORM = Shown("form", 8, 16, worth=4)
"""The name of a park or a cluster mostly says what form it has, so this gives way first."""
RESIDENTS = Shown("residents", 3, 22, worth=5)
AREA = Shown("area_ha", 3, 12, worth=3)
MEMBERS = Shown("members", 3, 22, worth=5)


def _facets(kind: Kind) -> Iterator[str]:
    """The facets in order: status, sort of thing, where, when, about what, by whose account, flags, tags."""
    if kind.status:
        yield kind.status.name
    yield kind.form.name
    yield from ("country", "region", "year")
    yield from (field.name for field in (*kind.own, *TERM_FIELDS) if field.facet)
    yield from ("source", IS, TAG)


def _view(id: str, kind: str, *columns: Shown) -> View:  # noqa: A002 - a view's id
    return View(id, kind, (MARK, *columns), tuple(_facets(KINDS[kind])))


_OF_ANY_KIND = (
    "kind",
    "country",
    "region",
    "year",
    *(field.name for field in TERM_FIELDS if field.facet),
    "source",
    IS,
    TAG,
)

LISTS: tuple[View, ...] = (
    _view("agreements", "agreement", FORM, DATE, LABEL, PARTIES, ENDS, LINKS),
    _view("technoparks", "technopark", SITE_FORM, LABEL, PLACES, RESIDENTS, AREA, LINKS),
    _view("clusters", "cluster", SITE_FORM, LABEL, PLACES, MEMBERS, LINKS),
    View("all", None, (MARK, Shown("kind", 6, 16, worth=8), DATE, LABEL, LINKS), _OF_ANY_KIND),
)
"""The views that list records."""

VIEWS: tuple[View, ...] = (
    *LISTS,
    View("agenda", None, (), _OF_ANY_KIND, "agenda"),
    View("charts", None, (), _OF_ANY_KIND, "charts"),
    View("saved", None, (), (), "saved"),
)


_FIRST = ("kind", "form", "date")
"""Columns that stand before the name."""
_FURTHER = ("status", "country", "region", "parties", "places", "ends", "links", "id")


def choosable(view: View) -> tuple[str, ...]:
    """The columns that the list of a view can have besides the glyph and the name, the usual ones first."""
    kind = KINDS[view.kind] if view.kind else None
    own = tuple(field.name for field in kind.fields) if kind else ("form",)
    return tuple(dict.fromkeys((*usual(view), "date", *own, *_FURTHER)))


def usual(view: View) -> tuple[str, ...]:
    """The columns that the list of a view has besides the glyph and the name, unless others are chosen."""
    return shown(find(view.id))


def possible(view: View, names: Sequence[str]) -> tuple[str, ...]:
    """Those of the columns that the list of the view can have, besides the glyph and the name."""
    known = choosable(view)
    return tuple(name for name in names if name in known)


def shown(view: View) -> tuple[str, ...]:
    """The columns of a view besides the glyph and the name."""
    return tuple(column.name for column in view.columns if column.name not in (MARK.name, LABEL.name))


def arranged(view: View, chosen: Sequence[str]) -> View:
    """The view with the columns that the reader chose, in that order; kind, form and date come before the name.

    If there is no room for all, those chosen last are shown.
    """
    if not chosen or tuple(chosen) == usual(view):
        return view
    known = {column.name: column for column in view.columns}
    columns = [
        replace(known.get(name, Shown(name, 4, 24)), worth=worth, asked=True) for worth, name in enumerate(chosen, 1)
    ]
    before = [column for column in columns if column.name in _FIRST]
    after = [column for column in columns if column.name not in _FIRST]
    return replace(view, columns=(known[MARK.name], *before, known[LABEL.name], *after))


def find(name: str | None) -> View:
    """The view with that id; the first one for None or an unknown id."""
    return next((view for view in VIEWS if view.id == name), VIEWS[0])


def asked(query: str) -> View:
    """The view in which a query is opened: that of the one kind that it asks for, else the first one."""
    root = parse(query).root
    items = root.items if isinstance(root, All) else (root,)
    tests = [item for item in items if isinstance(item, FieldTest) and item.target == fields.KIND]
    if not tests:
        return VIEWS[0]
    kinds = [value.code for value in tests[0].values if isinstance(value, Code)]
    return holding(kinds[0]) if len(kinds) == 1 else LISTS[-1]


def holding(kind: str) -> View:
    """The view in which records of a kind are listed: their own, else that of every kind."""
    return next((view for view in LISTS if view.kind == kind), LISTS[-1])
