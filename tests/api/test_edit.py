"""Correcting, adding, removing: read like an import, written as one batch, reversed by undo."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.api import care, edit, history
from catalogue.api.edit import Edit, Ground, Piece, Rules
from catalogue.api.importing import import_files
from catalogue.api.session import Session
from catalogue.errors import CatalogueError, Conflict, ImportRefused, NotFound, Refused, UnusableCatalogue
from catalogue.model.edits import piece_of
from catalogue.model.kinds import AGREEMENT, KINDS, TECHNOPARK
from catalogue.model.records import Claim, Link, Name, Record, Term
from catalogue.store import records
from catalogue.transfer.intake.options import ImportOptions

DAY = date(2026, 11, 22)
PLAN, DARYO, GOVERNMENT = "agr-fergana-bashkortostan", "src-daryo-forum", "org-bashkortostan-government"
PARK = "park-chirchiq"


def content(session: Session) -> list[tuple[str, str]]:
    return [(record.id, record.fingerprint()) for record in records.every(session.reading)]


def planned(session: Session, record: str, values=(), **more) -> edit.Plan:
    return edit.edit(session, record, Edit(dict(values), **more), today=DAY)


def after(plan: edit.Plan) -> Record:
    (_old, new) = plan.steps[0]
    assert new is not None
    return new


def codes(refused: pytest.ExceptionInfo[ImportRefused]) -> list[str]:
    return [issue.code for issue in refused.value.issues]


def test_a_field_is_corrected_in_any_notation_under_any_of_its_names(session):
    plan = planned(session, PLAN, {"дата подписания": "24.06.2024", "status": "действует", "level": ""})
    assert edit.write(session, plan, actor="me") == 2
    found = edit.load(session, PLAN)
    assert (found.get("signed"), found.get("status"), found.get("level")) == ("2024-06-24", "in_force", None)
    (batch,) = history.log(session, limit=1)
    assert (batch.action, batch.actor, batch.reason) == ("edit", "me", f"{PLAN}: level, signed, status")
    assert all(finding.ok for finding in care.check(session))


def test_names_links_and_lists_are_set_by_column_and_cleared_by_an_empty_text(session):
    old = edit.load(session, PLAN)
    given = {"name_ru": "План", "party": GOVERNMENT, "topic": "export | cotton", "name_en": ""}
    new = after(planned(session, PLAN, given))
    assert [name.text for name in new.names if name.type == "preferred" and name.lang in ("ru", "en")] == ["План"]
    assert [link for link in new.links if link.role == "party"] == [
        link for link in old.links if (link.role, link.object) == ("party", GOVERNMENT)
    ]
    assert new.terms_of("topic") == ("cotton", "export")
    assert after(planned(session, PLAN, {"topic": "", "party": ""})).linked("party") == ()


def test_a_source_adds_a_claim_for_each_changed_value_and_corrects_its_own_earlier_one(session):
    ground = Ground(source=DARYO, locator="p. 2", reason="read again")
    plan = planned(session, PLAN, {"status": "in_force", "signed": "2024"}, ground=ground)
    claims = [claim for claim in after(plan).claims if claim.field in ("status", "signed")]
    assert claims == [
        Claim("signed", "2024", source=DARYO, locator="p. 2", basis="stated"),
        Claim("status", "in_force", source=DARYO, locator="p. 2", basis="stated", original="formalized"),
    ]
    (status,) = (
        claim
        for claim in after(planned(session, PLAN, {"status": "in_force"}, ground=Ground(DARYO))).claims
        if claim.field == "status"
    )
    assert (status.value, status.locator) == ("in_force", "paragraph 4")
    assert plan.reason == "read again"


def test_a_claim_against_another_source_is_preferred_and_the_old_one_is_kept(session):
    other = next(own for own in (r.id for r in records.every(session.reading, "source")) if own != DARYO)
    new = after(planned(session, PLAN, {"status": "in_force"}, ground=Ground(source=other)))
    result = {(claim.value, claim.source, claim.rank) for claim in new.claims if claim.field == "status"}
    assert result == {("signed", DARYO, "normal"), ("in_force", other, "preferred")}
    assert other in new.linked("source")


def test_without_a_ground_there_is_no_claim_and_with_only_a_reason_it_is_the_editors(session):
    assert after(planned(session, PLAN, {"signed": "2024"})).claims == edit.load(session, PLAN).claims
    new = after(planned(session, PLAN, {"signed": "2024"}, ground=Ground(reason="a letter")))
    assert Claim("signed", "2024", basis="editor", reason="a letter") in new.claims


@pytest.mark.parametrize(
    ("ground", "code"),
    [
        (Ground(basis="stated"), "edit.no_source"),
        (Ground(basis="inferred"), "edit.no_reason"),
        (Ground(source=PLAN), "source.kind"),
        (Ground(source="src-nowhere"), "source.missing"),
    ],
)
def test_an_invalid_ground_is_refused(session, ground, code):
    with pytest.raises(CatalogueError) as failure:
        edit.add(session, "agreement", Edit({"name_en": "X"}, ground=ground), today=DAY)
    assert failure.value.code == code


def test_names_links_terms_and_claims_are_added_once_and_removed(session):
    old = edit.load(session, PLAN)
    added = (
        Piece("name", {"text": "The plan", "lang": "en"}),
        Piece("name", {"text": "План", "lang": "ru", "type": "preferred"}),
        Piece("link", {"role": "signatory", "object": GOVERNMENT, "side": "RU"}),
        Piece("link", {"role": "party", "object": GOVERNMENT}),
        Piece("term", {"field": "topic", "value": "cotton"}),
        Piece("claim", {"field": "signed", "value": "24.06.2024", "as_of": "2024"}),
    )
    new = after(planned(session, PLAN, added=added))
    assert Name("The plan", "en", "alias") in new.names
    assert [name.text for name in new.names if (name.lang, name.type) == ("ru", "preferred")] == ["План"]
    assert Link("signatory", GOVERNMENT, "RU") in new.links
    assert new.linked("party") == old.linked("party")
    assert Term("topic", "cotton") in new.terms
    assert Claim("signed", "2024-06-24", as_of="2024") in new.claims
    edit.write(session, planned(session, PLAN, added=added))
    gone = (*new.names, *new.links, *new.terms, *new.claims)
    kept = (*old.names, *old.links, *old.terms, *old.claims)
    back = after(planned(session, PLAN, removed=tuple(piece_of(own) for own in gone if own not in kept)))
    assert (back.links, back.terms, back.claims) == (old.links, old.terms, old.claims)
    by_date = Piece("claim", {"field": "signed", "value": "24.06.2024"})
    assert len(after(planned(session, PLAN, removed=(by_date,))).claims) == len(new.claims) - 1


def test_all_errors_are_reported_at_once_with_the_nearest_valid_value(session):
    wrong = Edit(
        {"status": "sgned", "signed": "soon", "nme_en": "x", "id": "agr-other", "located_in": "place-uz, place-ru"},
        added=(Piece("link", {"role": "party", "object": "org x"}), Piece("claim", {"field": "sgned", "value": "1"})),
        removed=(Piece("link", {"role": "party", "object": GOVERNMENT + "s"}),),
    )
    with pytest.raises(ImportRefused) as refused:
        edit.edit(session, PLAN, wrong, today=DAY)
    assert sorted(codes(refused)) == sorted(
        [
            "choice.unknown",
            "date.unreadable",
            "column.unknown",
            "edit.fixed",
            "id.unreadable",
            "id.unreadable",
            "field.unknown",
            "edit.no_entry",
        ]
    )
    nearest = {issue.code: issue.params.get("nearest") for issue in refused.value.issues}
    assert (nearest["choice.unknown"], nearest["field.unknown"]) == ("signed", "signed")
    with pytest.raises(ImportRefused) as refused:
        planned(session, PLAN, {"party": f"{GOVERNMENT}s | place-uz | src-daryo-forum"})
    assert sorted(codes(refused)) == ["link.kind"]
    with pytest.raises(ImportRefused) as refused:
        planned(session, PLAN, {"party": f"{GOVERNMENT}s"})
    (issue,) = refused.value.issues
    assert (issue.code, issue.params["nearest"][0]) == ("edit.no_record", GOVERNMENT)
    with pytest.raises(NotFound) as missing:
        planned(session, PLAN[:-1])
    assert missing.value.params["nearest"][0] == PLAN


def test_an_edit_without_changes_writes_nothing(session):
    plan = planned(session, PLAN, {"status": "signed"})
    assert plan.empty
    assert edit.write(session, plan) is None


def test_a_value_changed_meanwhile_is_not_overwritten(session):
    first, second = planned(session, PLAN, {"signed": "2024"}), planned(session, PLAN, {"status": "in_force"})
    gone = edit.remove(session, PLAN, unlink=True)
    new = edit.add(session, "agreement", Edit({"id": "agr-new"}), today=DAY)
    edit.write(session, first)
    edit.write(session, new)
    for late in (second, gone, new):
        before = content(session)
        with pytest.raises(Conflict, match=r"edit\.changed_since"):
            edit.write(session, late)
        assert content(session) == before


def test_a_record_referred_to_meanwhile_is_not_removed(session):
    new = edit.add(session, "organisation", Edit({"id": "org-new"}), today=DAY)
    edit.write(session, new)
    gone = edit.remove(session, "org-new")
    edit.write(session, planned(session, PLAN, {"signatory": "org-new"}))
    with pytest.raises(Conflict, match=r"edit\.changed_since"):
        edit.write(session, gone)


def test_a_new_record_gets_an_id_from_its_name_and_possible_duplicates_are_reported(session):
    plan = edit.add(session, "technopark", Edit({"name_en": "Chirchiq", "residents": "более 10"}), today=DAY)
    assert (plan.id, after(plan).values) == ("park-chirchiq-2", {"residents": ">10"})
    assert [issue.code for issue in plan.remarks] == ["id.namesake", "row.possible_duplicate"]
    assert [flaw.rule for flaw in plan.flaws] == ["orphan"]
    for result, code in (({}, "id.missing"), ({"id": PARK, "name_en": "Y"}, "edit.exists")):
        with pytest.raises(ImportRefused) as refused:
            edit.add(session, "technopark", Edit(result), today=DAY)
        assert codes(refused) == [code]


def test_a_new_record_has_a_source_or_gives_reasons_for_its_values(session):
    stated = after(edit.add(session, "technopark", Edit({"id": "p", "area_ha": "5"}, ground=Ground(DARYO)), today=DAY))
    assert (stated.claims, stated.linked("source")) == ((), (DARYO,))
    ground = Ground(basis="inferred", reason="from a map")
    guess = after(edit.add(session, "technopark", Edit({"id": "p", "area_ha": "5"}, ground=ground), today=DAY))
    assert guess.claims == (Claim("area_ha", "5 ha", basis="inferred", reason="from a map"),)


def test_records_that_refer_to_a_removed_one_are_listed_and_unlinked_only_on_request(session):
    before = content(session)
    with pytest.raises(Refused) as refused:
        edit.remove(session, GOVERNMENT)
    assert PLAN in refused.value.params["by"]
    assert refused.value.params["count"] == 4
    plan = edit.remove(session, GOVERNMENT, unlink=True)
    assert [(result.id, result.what) for result in plan.differences][:2] == [(GOVERNMENT, "removed"), (PLAN, "changed")]
    edit.write(session, plan)
    assert GOVERNMENT not in edit.load(session, PLAN).linked("party")
    assert all(finding.ok for finding in care.check(session))
    history.undo(session)
    assert content(session) == before


def test_a_removed_source_is_no_longer_cited(session):
    edit.write(session, edit.remove(session, DARYO, unlink=True))
    found = list(records.every(session.reading))
    cited = {own.source for record in found for own in (*record.names, *record.links, *record.claims)}
    assert DARYO not in cited | {link.object for record in found for link in record.links}


def test_a_flaw_caused_by_the_change_is_reported_and_an_existing_one_is_not(session):
    flaws = planned(session, PLAN, {"signed": "2026"}).flaws
    assert [flaw.rule for flaw in flaws] == ["end_before_start"]
    assert planned(session, PLAN, {"summary": "x"}).flaws == ()


def test_a_read_only_catalogue_is_not_written_to(shipped: Path):
    with Session.open(shipped, read_only=True) as session:
        plan = planned(session, PLAN, {"signed": "2024"})
        with pytest.raises(UnusableCatalogue, match=r"db\.read_only"):
            edit.write(session, plan)


def test_personal_contact_data_is_refused_unless_allowed(session):
    text = {"summary": "call +998 90 123 45 67"}
    with pytest.raises(ImportRefused) as refused:
        planned(session, PLAN, text)
    assert codes(refused) == ["contact.phone"]
    assert after(edit.edit(session, PLAN, Edit(text), today=DAY, rules=Rules(allow_contacts=True))).get("summary")


COLUMNS = [field.name for field in TECHNOPARK.all_fields] + ["name_ru", "name_en"]
WORDS = ["24.06.2024", "более 10", "02/07/2012", ">10 actual @2024", "yes", "да", "UZ", "Ташкент", "действует", "-"]
WORDS += [
    "н/д",
    "C20",
    "62.01",
    "5 га",
    "60 млн долл.",
    "технопарк",
    "91",
    "41,2",
    "a | b",
    " x ",
    "http://a b",
    "[/b]",
]
CELLS = st.one_of(
    st.sampled_from(WORDS), st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=12)
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given=st.dictionaries(st.sampled_from(COLUMNS), CELLS.filter(str.strip), min_size=1, max_size=4))
def test_an_edit_and_an_import_accept_the_same_values(session, tmp_path: Path, given):
    file = tmp_path / "technoparks.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([["id", *given], ["park-new", *given.values()]])
    options = ImportOptions(mode="upsert", dry_run=True, encoding="utf-8", delimiter=",")
    report = import_files(session, [str(file)], options)
    try:
        plan = edit.add(session, "technopark", Edit({"id": "park-new", **given}), today=DAY)
    except ImportRefused as refused:
        result = {(issue.code, issue.where.column) for issue in refused.issues}
        assert result == {(issue.code, issue.where.column) for issue in report.issues}
        return
    assert not report.refused, report.issues
    assert after(plan) == report.steps[0].record


@pytest.fixture(scope="module")
def scratch(built: Path, tmp_path_factory: pytest.TempPathFactory):
    path = Path(shutil.copy(built, tmp_path_factory.mktemp("edits") / "catalogue.db"))
    with Session.open(path) as opened:
        yield opened


VALUES = st.sampled_from(["", "2024", "24.06.2024", "2019/2020"])
GROUNDS = st.builds(Ground, st.sampled_from(["", DARYO]), reason=st.sampled_from(["", "why"]))
EDITS = st.builds(
    Edit,
    st.dictionaries(st.sampled_from([f.name for f in AGREEMENT.own if f.type == "date"]), VALUES, max_size=3),
    st.lists(
        st.sampled_from(
            [
                Piece("name", {"text": "План", "lang": "ru", "type": "preferred"}),
                Piece("term", {"field": "topic", "value": "[/b]"}),
                Piece("claim", {"field": "note", "value": "x"}),
                Piece("link", {"role": "party", "object": "place-uz", "side": "UZ"}),
            ]
        ),
        unique_by=str,
        max_size=3,
    ).map(tuple),
    st.lists(st.sampled_from([Piece("link", {"role": "party"}), Piece("claim", {})]), unique_by=str).map(tuple),
    GROUNDS,
)


@settings(max_examples=15, deadline=None)
@given(asked=EDITS)
def test_undo_after_any_edit_restores_the_content(scratch, asked):
    before = edit.load(scratch, PLAN)
    plan = edit.edit(scratch, PLAN, asked, today=DAY)
    if edit.write(scratch, plan) is not None:
        assert edit.load(scratch, PLAN) == after(plan) == after(plan).tidy()
        history.undo(scratch)
    assert edit.load(scratch, PLAN) == before


@pytest.mark.parametrize(
    ("kind", "column", "text", "result"),
    [
        ("agreement", "signed", "24.06.2024", "2024-06-24"),
        ("technopark", "residents", "более 10", ">10"),
        ("technopark", "name_ru", "Чирчик", "Чирчик"),
        ("technopark", "sector", "62.01 | C20", "C20 | J62"),
        ("technopark", "located_in", "place-uz", "place-uz"),
        ("technopark", "id", "park-x", "park-x"),
        ("technopark", "residents", "н/д", ""),
    ],
)
def test_text_is_read_while_typing(kind, column, text, result):
    assert edit.read(kind, column, text).text == result


def test_an_unreadable_text_comes_with_a_reason():
    assert edit.read("agreement", "status", "sgned").issue.code == "choice.unknown"
    assert edit.read_piece("agreement", Piece("claim", {"field": "signed", "value": "2024"})) == Claim("signed", "2024")
    (issue,) = edit.read_piece("agreement", Piece("link", {"role": "party"}))
    assert issue.code == "cell.required"


def test_every_kind_can_be_added(session):
    for kind in KINDS.values():
        result = Edit({"name_en": "Some name", "form": kind.form.vocabulary.codes[0]})
        assert after(edit.add(session, kind.name, result, today=DAY)).kind == kind.name
