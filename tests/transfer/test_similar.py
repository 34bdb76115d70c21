"""Possible duplicates: the same name, and no recorded fact that tells them apart."""

from __future__ import annotations

import pytest

from catalogue.model.records import Link, Name, Record, Term
from catalogue.transfer.intake.similar import Similar


def _record(record_id: str, name: str = "Treaty on trade", parties: str = "", **values: str) -> Record:
    links = tuple(Link("party", party) for party in parties.split())
    return Record(record_id, "agreement", values, (Name(name, "en"),), links).tidy()


def _score(one: Record, other: Record) -> tuple[int, tuple[str, ...]] | None:
    similar = Similar(lambda kind, key: [one.id], lambda ids: {one.id: one})
    found = similar.look(other)
    return None if found is None else (found.score, found.shared)


@pytest.mark.parametrize(
    ("one", "other", "score"),
    [
        (_record("a"), _record("b", "TREATY on Trade."), (50, ("name",))),
        (_record("a", parties="x y"), _record("b", parties="y x"), (80, ("name", "parties"))),
        (_record("a", parties="x y"), _record("b", parties="x z"), None),
        (_record("a", parties="x y"), _record("b"), (50, ("name",))),
        (_record("a", signed="2020-05-01"), _record("b", signed="2020-05-01"), (70, ("name", "date"))),
        (_record("a", signed="2020-05-01"), _record("b", signed="2020"), (60, ("name",))),
        (_record("a", signed="2020-05-01"), _record("b", signed="2021"), None),
        (_record("a", country="UZ"), _record("b", country="RU"), None),
        (_record("a", registration_no="1"), _record("b", registration_no="2"), (40, ("name",))),
        (_record("a", "Pact"), _record("b", "pact"), (50, ("name",))),
        (_record("a", "I"), _record("b", "I"), None),
    ],
)
def test_similarity_of_records_with_one_name_is_scored(one, other, score):
    assert _score(one, other) == score


def test_rows_are_also_compared_with_earlier_rows():
    similar = Similar(lambda kind, key: (), lambda ids: {})
    assert similar.look(_record("a", signed="2020")) is None
    assert similar.look(_record("b", signed="2021")) is None
    assert similar.look(_record("x", "Treaty on transit", signed="2021")) is None
    found = similar.look(_record("c", signed="2021"))
    assert (found.id, found.score) == ("b", 70)
    assert found.proposal() == Link("possibly_same_as", "b", basis="inferred", reason="same name, date; score 70")


def test_different_identifiers_in_one_register_lower_the_score():
    one, other = (
        Record(own, "agreement", {}, (Name("Treaty on trade"),), (), (Term("identifier", f"un:{own}"),)) for own in "ab"
    )
    assert _score(one, other) == (40, ("name",))


def test_rows_that_could_not_be_compared_are_counted(monkeypatch):
    monkeypatch.setattr("catalogue.transfer.intake.similar.MOST_KEPT", 2)
    found = Similar(lambda kind, key: [], lambda ids: {})
    for number in range(5):
        found.look(_record(f"a-{number}", f"Treaty {number} on trade"))
    assert found.unkept == 3


def test_an_ampersand_equals_the_word_and():
    similar = Similar(lambda kind, key: (), lambda ids: {})
    assert similar.look(_record("a", "Agreement on Trade and Transit", signed="2021")) is None
    found = similar.look(_record("b", "Agreement on trade & transit", signed="2021"))
    assert found.id == "a"
