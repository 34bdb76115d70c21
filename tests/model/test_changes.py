"""Changes record exactly what was written to a record, and can be reversed."""

import pytest
from hypothesis import given

from catalogue.errors import Conflict
from catalogue.model.changes import difference, removed, restored, revert
from catalogue.model.records import Record
from made import catalogues, fergana_plan, values


@given(values("technopark"), values("technopark"), catalogues(2), catalogues(2))
def test_undoing_changes_restores_the_former_record(before, after, some, others):
    old = Record("park-x", "technopark", before, some[0].names, (), some[0].terms, some[0].claims).tidy()
    new = Record("park-x", "technopark", after, others[0].names, (), others[0].terms, others[0].claims).tidy()
    assert revert(new, difference(old, new)) == old


@given(values("agreement"), values("agreement"), catalogues(2), catalogues(2))
def test_the_term_of_an_agreement_is_not_one_of_its_list_entries(before, after, some, others):
    old = Record("agr-x", "agreement", before, (), (), some[0].terms).tidy()
    new = Record("agr-x", "agreement", after, (), (), others[0].terms).tidy()
    assert revert(new, difference(old, new)) == old
    assert restored(removed(new)) == new
    assert [change for change in difference(old, new) if change.field == "term" and change.old == change.new] == []


@given(catalogues())
def test_equal_records_have_no_difference_and_removed_ones_can_be_restored(records):
    for record in records:
        assert difference(record, record) == ()
        assert restored(removed(record)) == record


def test_a_value_changed_again_is_not_undone():
    old = fergana_plan()
    new = Record(
        old.id, old.kind, {**old.values, "status": "in_force"}, old.names, old.links, old.terms, old.claims
    ).tidy()
    later = Record(
        old.id, old.kind, {**old.values, "status": "expired"}, old.names, old.links, old.terms, old.claims
    ).tidy()
    with pytest.raises(Conflict, match=r"undo\.changed_since"):
        revert(later, difference(old, new))
