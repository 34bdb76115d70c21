"""The evidence for each value of a card: which source gives it and where, its basis, and which claims disagree."""

from __future__ import annotations

from catalogue.model import evidence as weighed
from catalogue.model.card import Card, Cited
from catalogue.model.kinds import KINDS
from catalogue.model.records import Claim, Record, Term
from catalogue.present import evidence
from catalogue.present.shapes import text_of

SOURCES = (Cited(1, "src-a", "A", {}), Cited(2, "src-b", "B", {}))


def lines(field: str, *claims: Claim, terms: tuple[Term, ...] = (), **values: str) -> list[str]:
    record = Record("park-a", "technopark", values, (), (), terms, claims).tidy()
    card = Card(record, "", (), (), SOURCES, {field: (1, 2)}, weighed.conflicting(record), weighed.inferred(record))
    declared = KINDS["technopark"].field(field)
    assert declared is not None
    return [text_of(line) for line in evidence.field_lines(card, declared, "en")]


def test_a_value_without_claims_cites_the_sources_of_the_record() -> None:
    assert lines("status", status="closed") == ["closed ¹ ²"]
    assert lines("status") == []


def test_a_claim_shows_place_original_wording_and_basis() -> None:
    stated = Claim("status", "closed", "2024", "src-a", "p. 3", "stated", original="закрыт")
    assert lines("status", stated, status="closed") == ["closed (as of 2024, p. 3, «закрыт») ¹"]
    edited = Claim("status", "closed", source="src-b", basis="editor", reason="by its own account")
    assert lines("status", edited, status="closed") == ["closed ² (editor: by its own account)"]


def test_agreeing_conflicting_and_deprecated_claims_are_marked() -> None:
    result = lines(
        "status",
        Claim("status", "closed", source="src-a", rank="preferred"),
        Claim("status", "closed", source="src-b", basis="inferred", reason="nothing is heard of it"),
        Claim("status", "stalled", source="src-b"),
        Claim("status", "operating", source="src-b", rank="deprecated"),
        status="closed",
    )
    assert result[0] == "closed ≠ ¹"
    assert sorted(result[1:]) == [
        "= closed ² ≈ (inferred: nothing is heard of it)",
        "≠ stalled ²",
        "✕ operating ²",
    ]


def test_a_figure_for_another_phase_does_not_conflict() -> None:
    result = lines(
        "residents",
        Claim("residents", "10 actual", source="src-a"),
        Claim("residents", "30 planned", source="src-b"),
        residents="10 actual",
    )
    assert result == ["10, actual ¹", "· 30, planned ²"]


def test_claims_for_a_missing_value_are_shown() -> None:
    assert lines("status", Claim("status", "closed", source="src-a")) == ["—", "· closed ¹"]


def test_list_values_without_claims_are_shown_together() -> None:
    terms = (Term("topic", "rail"), Term("topic", "water"), Term("topic", "wood"))
    result = lines("topic", Claim("topic", "wood", source="src-b", basis="editor"), terms=terms)
    assert result == ["rail; water", "wood ² (editor)"]
