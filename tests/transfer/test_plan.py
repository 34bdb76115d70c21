"""What an import would do, as a pure function of the incoming and the existing record."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from catalogue.model.issues import Where
from catalogue.model.records import Link, Name, Record, Term
from catalogue.transfer.files.table import PARTS
from catalogue.transfer.intake.plan import merge, plan
from catalogue.transfer.rows.incoming import Incoming
from made import catalogues, fergana_plan

WHERE = Where("f.csv", 2)
MODES = ("insert", "upsert", "ignore", "replace")


def _row(values=None, *, names=(), links=(), terms=(), kind="agreement", whole=(), complete=False) -> Incoming:
    record = Record("agr-fergana-bashkortostan", kind, values or {}, names, links, terms).tidy()
    return Incoming(WHERE, record, frozenset(whole), complete)


@pytest.mark.parametrize("mode", MODES)
def test_a_new_id_is_added_in_every_mode(mode):
    step = plan(_row({"status": "signed"}), None, mode)
    assert (step.kind, step.old) == ("add", None)
    assert step.record is not None
    assert step.record.values == {"status": "signed"}


def test_an_existing_id_is_unchanged_or_refused_by_default():
    assert plan(_row({"status": "signed"}), fergana_plan(), "insert").kind == "same"
    step = plan(_row({"status": "approved", "signed": "2023"}), fergana_plan(), "insert")
    assert (step.kind, step.record) == ("refuse", None)
    assert step.issues[0].code == "record.exists"
    assert step.issues[0].params["fields"] == ("signed", "status")


def test_upsert_changes_only_the_given_values():
    there = fergana_plan()
    step = plan(_row({"status": "approved"}), there, "upsert")
    assert [(c.field, c.old, c.new) for c in step.changes] == [("status", "signed", "approved")]
    assert step.record == replace(there, values={**there.values, "status": "approved"}).tidy()


def test_ignore_keeps_the_existing_record():
    step = plan(_row({"status": "approved"}), fergana_plan(), "ignore")
    assert (step.kind, step.record) == ("same", fergana_plan())


def test_replace_makes_the_record_equal_to_the_row():
    step = plan(_row({"status": "approved"}), fergana_plan(), "replace")
    assert step.kind == "change"
    assert step.record == _row({"status": "approved"}).record


@pytest.mark.parametrize("mode", MODES)
def test_a_record_cannot_change_its_kind(mode):
    step = plan(_row(kind="project"), fergana_plan(), mode)
    assert [issue.code for issue in step.issues] == ["record.other_kind"]


def test_a_given_name_replaces_only_the_name_in_its_language():
    there = Record("x", "agreement", {}, (Name("Old", "en"), Name("Был", "ru"), Name("O.", "en", "short"))).tidy()
    merged = merge(
        there, replace(_row(names=(Name("New", "en"),)), record=Record("x", "agreement", {}, (Name("New", "en"),)))
    )
    assert merged.names == (Name("New", "en"), Name("O.", "en", "short"), Name("Был", "ru"))


def test_an_existing_name_keeps_its_details():
    known = Name("Old", "en", "preferred", "2019", source="src-1")
    there = replace(fergana_plan(), names=(known,))
    assert plan(_row(names=(Name("Old", "en"),)), there, "insert").kind == "same"


def test_given_links_replace_those_of_their_role_and_keep_their_side():
    row = _row(links=(Link("party", "org-fergana"), Link("party", "org-new")))
    merged = merge(fergana_plan(), row)
    assert merged.links == (Link("party", "org-fergana", "UZ"), Link("party", "org-new"))


def test_given_terms_replace_those_of_their_field():
    there = replace(fergana_plan(), terms=(Term("sector", "C20"), Term("topic", "export")))
    assert merge(there, _row(terms=(Term("topic", "trade"),))).terms == (Term("sector", "C20"), Term("topic", "trade"))


def test_a_complete_part_replaces_the_part():
    row = _row(links=(Link("party", "org-new", "KZ"),), whole=("links",))
    assert merge(fergana_plan(), row).links == (Link("party", "org-new", "KZ"),)


def test_a_source_is_added_to_written_records_only():
    there = fergana_plan()
    added = plan(_row(), None, "insert", source="src-1").record
    assert added is not None
    assert added.linked("source") == ("src-1",)
    assert plan(_row({"status": "signed"}), there, "insert", source="src-1").kind == "same"
    changed = plan(_row({"status": "signed"}), there, "upsert", source="src-1").record
    assert changed is not None
    assert changed.linked("source") == ("src-1",)


@given(catalogues(most=2), st.sampled_from(MODES))
def test_a_complete_row_equal_to_its_record_changes_nothing(records, mode):
    for record in records:
        row = Incoming(WHERE, record, frozenset(PARTS), complete=True)
        assert plan(row, record, mode).kind == "same"


@given(catalogues(most=3), catalogues(most=3), st.sampled_from(MODES))
def test_planning_the_same_row_again_changes_nothing(old, new, mode):
    """After a step is applied, the same row leaves the record unchanged."""
    for there, come in zip(old, new, strict=False):
        row = Incoming(WHERE, replace(come, id=there.id, kind=there.kind), frozenset(), complete=False)
        step = plan(row, there, mode)
        if step.record is not None:
            again = plan(row, step.record, mode)
            assert again.kind == "same" or mode == "ignore"
