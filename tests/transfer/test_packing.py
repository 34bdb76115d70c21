"""Records that wait for further rows survive serialisation unchanged."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from catalogue.model.issues import Where
from catalogue.model.records import Claim, Link, Name, Record, Term
from catalogue.transfer.intake.gathering import Gathering
from catalogue.transfer.intake.packing import pack, unpack
from catalogue.transfer.rows.incoming import Incoming

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
RECORDS = st.builds(
    Record,
    TEXT,
    st.just("agreement"),
    st.dictionaries(TEXT, TEXT, max_size=3),
    st.lists(st.builds(Name, TEXT, TEXT, source=TEXT), max_size=3).map(tuple),
    st.lists(st.builds(Link, TEXT, TEXT, note=TEXT), max_size=3).map(tuple),
    st.lists(st.builds(Term, TEXT, TEXT), max_size=3).map(tuple),
    st.lists(st.builds(Claim, TEXT, TEXT, original=TEXT), max_size=3).map(tuple),
)


@given(RECORDS)
def test_a_record_survives_serialisation(record):
    assert unpack(pack(record)) == record


def test_records_with_many_remarks_are_complete_whenever_their_next_row_arrives():
    gathering = Gathering(differing=False)
    for turn in range(2):
        for number in range(2_500):
            claims = tuple(Claim("note", f"{turn} {each}") for each in range(10))
            record = Record(f"agr-{number}", "agreement", {"signed": "2001"}, claims=claims)
            incoming = Incoming(Where("f", number), record)
            assert gathering.problems(incoming, made=False) == ()
            assert gathering.add(incoming, number, main=True, made=False)
    other = Incoming(Where("f", 9), Record("agr-7", "agreement", {"signed": "2002"}))
    assert [issue.code for issue in gathering.problems(other, made=False)] == ["record.differs"]
    found = [each.incoming.record for each in gathering.release()]
    assert [record.id for record in found] == [f"agr-{number}" for number in range(2_500)]
    assert {(len(record.claims), record.get("signed")) for record in found} == {(20, "2001")}
