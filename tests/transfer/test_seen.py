"""The ids that an import has seen, each with its first row."""

from __future__ import annotations

import pytest
from hypothesis import given

from catalogue.transfer.intake.seen import Seen, UnreadRow
from made import catalogues, fergana_plan


def test_an_id_is_known_with_its_first_file_line_and_kind():
    seen = Seen()
    assert seen.first("agr-fergana-bashkortostan") is None
    seen.add(fergana_plan().id, fergana_plan(), 3, 123_456_789)
    first = seen.first("agr-fergana-bashkortostan")
    assert first is not None
    assert (first.file, first.line, first.kind) == (3, 123_456_789, "agreement")


@given(catalogues())
def test_a_repetition_is_distinguished_from_a_different_row_with_the_same_id(records):
    seen = Seen()
    for line, record in enumerate(records):
        seen.add(record.id, record, 0, line)
    for record in records:
        assert seen.repeats(record)
        other = fergana_plan()
        assert not seen.repeats(type(other)(record.id, other.kind, other.values))


def test_thousands_of_ids_are_kept_apart():
    seen = Seen()
    for number in range(5_000):
        seen.add(f"agr-{number}", fergana_plan(), number % 3, number)
    found = [seen.first(f"agr-{number}") for number in range(5_000)]
    assert [(each.file, each.line) for each in found if each] == [(number % 3, number) for number in range(5_000)]
    assert not any(seen.has(f"org-{number}") or seen.kind(f"org-{number}") for number in range(5_000))


def test_an_unread_row_cannot_be_compared():
    seen, record = Seen(), fergana_plan()
    seen.add_unread(record.id, "agreement", 1, 7)
    assert (seen.has(record.id), seen.kind(record.id)) == (True, "agreement")
    with pytest.raises(UnreadRow):
        seen.repeats(record)
