"""The one way to write: a whole record in one transaction, with a history that can be undone."""

from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.errors import Conflict, NotFound, Refused
from catalogue.model.records import Link, Name, Record
from catalogue.store import backup, checks, connection, history, records
from catalogue.store.journal import Writing
from catalogue.text import zones
from made import catalogues, fergana_plan, fergana_region

QUIET = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def database(tmp_path):
    backup.new(tmp_path / "c.db")
    with connection.write(tmp_path / "c.db") as opened:
        yield opened


def put(database, *found: Record, action: str = "import") -> int | None:
    present = records.load(database, [record.id for record in found])
    with Writing(database, actor="test", action=action) as writing:
        for record in found:
            writing.put(record, present.get(record.id))
    return writing.batch


def stored(database) -> list[Record]:
    return list(records.every(database))


def healthy(database) -> bool:
    return all(finding.ok for finding in checks.check(database))


def rows(database) -> dict[str, int]:
    tables = ("record", "name", "link", "term", "claim", "within", "entry WHERE record IS NOT NULL")
    return {table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}


@QUIET
@given(catalogues())
def test_stored_records_equal_the_written_ones(tmp_path_factory, found):
    path = tmp_path_factory.mktemp("put") / "c.db"
    backup.new(path)
    with connection.write(path) as database:
        put(database, *found)
        assert stored(database) == sorted(found, key=lambda record: record.id)
        assert healthy(database)


@QUIET
@given(catalogues(), catalogues(), st.booleans())
def test_undo_after_any_two_writes_restores_the_former_state(tmp_path_factory, first, second, both):
    path = tmp_path_factory.mktemp("undo") / "c.db"
    backup.new(path)
    with connection.write(path) as database:
        one = put(database, *first)
        kinds = {record.id: record.kind for record in first}
        second = [record for record in second if kinds.get(record.id, record.kind) == record.kind]
        there = {record.id for record in second} | set(kinds)
        second = [
            Record(
                r.id,
                r.kind,
                r.values,
                r.names,
                tuple(x for x in r.links if x.object in there),
                r.terms,
                r.claims,
            ).tidy()
            for r in second
        ]
        before, counts = stored(database), rows(database)
        two = put(database, *second)
        if two is not None:
            history.undo(database, two, actor="test")
        assert stored(database) == before
        assert rows(database) == counts
        if both:
            history.undo(database, one, actor="test")
            assert sum(rows(database).values()) == 0
        assert healthy(database)


def test_writing_equal_records_changes_nothing_and_makes_no_batch(database):
    assert put(database, *fergana_region(), fergana_plan()) == 1
    assert put(database, *fergana_region(), fergana_plan()) is None
    assert len(history.batches(database)) == 1


def test_a_failed_write_leaves_nothing(database):
    def fail_halfway() -> None:
        with Writing(database, actor="test", action="import") as writing:
            writing.put(fergana_region()[0], None)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_halfway()
    assert sum(rows(database).values()) == 0
    assert history.batches(database) == ()


def test_a_dangling_link_is_refused(database):
    with pytest.raises(Refused) as caught:
        put(database, fergana_plan())
    assert caught.value.code == "link.dangling"
    assert sum(rows(database).values()) == 0


def test_records_may_be_written_in_any_order(database):
    put(database, fergana_plan(), *reversed(fergana_region()))
    assert [record.id for record in stored(database)] == sorted(r.id for r in (fergana_plan(), *fergana_region()))


def test_an_agreement_belongs_to_the_regions_of_its_parties(database):
    put(database, fergana_plan(), *fergana_region())
    codes = database.execute(
        "SELECT code FROM within w JOIN record r ON r.num = w.record WHERE r.kind = 'agreement' ORDER BY code"
    )
    assert [code for (code,) in codes] == ["RU", "RU-BA", "UZ", "UZ-FA"]


def test_renaming_a_place_updates_the_records_located_there(database):
    put(database, fergana_plan(), *fergana_region())
    place = records.load(database, ["place-uz-fa"])["place-uz-fa"]
    put(
        database,
        Record(
            place.id,
            place.kind,
            place.values,
            (*place.names, Name("Zarafshonobod", "uz-Latn", "alias")),
            place.links,
            place.terms,
        ).tidy(),
    )
    found = database.execute(
        "SELECT r.id FROM search JOIN entry e ON e.row = search.rowid JOIN record r ON r.num = e.record "
        "WHERE search MATCH ?",
        (zones.match([("zarafshonobod", False)]),),
    )
    assert {"agr-fergana-bashkortostan", "org-fergana", "place-uz-fa"} <= {record_id for (record_id,) in found}


def test_undo_is_refused_after_a_later_change(database):
    put(database, *fergana_region())
    place = fergana_region()[0]
    second = put(
        database,
        Record(place.id, place.kind, {**place.values, "summary": "a"}, place.names, place.links, place.terms).tidy(),
    )
    put(
        database,
        Record(place.id, place.kind, {**place.values, "summary": "b"}, place.names, place.links, place.terms).tidy(),
    )
    with pytest.raises(Conflict, match=r"undo\.changed_since"):
        history.undo(database, second, actor="test")


def test_undo_is_refused_while_others_link_to_a_record_it_would_remove(database):
    first = put(database, *fergana_region())
    put(database, Record("park-x", "technopark", {}, (), (Link("located_in", "place-uz"),)).tidy())
    with pytest.raises(Conflict, match=r"undo\.still_linked"):
        history.undo(database, first, actor="test")
    assert healthy(database)
    assert len(stored(database)) == 5


def test_a_batch_can_be_undone_only_once(database):
    first = put(database, *fergana_region())
    second = history.undo(database, first, actor="test")
    with pytest.raises(Refused, match=r"undo\.already"):
        history.undo(database, first, actor="test")
    history.undo(database, second, actor="test")
    assert len(stored(database)) == 4
    with pytest.raises(NotFound):
        history.batch(database, 99)


def test_the_history_of_a_record_lists_its_changes(database):
    put(database, *fergana_region(), fergana_plan())
    plan = fergana_plan()
    put(
        database,
        Record(
            plan.id,
            plan.kind,
            {**plan.values, "status": "in_force"},
            plan.names,
            plan.links,
            plan.terms,
            plan.claims,
        ).tidy(),
    )
    newest, oldest = history.batches(database, record=plan.id)
    assert [(c.field, c.old, c.new) for c in newest.changes] == [("status", "signed", "in_force")]
    assert oldest.changes[0].field == "created"


def test_check_finds_a_wrong_computed_value(database):
    put(database, *fergana_region(), fergana_plan())
    database.execute("UPDATE record SET term_to = '2030-01-01' WHERE kind = 'agreement'")
    assert [finding.code for finding in checks.check(database) if not finding.ok] == ["check.computed"]
    database.execute("DELETE FROM entry WHERE record = 1")
    assert "check.search" in [finding.code for finding in checks.check(database) if not finding.ok]


def test_check_finds_a_value_in_a_column_of_another_kind(database):
    put(database, *fergana_region(), fergana_plan())
    database.execute("UPDATE record SET residents_number = 4 WHERE kind = 'agreement'")
    wrong = [finding.params["cause"] for finding in checks.check(database) if not finding.ok]
    assert wrong == [f"{fergana_plan().id}: residents_number"]


def test_a_copy_is_complete_and_private(database, tmp_path):
    put(database, *fergana_region())
    backup.copy(database, tmp_path / "copy.db")
    with closing(connection.read(tmp_path / "copy.db")) as copied:
        assert stored(copied) == stored(database)
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600
