"""Glyphs that can be read without colour."""

from __future__ import annotations

import pytest

from catalogue.model.kinds import KINDS
from catalogue.present import marks
from catalogue.text.width import cells

STATUSES = [(kind.name, code) for kind in KINDS.values() if kind.status for code in kind.status.vocabulary.codes]


@pytest.mark.parametrize(("kind", "status"), STATUSES)
def test_every_status_has_the_glyph_of_its_stage(kind: str, status: str) -> None:
    assert marks.glyph(kind, status) == marks.STAGES[marks.stage(kind, status)]


@pytest.mark.parametrize(("kind", "status"), [("agreement", None), ("place", None), ("place", "signed"), ("x", "y")])
def test_a_missing_status_has_the_glyph_for_unknown(kind: str, status: str | None) -> None:
    assert marks.glyph(kind, status) == marks.UNKNOWN


def test_glyphs_are_one_cell_wide_and_stages_differ() -> None:
    single = (
        marks.UNKNOWN,
        marks.INFERRED,
        marks.CONFLICTING,
        marks.OUTGOING,
        marks.INCOMING,
        marks.OK,
        marks.WRONG,
        marks.STAR,
    )
    assert {cells(glyph) for glyph in (*marks.STAGES.values(), *single)} == {1}
    assert len({marks.UNKNOWN, *marks.STAGES.values()}) == len(marks.STAGES) + 1


def test_note_numbers_are_superscript() -> None:
    assert marks.superscript(120) == "¹²⁰"
