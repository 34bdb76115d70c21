"""Every field of every kind, declared once.

A field's type decides how it is read, checked, stored, compared and shown (``catalogue.model.values``);
from the declaration follow the DDL and its checks, CSV headers, validation, facets, list columns, the
detail card, the query language's field names and the data dictionary.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from catalogue.model import vocabularies as v
from catalogue.model.labels import Label, Vocabulary

FieldType = Literal[
    "text",
    "prose",
    "choice",
    "date",
    "quantity",
    "integer",
    "flag",
    "country",
    "region",
    "degrees",
    "url",
    "sector",
]


class Field(Struct, frozen=True):
    """One field: its name in code, schema, CSV, CLI and docs, and which values it accepts.

    ``unit`` is a unit code, or ``currency`` for an amount of money in any ISO 4217 currency. ``many`` fields hold any
    number of values and are stored in the ``term`` table. ``facet`` fields are offered in the filter pane, ``column``
    fields in the results list. ``aliases`` are further headers and query names, in any language. The date of a
    ``moment`` field is the time of an event.
    """

    name: str
    type: FieldType
    label: Label
    vocabulary: Vocabulary | None = None
    unit: str | None = None
    many: bool = False
    facet: bool = False
    column: bool = False
    searchable: bool = False
    aliases: tuple[str, ...] = ()
    moment: bool = False


def _choice(name: str, values: Vocabulary, label: Label) -> Field:
    return Field(name, "choice", label, vocabulary=values, facet=True, column=True)


def _date(name: str, en: str, ru: str, uz: str, *, column: bool = False, aliases: tuple[str, ...] = ()) -> Field:
    return Field(name, "date", Label(en, ru, uz), column=column, aliases=aliases)


def _figure(name: str, unit: str | None, label: Label, *, column: bool = False) -> Field:
    return Field(name, "quantity", label, unit=unit, column=column)


def form(values: Vocabulary) -> Field:
    """The form field of a kind, with that kind's vocabulary."""
    return _choice("form", values, Label("form", "вид", "shakli"))


def status(values: Vocabulary) -> Field:
    """The status field of a kind, with that kind's ladder."""
    return _choice("status", values, Label("status", "статус", "holati"))


# Every kind has these.
COUNTRY = Field(
    "country",
    "country",
    Label("country", "страна", "mamlakat"),
    facet=True,
    column=True,
    aliases=("davlat", "state"),
)
REGION = Field(
    "region",
    "region",
    Label("region", "регион", "hudud"),
    facet=True,
    column=True,
    aliases=("область", "viloyat"),
)
SUMMARY = Field(
    "summary",
    "prose",
    Label("summary", "содержание", "mazmuni"),
    searchable=True,
    aliases=("описание", "subject"),
)
LAT = Field("lat", "degrees", Label("latitude", "широта", "kenglik"), aliases=("latitude",))
LON = Field("lon", "degrees", Label("longitude", "долгота", "uzunlik"), aliases=("longitude", "lng"))

# Many-valued: kept as terms.
SECTOR = Field(
    "sector", "sector", Label("sector", "отрасль", "tarmoq"), many=True, facet=True, aliases=("nace", "оквэд")
)
TOPIC = Field("topic", "text", Label("topic", "тема", "mavzu"), many=True, facet=True, searchable=True)
LANGUAGE = Field("language", "text", Label("language", "язык", "til"), many=True)
LABEL = Field("label", "text", Label("label", "метка", "yorliq"), many=True, searchable=True)
IDENTIFIER = Field(
    "identifier", "text", Label("identifier", "идентификатор", "identifikator"), many=True, searchable=True
)
TERM_FIELDS = (SECTOR, TOPIC, LANGUAGE, LABEL, IDENTIFIER)

# Agreements.
LEVEL = _choice("level", v.LEVEL, Label("level", "уровень", "daraja"))
BINDING = Field("binding", "flag", Label("legally binding", "юридически обязывающий", "majburiy kuchga ega"))
ANNOUNCED = _date("announced", "announced", "объявлено", "e’lon qilingan")
AGREED = _date("agreed", "agreed", "согласовано", "kelishilgan")
SIGNED = _date(
    "signed",
    "signed",
    "подписано",
    "imzolangan",
    column=True,
    aliases=("date of signature", "дата подписания"),
)
APPROVED = _date("approved", "approved", "одобрено", "ma’qullangan")
EFFECTIVE = _date("effective", "in force since", "вступило в силу", "kuchga kirgan", aliases=("entry into force",))
TERM = _date("term", "term", "срок действия", "amal qilish muddati", column=True, aliases=("срок", "period"))
RENEWAL = _choice("renewal", v.RENEWAL, Label("renewal", "продление", "uzaytirish"))
NOTICE_DAYS = Field("notice_days", "integer", Label("notice, days", "уведомление, дней", "xabarnoma, kun"), unit="days")
REGISTRATION_NO = Field(
    "registration_no",
    "text",
    Label("registration no.", "регистрационный №", "ro‘yxat raqami"),
    searchable=True,
)

# Technoparks and clusters.
SITE_TYPE = _choice("site_type", v.SITE_TYPE, Label("site type", "тип площадки", "maydon turi"))
OWNERSHIP = _choice("ownership", v.OWNERSHIP, Label("ownership", "собственность", "mulk shakli"))
FOUNDED = _date("founded", "founded", "основан", "tashkil etilgan")
CONSTRUCTION_START = _date("construction_start", "construction began", "начало строительства", "qurilish boshlangan")
OPENED = _date("opened", "opened", "открыт", "ochilgan", column=True)
VALID_UNTIL = _date("valid_until", "valid until", "действителен до", "amal qilish muddati tugashi")
AREA = _figure("area_ha", "ha", Label("area, ha", "площадь, га", "maydoni, ga"), column=True)
FREE_AREA = _figure("free_ha", "ha", Label("free area, ha", "свободная площадь, га", "bo‘sh maydon, ga"))
FLOOR = _figure("floor_m2", "m2", Label("floor space, m²", "площадь помещений, м²", "bino maydoni, m²"))
RESIDENTS = _figure("residents", None, Label("residents", "резиденты", "rezidentlar"), column=True)
JOBS = _figure("jobs", None, Label("jobs", "рабочие места", "ish o‘rinlari"))
INVESTMENT = _figure("investment", "currency", Label("investment", "инвестиции", "investitsiyalar"), column=True)
POWER = _figure("power_mw", "MW", Label("power, MW", "электрическая мощность, МВт", "elektr quvvati, MVt"))
GAS = _figure("gas_m3h", "m3/h", Label("gas, m³/h", "газ, м³/ч", "gaz, m³/soat"))
WATER = _figure("water_m3d", "m3/d", Label("water, m³/day", "вода, м³/сут", "suv, m³/kun"))
RAIL = Field("rail", "flag", Label("rail access", "железнодорожный подъезд", "temir yo‘l kirish yo‘li"))
BENEFITS = Field("benefits", "prose", Label("benefits", "льготы", "imtiyozlar"), searchable=True)
WEBSITE = Field("website", "url", Label("website", "сайт", "veb-sayt"))
MEMBERS = _figure("members", None, Label("members", "участники", "a’zolar"), column=True)
SME_MEMBERS = _figure("sme_members", None, Label("SME members", "участники МСП", "kichik biznes a’zolari"))
EMPLOYEES = _figure("employees", None, Label("employees", "работники", "xodimlar"))
MATURITY = _choice("maturity", v.MATURITY, Label("maturity", "уровень развития", "rivojlanish darajasi"))

# Events, projects, milestones, sources.
DATE = Field("date", "date", Label("date", "дата", "sana"), column=True, moment=True)
EDITION = Field("edition", "integer", Label("edition", "номер", "tartib raqami"))
MODE = _choice("mode", v.EVENT_MODE, Label("mode", "формат", "o‘tkazish shakli"))
VALUE = _figure("value", "currency", Label("value", "стоимость", "qiymati"), column=True)
DECLARED_COUNT = _figure("declared_count", None, Label("declared count", "заявлено", "e’lon qilingan soni"))
DUE = _date("due", "due", "срок", "muddati", column=True, aliases=("deadline",))
MET_ON = _date("met_on", "met on", "выполнено", "bajarilgan sana")
DISCLOSED = Field("disclosed", "flag", Label("date disclosed", "срок раскрыт", "muddat oshkor qilingan"))
REVIEWED_ON = _date("reviewed_on", "reviewed on", "проверено", "ko‘rib chiqilgan sana")
PUBLISHER = Field("publisher", "text", Label("publisher", "издатель", "nashriyot"), searchable=True, column=True)
PUBLISHED = _date("published", "published", "опубликовано", "e’lon qilingan sana", column=True)
ACCESSED = _date("accessed", "accessed", "дата обращения", "murojaat sanasi")
URL = Field("url", "url", Label("address", "адрес", "manzil"))
FILE = Field("file", "text", Label("file", "файл", "fayl"))
SHA256 = Field("sha256", "text", Label("SHA-256", "SHA-256", "SHA-256"))
LICENCE = Field("licence", "text", Label("licence", "лицензия", "litsenziya"))

COMMON_FIELDS = (COUNTRY, REGION, SUMMARY, LAT, LON)
