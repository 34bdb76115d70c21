"""Tags, notes, stars and saved searches as a reader uses them."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor, wait

import pytest

from catalogue.api import browse, find, marks
from catalogue.api.session import Session
from catalogue.errors import BadUsage, ImportRefused, NotFound, UnusableCatalogue
from catalogue.model.marks import AllMarks, Marks
from catalogue.present import words
from catalogue.store import marks as stored

PLAN = "agr-fergana-bashkortostan"


def test_marks_are_counted_found_and_removed(session) -> None:
    assert marks.tag(session, "this  quarter", [PLAN, "park-chirchiq"]) == 2
    assert marks.tag(session, "this quarter", [PLAN]) == 0
    assert marks.star(session, [PLAN]) == 1
    assert marks.note(session, PLAN, "ask them") == 1
    assert marks.of(session, PLAN) == Marks(True, ("this quarter",), ("ask them",))
    assert browse.card(session, PLAN).marks == marks.of(session, PLAN)
    assert set(find.ids(session, "tag:quarter")) == {PLAN, "park-chirchiq"}
    assert list(find.ids(session, "is:starred is:noted")) == [PLAN]
    assert PLAN in set(find.ids(session, "has:note"))
    assert marks.untag(session, "this quarter", [PLAN, "park-himgrad"]) == 1
    assert marks.unstar(session, [PLAN]) == 1
    assert marks.unnote(session, PLAN, 1) == "ask them"
    assert list(find.ids(session, "is:starred,noted")) == []


def test_marking_a_missing_record_is_refused_and_marks_nothing(session) -> None:
    with pytest.raises(NotFound, match=r"record\.missing"):
        marks.tag(session, "x", [PLAN, "agr-nothing"])
    with pytest.raises(NotFound, match=r"record\.missing"):
        marks.note(session, "agr-nothing", "x")
    assert marks.everything(session) == AllMarks()


@pytest.mark.parametrize(("tag", "note"), [("", ""), ("***", " "), ("a\x07", "\x00")])
def test_an_invalid_tag_or_note_is_refused(session, tag: str, note: str) -> None:
    with pytest.raises(BadUsage, match=r"mark\.tag"):
        marks.tag(session, tag, [PLAN])
    with pytest.raises(BadUsage, match=r"mark\.note"):
        marks.note(session, PLAN, note)
    with pytest.raises(NotFound, match=r"mark\.no_note"):
        marks.unnote(session, PLAN, 1)


def test_a_read_only_catalogue_is_refused_in_words(shipped, tmp_path) -> None:
    before = shipped.read_bytes()
    with Session.open(shipped, read_only=True) as session:
        for write in (
            lambda: marks.tag(session, "x", [PLAN]),
            lambda: marks.star(session, [PLAN]),
            lambda: marks.note(session, PLAN, "x"),
            lambda: marks.save(session, "x", "kind:event"),
        ):
            with pytest.raises(UnusableCatalogue, match=r"db\.read_only") as refused:
                write()
            sentence, _hint = words.explained(refused.value)
            assert "catalogue.db" in sentence
    assert shipped.read_bytes() == before


def test_a_search_is_saved_in_canonical_form_and_replaced_by_name(session) -> None:
    first = marks.save(session, "Ends soon", "вид:меморандум СТАТУС:подписано")
    assert (first.saved.query, first.before) == ("form:memorandum status:signed", "")
    assert marks.saved(session, " Ends  soon ") == first.saved
    second = marks.save(session, "Ends soon", "term:<90d")
    assert (second.saved.query, second.before) == ("term:<90d", "form:memorandum status:signed")
    assert marks.within(session, "Ends soon", "kind:event | park") == "(term:<90d) (kind:event | park)"
    assert marks.within(session, "Ends soon", " ") == "term:<90d"
    assert marks.forget(session, "Ends soon").query == "term:<90d"
    with pytest.raises(NotFound, match=r"saved\.missing") as missing:
        marks.saved(session, "Ends soon")
    assert missing.value.params["known"] == ()


def test_a_misspelt_name_of_a_search_has_a_suggestion(session) -> None:
    marks.save(session, "deadlines", "is:starred")
    with pytest.raises(NotFound) as missing:
        marks.saved(session, "deadline")
    assert missing.value.params["nearest"] == "deadlines"


@pytest.mark.parametrize("query", ["((", "-", "*", "kind:", "AND"])
def test_a_query_without_a_condition_is_not_saved(session, query) -> None:
    """It would list all records under a name that promises some."""
    with pytest.raises(BadUsage) as refused:
        marks.save(session, "nothing", query)
    assert refused.value.code == "mark.no_words"
    assert "nothing" not in [each.name for each in marks.everything(session).saved]


def test_a_search_is_saved_as_typed_not_as_rescued(session) -> None:
    assert marks.save(session, "short", "оз").saved.query == "оз"


def test_marks_survive_saving_to_a_file_and_loading(session, empty, tmp_path) -> None:
    marks.tag(session, "x", [PLAN])
    marks.note(session, PLAN, "ask\nthem")
    marks.star(session, ["park-chirchiq"])
    marks.save(session, "mine", "is:starred")
    first, second = tmp_path / "marks.json", tmp_path / "again.json"
    held = marks.export(session, str(first))
    assert marks.load(session, str(first)) == marks.LoadResult(0, 4, (), ())
    with Session.open(empty) as other:
        assert marks.load(other, str(first)) == marks.LoadResult(4, 0, (PLAN, "park-chirchiq"), ())
        assert marks.everything(other) == held
        marks.export(other, str(second))
        marks.save(other, "mine", "kind:event")
        assert marks.load(other, str(first)) == marks.LoadResult(0, 4, (PLAN, "park-chirchiq"), ("mine",))
        assert marks.saved(other, "mine").query == "kind:event"
    assert first.read_bytes() == second.read_bytes()


def test_an_invalid_file_changes_nothing(session, tmp_path) -> None:
    good = {"record": PLAN, "tag": "x", "at": "2025-01-01T00:00:00Z"}
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps({"format": "catalogue-marks", "version": 1, "tags": [good, {**good, "tag": ""}]}))
    with pytest.raises(ImportRefused):
        marks.load(session, str(bad))
    assert marks.everything(session) == AllMarks()


def test_marks_are_not_part_of_the_history(session) -> None:
    from catalogue.api import history

    before = history.log(session)
    marks.star(session, [PLAN])
    assert history.log(session) == before


def test_an_id_with_a_broken_character_is_missing_and_nothing_is_called_damaged(session) -> None:
    """The shell passes on bytes that are no UTF-8 as halves of characters."""
    for mark in (lambda: marks.tag(session, "x", [PLAN, "\udcff"]), lambda: marks.star(session, ["\udcff"])):
        with pytest.raises(NotFound, match=r"record\.missing"):
            mark()


def test_a_search_that_another_program_deletes_meanwhile_is_not_brought_back_by_renaming_it(shipped) -> None:
    with Session.open(shipped) as session:
        saved = marks.save(session, "a", "kind:agreement").saved
        with session.writing() as connection, stored.transaction(connection):
            stored.remove(connection, AllMarks(saved=(saved,)))
            with ThreadPoolExecutor(1) as pool:
                renaming = pool.submit(_renamed, shipped)
                wait([renaming], timeout=0.5)  # it waits for the other transaction
                connection.execute("COMMIT")
                assert renaming.exception() is not None
                connection.execute("BEGIN")
        assert marks.everything(session).saved == ()


def _renamed(path) -> None:
    with Session.open(path) as session:
        marks.rename(session, "a", "b")
