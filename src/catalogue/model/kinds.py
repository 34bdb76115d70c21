"""The eleven kinds, each declared once.

Adding a field to a kind is one word here (and a migration); adding a kind is one declaration.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from catalogue.model import fields as f
from catalogue.model import vocabularies as v
from catalogue.model.fields import Field
from catalogue.model.labels import Label


class Kind(Struct, frozen=True, cache_hash=True):
    """One kind of record.

    ``plural`` names its CSV file and its SQL view; ``prefix`` begins its ids; ``main_date`` lists the fields for the
    date by which its records are sorted, of which the first known one counts; ``own`` are its own fields.
    """

    name: str
    plural: str
    prefix: str
    label: Label
    label_plural: Label
    form: Field
    status: Field | None
    own: tuple[Field, ...]
    main_date: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """Single-valued fields in the order of CSV columns and of the detail card."""
        ladder = (self.status,) if self.status else ()
        return (self.form, *ladder, *f.COMMON_FIELDS, *self.own)

    @property
    def all_fields(self) -> tuple[Field, ...]:
        """The single-valued fields, then the many-valued ones."""
        return (*self.fields, *f.TERM_FIELDS)

    def field(self, name: str) -> Field | None:
        """The field of that name, or None."""
        return _by_name(self.name).get(name)


AGREEMENT = Kind(
    "agreement",
    "agreements",
    "agr",
    Label("agreement", "соглашение", "kelishuv"),
    Label("Agreements", "Соглашения", "Kelishuvlar"),
    f.form(v.AGREEMENT_FORM),
    f.status(v.AGREEMENT_STATUS),
    (
        f.LEVEL,
        f.BINDING,
        f.ANNOUNCED,
        f.AGREED,
        f.SIGNED,
        f.APPROVED,
        f.EFFECTIVE,
        f.TERM,
        f.RENEWAL,
        f.NOTICE_DAYS,
        f.REGISTRATION_NO,
    ),
    ("signed", "approved", "effective", "agreed", "announced", "term"),
)
TECHNOPARK = Kind(
    "technopark",
    "technoparks",
    "park",
    Label("technopark", "технопарк", "texnopark"),
    Label("Technoparks", "Технопарки", "Texnoparklar"),
    f.form(v.TECHNOPARK_FORM),
    f.status(v.TECHNOPARK_STATUS),
    (
        f.SITE_TYPE,
        f.OWNERSHIP,
        f.FOUNDED,
        f.AGREED,
        f.CONSTRUCTION_START,
        f.OPENED,
        f.VALID_UNTIL,
        f.AREA,
        f.FREE_AREA,
        f.FLOOR,
        f.RESIDENTS,
        f.JOBS,
        f.INVESTMENT,
        f.POWER,
        f.GAS,
        f.WATER,
        f.RAIL,
        f.BENEFITS,
        f.WEBSITE,
    ),
    ("opened", "construction_start", "founded", "agreed"),
)
CLUSTER = Kind(
    "cluster",
    "clusters",
    "clu",
    Label("cluster", "кластер", "klaster"),
    Label("Clusters", "Кластеры", "Klasterlar"),
    f.form(v.CLUSTER_FORM),
    f.status(v.CLUSTER_STATUS),
    (f.FOUNDED, f.MEMBERS, f.SME_MEMBERS, f.EMPLOYEES, f.MATURITY, f.VALID_UNTIL, f.WEBSITE),
    ("founded",),
)
ORGANISATION = Kind(
    "organisation",
    "organisations",
    "org",
    Label("organisation", "организация", "tashkilot"),
    Label("Organisations", "Организации", "Tashkilotlar"),
    f.form(v.ORGANISATION_FORM),
    f.status(v.ORGANISATION_STATUS),
    (f.WEBSITE,),
)
PERSON = Kind(
    "person",
    "people",
    "per",
    Label("person", "лицо", "shaxs"),
    Label("People", "Лица", "Shaxslar"),
    f.form(v.PERSON_FORM),
    None,
    (),
)
PLACE = Kind(
    "place",
    "places",
    "place",
    Label("place", "место", "joy"),
    Label("Places", "Места", "Joylar"),
    f.form(v.PLACE_FORM),
    None,
    (),
)
EVENT = Kind(
    "event",
    "events",
    "evt",
    Label("event", "событие", "tadbir"),
    Label("Events", "События", "Tadbirlar"),
    f.form(v.EVENT_FORM),
    f.status(v.EVENT_STATUS),
    (f.DATE, f.EDITION, f.MODE),
    ("date",),
)
PROJECT = Kind(
    "project",
    "projects",
    "proj",
    Label("project", "проект", "loyiha"),
    Label("Projects", "Проекты", "Loyihalar"),
    f.form(v.PROJECT_FORM),
    f.status(v.PROJECT_STATUS),
    (f.VALUE, f.JOBS, f.DECLARED_COUNT),
)
MEASURE = Kind(
    "measure",
    "measures",
    "meas",
    Label("support measure", "мера поддержки", "qo‘llab-quvvatlash chorasi"),
    Label("Measures", "Меры поддержки", "Choralar"),
    f.form(v.MEASURE_FORM),
    f.status(v.MEASURE_STATUS),
    (),
)
MILESTONE = Kind(
    "milestone",
    "milestones",
    "mile",
    Label("milestone", "веха", "bosqich"),
    Label("Milestones", "Вехи", "Bosqichlar"),
    f.form(v.MILESTONE_FORM),
    f.status(v.MILESTONE_STATUS),
    (f.DUE, f.MET_ON, f.DISCLOSED, f.REVIEWED_ON),
    ("due", "met_on"),
)
SOURCE = Kind(
    "source",
    "sources",
    "src",
    Label("source", "источник", "manba"),
    Label("Sources", "Источники", "Manbalar"),
    f.form(v.SOURCE_FORM),
    None,
    (f.PUBLISHER, f.PUBLISHED, f.ACCESSED, f.URL, f.FILE, f.SHA256, f.LICENCE),
    ("published",),
)

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        AGREEMENT,
        TECHNOPARK,
        CLUSTER,
        ORGANISATION,
        PERSON,
        PLACE,
        EVENT,
        PROJECT,
        MEASURE,
        MILESTONE,
        SOURCE,
    )
}


@cache
def _by_name(kind: str) -> dict[str, Field]:
    return {field.name: field for field in KINDS[kind].all_fields}


def find_kind(word: str) -> Kind | None:
    """The kind with this name, plural or label in any language (any case), or None."""
    return _kind_words().get(word.strip().casefold())


@cache
def _kind_words() -> dict[str, Kind]:
    words: dict[str, Kind] = {}
    for kind in KINDS.values():
        for word in (kind.name, kind.plural, *kind.label.all(), *kind.label_plural.all()):
            words.setdefault(word.casefold(), kind)
    return words


def every_field() -> Iterator[Field]:
    """Each stored single-valued field once, without ``form`` and ``status`` (which differ by kind)."""
    seen = set()
    for kind in KINDS.values():
        for field in kind.fields:
            if field.name not in seen and field.name not in ("form", "status"):
                seen.add(field.name)
                yield field
