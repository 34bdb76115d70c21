"""Records are values: tidy ones are equal exactly when their content is."""

from hypothesis import given

from catalogue.model.records import Name, Record, entry_from_text, entry_text, from_facts
from made import catalogues, fergana_plan


@given(catalogues())
def test_a_record_can_be_rebuilt_from_its_facts(records):
    for record in records:
        assert from_facts(record.id, record.facts()) == record


@given(catalogues())
def test_fingerprints_are_equal_exactly_when_records_are(records):
    for one in records:
        for other in records:
            assert (one.fingerprint() == other.fingerprint()) == (one == other)


def test_order_and_repetition_of_entries_do_not_matter():
    a, b = Name("A", "en"), Name("B", "ru")
    assert Record("x", "place", {}, (a, b, a)).tidy() == Record("x", "place", {}, (b, a)).tidy()


def test_an_empty_value_is_absent():
    assert Record("x", "place", {"summary": ""}).tidy().get("summary") is None


def test_an_entry_survives_conversion_to_text():
    for name in fergana_plan().names:
        assert entry_from_text("name", entry_text(name)) == name
