"""Two sorted collections compared: what only one has, and what both have with differences."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from catalogue.model.changes import revert
from catalogue.model.differences import Difference, between
from catalogue.model.records import Name, Record
from made import catalogues


def _org(own: str, **values: str) -> Record:
    return Record(own, "organisation", values, (Name(own.title(), "en"),)).tidy()


def _compared(first: list[Record], second: list[Record]) -> list[Difference | None]:
    return list(between(first, second, "en"))


def test_records_are_added_removed_changed_or_unchanged():
    first = [_org("a"), _org("b", status="active"), _org("c")]
    second = [_org("b", status="closed"), _org("c"), _org("d")]
    found = _compared(first, second)
    assert [(each.id, each.what) if each else None for each in found] == [
        ("a", "removed"),
        ("b", "changed"),
        None,
        ("d", "added"),
    ]
    (change,) = found[1].changes
    assert (change.field, change.old, change.new) == ("status", "active", "closed")


def test_an_empty_collection_is_accepted():
    assert _compared([], []) == []
    assert [each.what for each in _compared([_org("a")], [])] == ["removed"]


@given(catalogues(), catalogues(), st.booleans())
def test_applying_the_differences_turns_one_collection_into_the_other(first, second, alike):
    ours, theirs = ({record.id: record for record in each} for each in (first, second if not alike else first))
    found = _compared([ours[own] for own in sorted(ours)], [theirs[own] for own in sorted(theirs)])
    assert alike == all(each is None for each in found) or ours == theirs
    for each in filter(None, found):
        if each.what == "changed":
            assert revert(theirs.pop(each.id), each.changes) == ours.pop(each.id)
        elif each.what == "added":
            assert theirs.pop(each.id).id not in ours
        else:
            assert ours.pop(each.id).id not in theirs
    assert ours == theirs


@given(catalogues(), catalogues())
def test_swapping_the_collections_reverses_the_differences(first, second):
    ours, theirs = (sorted(each, key=lambda record: record.id) for each in (first, second))
    there = [(d.id, d.what, set(d.changes)) for d in _compared(ours, theirs) if d]
    back = [(t.id, t.what, set(t.changes)) for d in _compared(theirs, ours) if d for t in (d.reversed(),)]
    assert [each[:2] for each in there] == [each[:2] for each in back]
    for (_, _, one), (_, _, other) in zip(there, back, strict=True):
        plain = lambda changes: {(c.field, c.old, c.new) for c in changes if c.field in ("form", "status", "kind")}  # noqa: E731
        assert plain(one) == plain(other)
