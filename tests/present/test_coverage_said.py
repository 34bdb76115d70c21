"""Declared totals in sentences."""

from __future__ import annotations

import pytest

from catalogue import i18n
from catalogue.model.answers import Gap
from catalogue.present import coverage
from catalogue.present.formats import lines_text


def gap(field: str, declared: str, recorded: int | None, missing: int | None, *, inferred: bool = False) -> Gap:
    return Gap("evt-a", "Forum", f"declared:{field}", declared, recorded, missing, "kind:agreement", "src-a", inferred)


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (gap("agreement/commercial", "7", 5, 2), "7 commercial agreements declared, 5 recorded, at least 2 missing"),
        (gap("agreement/interregional", "3", 3, 0), "3 interregional agreements declared, 3 recorded"),
        (gap("resident", ">10 actual", 0, 11), "> 10 residents declared, 0 named, at least 11 missing"),
        (
            gap("resident", ">30 planned @2024-02", 0, 31),
            "> 30 planned residents declared, 0 named, at least 31 missing",
        ),
        (gap("region", "40", 0, 40), "40 regions declared, 0 recorded, at least 40 missing"),
        (gap("place/region", "40", 0, 40), "40 regions declared, 0 recorded, at least 40 missing"),
        (gap("agreement", "<=7", 5, None), "<= 7 agreements declared, 5 recorded"),
        (gap("drone", "7", None, None), "7 drone declared; the catalogue cannot count them"),
    ],
)
def test_the_sentence_for_a_gap(own: Gap, expected: str) -> None:
    i18n.use("en")
    assert coverage.sentence(own, "en") == expected


def test_an_inferred_match_is_marked_and_the_query_follows() -> None:
    result = "".join(lines_text(coverage.sheet([gap("agreement", "7", 5, 2, inferred=True)], "en").lines()))
    assert "inferred" in result
    assert "kind:agreement" in result
    result = "".join(lines_text(coverage.sheet([gap("agreement", "7", 5, 2)], "en").lines()))
    assert "inferred" not in result


def test_declared_totals_in_russian_avoid_case_agreement() -> None:
    i18n.use("ru")
    try:
        said = [
            coverage.sentence(gap(f"agreement/{word}", "7", 5, 2), "ru") for word in ("memorandum", "interregional")
        ]
    finally:
        i18n.use("en")
    assert said == [
        "соглашения (вид: меморандум): заявлено 7, записано 5, не хватает не менее 2",
        "соглашения (уровень: межрегиональный): заявлено 7, записано 5, не хватает не менее 2",
    ]
