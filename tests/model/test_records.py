"""Records are values: tidy ones are equal exactly when their content is."""

import json
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from catalogue.model.records import Claim, Link, Name, Record, Term, entry_cells, entry_from_text, entry_text
from catalogue.model.records import from_facts as rebuilt
from made import catalogues, fergana_plan


@given(catalogues())
def test_a_record_can_be_rebuilt_from_its_facts(records):
    for record in records:
        assert rebuilt(record.id, record.facts()) == record


@given(catalogues())
def test_fingerprints_are_equal_exactly_when_records_are(records):
    for one in records:
        for other in records:
            assert (one.fingerprint() == other.fingerprint()) == (one == other)


@given(st.text(), st.text(), st.text())
def test_a_fingerprint_is_the_hash_of_what_the_json_module_writes(one, other, third):
    """Catalogues keep fingerprints, so they must stay what they were."""
    parts = (Name(one, other, "official"),), (Link(other, third),), (Term(one, third),), (Claim(one, other, third),)
    record = Record(third, "event", {"summary": one, other: third}, *parts)
    content = [record.id, record.kind, dict(record.values), *([entry_cells(each) for each in part] for part in parts)]
    text = json.dumps(content, separators=(",", ":"))
    assert record.fingerprint() == sha256(text.encode()).hexdigest()[:32]
    for part in parts:
        assert entry_text(part[0]) == json.dumps(entry_cells(part[0]), ensure_ascii=False, separators=(",", ":"))


def test_order_and_repetition_of_entries_do_not_matter():
    a, b = Name("A", "en"), Name("B", "ru")
    assert Record("x", "place", {}, (a, b, a)).tidy() == Record("x", "place", {}, (b, a)).tidy()


def test_an_empty_value_is_absent():
    assert Record("x", "place", {"summary": ""}).tidy().get("summary") is None


def test_an_entry_survives_conversion_to_text():
    for name in fergana_plan().names:
        assert entry_from_text("name", entry_text(name)) == name
