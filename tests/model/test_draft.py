"""A draft knows what was changed, and can restore anything."""

from __future__ import annotations

from catalogue.model.draft import Draft
from catalogue.model.edits import Piece
from catalogue.model.records import Link, Name, Term
from made import fergana_plan

PLAN = fergana_plan()
DRAFT = Draft("agreement", PLAN)


def test_a_restored_value_is_not_a_change():
    changed = DRAFT.with_value("status", "in_force").with_value("signed", "2024")
    assert (changed.changes, changed.was("status"), changed.now("status")) == (2, "signed", "in_force")
    assert changed.with_value("status", "signed").with_value("signed", "") == DRAFT
    assert changed.edit().values == {"status": "in_force", "signed": "2024"}


def test_an_entry_is_added_removed_and_restored():
    link, topic = Link("signatory", "org-x"), Term("topic", "cotton")
    draft = DRAFT.with_entry(link).with_entry(topic).toggled(PLAN.links[0])
    assert draft.changes == 3
    assert draft.entries("link") == (*PLAN.links, link)
    assert draft.with_entry(link) == draft
    assert draft.toggled(link).toggled(topic).with_entry(PLAN.links[0]) == DRAFT
    assert draft.edit().added == (
        Piece("link", {"role": "signatory", "object": "org-x"}),
        Piece("term", {"field": "topic", "value": "cotton"}),
    )
    (gone,) = draft.edit().removed
    assert gone.cells["start"] == ""


def test_a_second_name_in_a_language_is_an_alias():
    assert DRAFT.with_entry(Name("X", "ru")).added == (Name("X", "ru", "alias"),)
    assert DRAFT.with_entry(Name("X", "kk")).added == (Name("X", "kk"),)
    russian = next(name for name in PLAN.names if name.lang == "ru")
    assert Name("X", "ru") in DRAFT.with_replaced(russian, Name("X", "ru")).added


def test_a_draft_can_be_rebased_on_the_current_record():
    draft = DRAFT.with_value("status", "in_force").with_value("signed", "2024").toggled(PLAN.terms[0])
    now = Draft("agreement", PLAN).with_value("status", "in_force").record
    assert draft.rebased(now) == draft
    other = fergana_plan().__class__(PLAN.id, PLAN.kind, {**PLAN.values, "signed": "2024"}).tidy()
    assert (draft.rebased(other).values, draft.rebased(other).removed) == ({"status": "in_force"}, ())
