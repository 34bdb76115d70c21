"""Two records become one: nothing is lost, and nothing is attributed to the wrong source."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from catalogue.model import evidence
from catalogue.model.merging import merged, redirected
from catalogue.model.records import Claim, Link, Name, Record, Term
from catalogue.model.roles import ROLES
from made import catalogues

KEPT = Record(
    "org-a",
    "organisation",
    {"status": "active", "country": "UZ"},
    (Name("Chamber", "en"), Name("Палата", "ru")),
    (Link("source", "src-1"), Link("possibly_same_as", "org-b")),
    (Term("topic", "trade"),),
).tidy()
GONE = Record(
    "org-b",
    "organisation",
    {"status": "closed", "website": "https://b.example"},
    (Name("The Chamber", "en"), Name("Палата", "ru", source="src-2"), Name("Palata", "uz-Latn")),
    (Link("source", "src-2"), Link("located_in", "place-x", side="UZ")),
    (Term("topic", "export"),),
    (Claim("note", "soft", source="src-2"),),
).tidy()


def test_the_values_of_the_kept_record_stay_and_are_completed_from_the_other():
    values = merged(KEPT, GONE).values
    assert values == {"status": "active", "country": "UZ", "website": "https://b.example"}


def test_differing_values_become_claims_with_their_own_sources():
    record = merged(KEPT, GONE)
    assert {(c.value, c.source) for c in record.claims if c.field == "status"} == {
        ("active", "src-1"),
        ("closed", "src-2"),
    }
    assert evidence.conflicting(record).keys() == {"status"}


def test_a_value_of_one_side_keeps_its_sources_when_the_other_adds_more():
    claims = {(c.field, c.value, c.source) for c in merged(KEPT, GONE).claims}
    assert {("country", "UZ", "src-1"), ("website", "https://b.example", "src-2")} <= claims


def test_without_sources_differing_values_are_the_editors_and_common_sources_add_no_claims():
    bare = [replace(record, links=()) for record in (KEPT, GONE)]
    assert {(c.value, c.basis) for c in merged(*bare).claims if c.field == "status"} == {
        ("active", "editor"),
        ("closed", "editor"),
    }
    alike = replace(GONE, links=(Link("source", "src-1"),), claims=())
    assert {c.field for c in merged(KEPT, alike).claims} == {"status"}


def test_an_existing_claim_is_not_repeated():
    claimed = replace(KEPT, claims=(Claim("status", "active", source="src-9", basis="inferred", reason="r"),))
    assert [c.source for c in merged(claimed, GONE).claims if (c.field, c.value) == ("status", "active")] == ["src-9"]


def test_names_are_merged_and_each_language_keeps_one_preferred_name():
    names = {(name.text, name.lang, name.type, name.source) for name in merged(KEPT, GONE).names}
    assert names == {
        ("Chamber", "en", "preferred", ""),
        ("The Chamber", "en", "alias", ""),
        ("Палата", "ru", "preferred", "src-2"),
        ("Palata", "uz-Latn", "preferred", ""),
    }


def test_links_and_terms_are_merged_links_between_the_two_are_dropped_and_the_former_id_is_kept():
    record = merged(KEPT, GONE)
    assert record.linked("source") == ("src-1", "src-2")
    assert record.linked("located_in") == ("place-x",)
    assert record.linked("possibly_same_as") == ()
    assert record.terms_of("topic") == ("export", "trade")
    assert record.terms_of("identifier") == ("was:org-b",)


def test_references_to_the_removed_record_point_to_the_kept_one_and_occur_once():
    other = Record(
        "agr-x",
        "agreement",
        {},
        (Name("X", "en", source="org-b"),),
        (Link("party", "org-a"), Link("party", "org-b", side="UZ"), Link("party", "org-c", source="org-b")),
        (),
        (Claim("party", "org-b"), Claim("note", "org-b", source="org-b")),
    ).tidy()
    turned = redirected(other, "org-b", "org-a")
    assert turned.links == (Link("party", "org-a", side="UZ"), Link("party", "org-c", source="org-a"))
    assert {(c.field, c.value, c.source) for c in turned.claims} == {("party", "org-a", ""), ("note", "org-b", "org-a")}
    assert turned.names[0].source == "org-a"


@given(catalogues(2), st.data())
def test_merging_any_two_records_loses_nothing(records, data):
    kept = records[0]
    gone = replace(data.draw(st.sampled_from(records)), id="gone", kind=kept.kind).tidy()
    gone = replace(gone, values={k: v for k, v in gone.values.items() if k in kept.values})
    record = merged(kept, gone)
    said = {(claim.field, claim.value) for claim in record.claims} | set(record.values.items())
    for old in (kept, gone):
        assert set(old.values.items()) <= said
        assert {(n.text, n.lang) for n in old.names} <= {(n.text, n.lang) for n in record.names}
        linked = {(x.role, x.object) for x in old.links if x.object != kept.id}
        assert linked <= {(x.role, x.object) for x in record.links}
        assert set(old.terms) <= set(record.terms)
        assert {c for c in old.claims if c.field not in ROLES} <= set(record.claims)
    assert record == record.tidy()
    assert record.id == kept.id
