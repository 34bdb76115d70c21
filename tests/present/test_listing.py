"""Rows of records as tables."""

from __future__ import annotations

import pytest

from catalogue import i18n
from catalogue.errors import BadUsage
from catalogue.model.answers import Row
from catalogue.model.kinds import KINDS
from catalogue.present import listing

ROW = Row(
    "agr-x",
    "agreement",
    "Agreement X",
    {"form": "action_plan", "status": "signed", "signed": "2023-04"},
    ("Org A", "Org B"),
    ("Tashkent",),
    "2023-04",
    "2025",
    4,
    inferred=True,
)


def shown(name: str, lang: str = "en", row: Row = ROW) -> str:
    return next(iter(listing.table([row], [name], lang).shown()))[0]


def data(name: str, row: Row = ROW) -> object:
    return next(iter(listing.table([row], [name], "en").data()))[0]


@pytest.mark.parametrize(
    ("name", "words", "value"),
    [
        ("mark", "●", "signed"),
        ("id", "agr-x", "agr-x"),
        ("kind", "agreement", "agreement"),
        ("label", "Agreement X ≈", "Agreement X"),
        ("form", "action plan", "action_plan"),
        ("status", "signed", "signed"),
        ("parties", "Org A · Org B", ("Org A", "Org B")),
        ("places", "Tashkent", ("Tashkent",)),
        ("date", "Apr 2023", "2023-04"),
        ("ends", "2025", "2025"),
        ("links", "4", 4),
        ("inferred", "≈", True),
        ("conflicting", "", False),
        ("area_ha", "", None),
    ],
)
def test_people_get_words_and_machines_get_values(name: str, words: str, value: object) -> None:
    assert (shown(name), data(name)) == (words, value)


@pytest.mark.parametrize(
    ("places", "values", "words"),
    [
        (("Kazan",), {"country": "RU"}, "Kazan"),
        ((), {"region": "UZ-TO", "country": "UZ"}, "Tashkent region"),
        ((), {"country": "RU"}, "Russia"),
        ((), {}, ""),
    ],
)
def test_without_a_place_the_region_or_the_country_is_shown(places, values, words) -> None:
    assert shown("places", row=Row("park-x", "technopark", "Park X", values, places=places)) == words


@pytest.mark.parametrize(
    ("date", "ends", "shown_date", "shown_ends"),
    [
        ("2024?-02-02", "2023/2025", "2 Feb 2024?", "2025"),
        ("XXXX-06-24", "2023/..", "24 Jun ––", "2023–"),
        ("2023/2025", "2023/", "2023–2025", "2023–?"),
        ("not a date", "nor this", "not a date", "nor this"),
        ("", "", "—", "—"),
    ],
)
def test_dates_are_short_and_as_precise_as_recorded(date: str, ends: str, shown_date: str, shown_ends: str) -> None:
    row = Row("agr-x", "agreement", "X", {}, date=date, ends=ends)
    assert (shown("date", row=row), shown("ends", row=row)) == (shown_date, shown_ends)
    assert (data("date", row=row), data("ends", row=row)) == (date or None, ends or None)


def test_words_are_in_the_readers_language() -> None:
    assert shown("status", "ru") == "подписано"
    assert listing.column("status", "ru").heading == "статус"


def test_headings_are_in_the_language_in_use_whatever_was_asked_before() -> None:
    try:
        i18n.use("en")
        listing.column("label", "ru")
        i18n.use("ru")
        assert listing.column("label", "ru").heading == "название"
    finally:
        i18n.use("en")


def test_conflicting_values_are_marked_next_to_the_name() -> None:
    row = Row("park-x", "technopark", "Park", {}, conflicting=True)
    assert shown("label", row=row) == "Park ≠"
    assert shown("conflicting", row=row) == "≠"


def test_an_unknown_column_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(BadUsage) as caught:
        listing.table([], ["investmnt"], "en")
    assert (caught.value.code, caught.value.params["nearest"]) == ("column.unknown", "investment")


@pytest.mark.parametrize("kind", [None, *KINDS.values()])
@pytest.mark.parametrize("people", [True, False])
def test_the_default_columns_exist_and_include_the_id(kind: object, people: bool) -> None:
    names = listing.default_columns(kind, people=people)  # type: ignore[arg-type]
    assert listing.table([ROW], names, "en").names == names
    assert "id" in names


def test_every_column_name_is_a_column() -> None:
    names = listing.column_names()
    assert {"id", "label", "parties", "form", "signed", "investment"} <= set(names)
    assert listing.table([], names, "uz").names == names


def test_machines_get_every_field_of_a_kind() -> None:
    kind = KINDS["technopark"]
    assert {field.name for field in kind.fields} <= set(listing.default_columns(kind, people=False))
