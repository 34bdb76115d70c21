"""Merging: every link leads to the kept record, in one batch, and undo restores everything."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from catalogue.api import care, history
from catalogue.api.merge import merge
from catalogue.api.session import Session
from catalogue.errors import BadUsage, NotFound, Refused
from catalogue.model.records import Claim, Link, Name, Record
from catalogue.store import records
from made import catalogues, fergana_plan, fergana_region, stored


def _content(session: Session) -> list[tuple[str, str]]:
    return [(record.id, record.fingerprint()) for record in records.every(session.reading)]


SOURCES = [Record(f"src-{n}", "source", {"form": "news"}, (Name(f"Source {n}", "en"),)).tidy() for n in (1, 2)]
TWIN = Record(
    "org-twin",
    "organisation",
    {"form": "state", "country": "UZ"},
    (Name("Hokimlik", "uz-Latn", source="src-2"),),
    (Link("source", "src-2"), Link("possibly_same_as", "org-fergana")),
).tidy()


@pytest.fixture
def session(tmp_path: Path):
    plan = replace(
        fergana_plan(),
        links=(*fergana_plan().links, Link("signatory", "org-twin", source="src-2")),
        claims=(Claim("party", "org-twin", basis="stated", source="src-1"),),
    ).tidy()
    with stored(tmp_path / "c.db", [*fergana_region(), *SOURCES, TWIN, plan]) as opened:
        yield opened


def _load(session: Session, own: str) -> Record:
    return records.load(session.reading, [own])[own]


def test_references_by_other_records_lead_to_the_kept_record(session):
    done = merge(session, "org-fergana", "org-twin", actor="me")
    assert (done.others, [(d.id, d.what) for d in done.differences]) == (
        1,
        [("org-fergana", "changed"), ("agr-fergana-bashkortostan", "changed"), ("org-twin", "removed")],
    )
    assert records.load(session.reading, ["org-twin"]) == {}
    plan, kept = _load(session, "agr-fergana-bashkortostan"), _load(session, "org-fergana")
    assert plan.linked("signatory") == ("org-fergana",)
    assert [claim.value for claim in plan.claims] == ["org-fergana"]
    assert kept.terms_of("identifier") == ("was:org-twin",)
    assert kept.values["form"] == "regional_authority"
    assert all(finding.ok for finding in care.check(session))


def test_a_source_is_merged_wherever_it_is_cited(session):
    merge(session, "src-1", "src-2")
    assert _load(session, "org-twin").linked("source") == ("src-1",)
    assert _load(session, "org-twin").names[0].source == "src-1"
    assert {link.source for link in _load(session, "agr-fergana-bashkortostan").links} == {"", "src-1"}


def test_a_merge_is_one_batch_with_both_ids_and_can_be_undone(session):
    before = _content(session)
    done = merge(session, "org-fergana", "org-twin", actor="me")
    (batch, *_) = history.log(session)
    assert (batch.number, batch.actor, batch.action, batch.records) == (done.batch, "me", "merge", 3)
    assert "org-twin" in batch.reason
    history.undo(session)
    assert _content(session) == before
    assert all(finding.ok for finding in care.check(session))


def test_a_dry_run_reports_the_same_and_writes_nothing(session):
    before = session.path.read_bytes()
    result = merge(session, "org-fergana", "org-twin", dry_run=True)
    assert session.path.read_bytes() == before
    done = merge(session, "org-fergana", "org-twin")
    assert (result.batch, result.differences, result.others) == (None, done.differences, done.others)


@pytest.mark.parametrize(
    ("kept", "gone", "failure"),
    [
        ("org-fergana", "org-fergana", BadUsage),
        ("org-fergana", "org-nobody", NotFound),
        ("org-nobody", "org-fergana", NotFound),
        ("org-fergana", "place-uz", Refused),
    ],
)
def test_an_impossible_merge_is_refused_and_nothing_is_written(session, kept, gone, failure):
    before = _content(session)
    for dry_run in (True, False):
        with pytest.raises(failure):
            merge(session, kept, gone, dry_run=dry_run)
    assert _content(session) == before
    assert len(history.log(session)) == 1


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(catalogues(6), st.data())
def test_undoing_any_merge_restores_the_content_hash(tmp_path_factory, found, data):
    pairs = [(a.id, b.id) for a in found for b in found if a.id != b.id and a.kind == b.kind]
    assume(pairs)
    kept, gone = data.draw(st.sampled_from(pairs))
    with stored(tmp_path_factory.mktemp("merge") / "c.db", found) as session:
        before = _content(session)
        merge(session, kept, gone)
        after = list(records.every(session.reading))
        assert [record.id for record in after] == sorted({record.id for record in found} - {gone})
        assert all(link.object != gone for record in after for link in record.links)
        assert all(finding.ok for finding in care.check(session))
        history.undo(session)
        assert _content(session) == before
