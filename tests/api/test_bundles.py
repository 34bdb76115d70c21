"""Offices and a hub exchange their changes through files and end up equal; nothing invalid is applied."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from catalogue.api import bundles, history, recovery
from catalogue.api.session import Session
from catalogue.errors import BadUsage, Conflict, NotFound, Refused
from catalogue.model.records import Claim, Link, Name, Record
from catalogue.store import backup, records
from offices import OTHER, Exchange, change, put


@pytest.fixture
def two(tmp_path: Path) -> Exchange:
    return Exchange(tmp_path, 2)


def test_changes_to_different_cells_of_a_record_merge(two: Exchange) -> None:
    change(two, "office-0", residents="12")
    change(two, "office-1", status="operating")
    found = two.get("office-1", "park-one")
    put(two.path("office-1"), replace(found, names=(*found.names, Name("Парк Один", "ru"))))
    for name in two.names:
        result = two.up(name)
        assert (result.open, result.settled) == (0, 0)
    for name in two.names:
        two.down(name)
        park = two.get(name, "park-one")
        assert (park.get("residents"), park.get("status")) == ("12", "operating")
        assert [each.text for each in park.names] == ["Park One", "Парк Один"]
        assert two.hash(name) == two.hash("hub")


@pytest.mark.parametrize(
    ("policy", "value", "claims"),
    [
        ("ask", "12", ()),
        ("ours", "12", ()),
        ("theirs", "30", ()),
        ("newest", "30", ()),
        ("keep-both-as-claims", "12", ("12", "30")),
    ],
)
def test_the_policy_settles_a_cell_changed_by_two_offices(two: Exchange, monkeypatch, policy, value, claims) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    change(two, "office-0", residents="12")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700009999")
    change(two, "office-1", residents="30")
    two.up("office-0")
    result = two.up("office-1", policy)
    park = two.get("hub", "park-one")
    assert park.get("residents") == value
    assert tuple(each.value for each in park.claims) == claims
    assert result.open == (1 if policy == "ask" else 0)
    assert [(r.conflict.ours, r.conflict.theirs, r.partner) for r in two.conflicts()] == (
        [("12", "30", "office-1")] if policy == "ask" else []
    )
    for name in two.names:
        two.down(name)
        assert two.hash(name) == two.hash("hub")


def test_a_conflict_can_be_settled_later_and_undone(two: Exchange) -> None:
    for name, residents in zip(two.names, ("12", "30"), strict=True):
        change(two, name, residents=residents)
        two.up(name)
    before = two.hash("hub")
    with Session.open(two.path("hub")) as hub:
        (found,) = bundles.conflicts(hub)
        bundles.settle(hub, found.number, "theirs")
        assert records.load(hub.reading, ["park-one"])["park-one"].get("residents") == "30"
        assert bundles.conflicts(hub) == ()
        with pytest.raises(Refused, match=r"conflict\.settled"):
            bundles.settle(hub, found.number, "ours")
        with pytest.raises(NotFound, match=r"conflict\.missing"):
            bundles.settle(hub, 99, "ours")
        history.undo(hub)
    assert two.hash("hub") == before


def test_a_conflict_shows_both_values_with_office_person_and_sources(two: Exchange) -> None:
    for name, residents, source in zip(two.names, ("12", "30"), ("src-letter", "src-visit"), strict=True):
        park = two.get(name, "park-one")
        claim = Claim("residents", residents, source=source)
        document = Record(source, "source", {"form": "document"}, (Name("A paper", "en"),))
        put(two.path(name), document, replace(park, values={**park.values, "residents": residents}, claims=(claim,)))
        two.up(name)
    (found,) = two.conflicts()
    result = [(origin.office, origin.actor, bool(origin.at), origin.sources) for origin in found.origins]
    assert result == [("office-0", "somebody", True, ("src-letter",)), ("office-1", "somebody", True, ("src-visit",))]
    assert found.kind == "technopark"


def test_a_removal_names_its_author(two: Exchange, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "4000000000")
    change(two, "office-0", "park-two", residents="5")
    put(two.path("office-1"), gone="park-two")
    two.up("office-0")
    two.up("office-1")
    (found,) = two.conflicts()
    assert [origin.office for origin in found.origins] == ["office-0", "office-1"]
    assert (found.conflict.theirs, found.kind) == (None, "technopark")


def run_foreign_sql(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def test_a_foreign_edit_is_refused_until_it_is_recorded_and_then_listed(two: Exchange) -> None:
    """The hub sees it as a difference from its own value: nobody knows what it was before."""
    two.up("office-0")
    answer = two.make("hub", to="office-0")
    run_foreign_sql(two.path("office-0"), "UPDATE record SET residents = '99' WHERE id = 'park-one'")
    with Session.open(two.path("office-0")) as session:
        with pytest.raises(Refused, match=r"bundle\.past_history.*park-one"):
            bundles.prove(session)
        recovery.repair(session, actor="somebody")
        bundles.prove(session)
        (batch,) = history.log(session, limit=1)
        assert batch.action == "repair"
        with pytest.raises(Refused, match=r"undo\.found"):
            history.undo(session, batch.number)
    with pytest.raises(Refused, match=r"bundle\.found_untold"):
        two.take("office-0", answer)
    assert two.up("office-0").open == 1
    (found,) = two.conflicts()
    assert (found.conflict.ours, found.conflict.theirs, found.origins[1].office) == ("7", "99", "office-0")
    with Session.open(two.path("hub")) as hub:
        bundles.settle(hub, found.number, "theirs")
    for name in two.names:
        two.up(name)
        two.down(name)
        assert two.get(name, "park-one").get("residents") == "99"
        assert two.hash(name) == two.hash("hub")


def test_a_foreign_deletion_is_noticed(two: Exchange) -> None:
    run_foreign_sql(two.path("office-0"), "DELETE FROM name WHERE text = 'Park Two'")
    with Session.open(two.path("office-0")) as session, pytest.raises(Refused, match=r"bundle\.past_history.*park-two"):
        bundles.prove(session)
    run_foreign_sql(two.path("office-1"), "DELETE FROM record WHERE id = 'park-two'")
    two.up("office-1")
    with pytest.raises(Refused, match=r"bundle\.diverged"):
        two.down("office-1")


def test_a_conflict_whose_cell_has_changed_since_is_not_settled(two: Exchange) -> None:
    for name, residents in zip(two.names, ("12", "30"), strict=True):
        change(two, name, residents=residents)
        two.up(name)
    change(two, "hub", residents="99")
    with Session.open(two.path("hub")) as hub, pytest.raises(Conflict, match=r"conflict\.changed_since"):
        bundles.settle(hub, 1, "theirs")


def test_a_record_removed_by_one_office_and_changed_or_linked_by_another_is_kept_and_listed(two: Exchange) -> None:
    put(two.path("office-0"), gone="park-two")
    change(two, "office-1", "park-two", residents="5")
    two.up("office-0")
    assert two.get("hub", "park-two") is None
    assert two.up("office-1").open == 1
    assert two.get("hub", "park-two").get("residents") == "5"
    for name in two.names:
        two.down(name)
        assert two.hash(name) == two.hash("hub")


def test_a_removed_record_is_restored_if_another_office_has_linked_to_it(two: Exchange) -> None:
    put(two.path("office-0"), gone="park-two")
    found = two.get("office-1", "park-one")
    put(two.path("office-1"), replace(found, links=(*found.links, Link("developed_with", "park-two"))))
    two.up("office-0")
    two.up("office-1")
    assert two.get("hub", "park-two") == OTHER
    two.down("office-0")
    assert two.hash("office-0") == two.hash("hub")


def test_a_record_that_others_have_linked_to_is_not_removed(two: Exchange) -> None:
    put(two.path("office-0"), gone="park-two")
    found = two.get("office-1", "park-one")
    put(two.path("office-1"), replace(found, links=(*found.links, Link("developed_with", "park-two"))))
    two.up("office-1")
    assert two.up("office-0").open == 1
    assert two.get("hub", "park-two") == OTHER


def test_repeated_late_and_missing_bundles_do_no_harm(two: Exchange) -> None:
    change(two, "office-0", residents="12")
    first = two.make("office-0")
    change(two, "office-0", status="operating")
    second = two.make("office-0")
    assert two.take("hub", second).records == 1
    before = two.hash("hub")
    for late in (first, second):
        assert two.take("hub", late).repeated
    assert two.hash("hub") == before
    answer = two.make("hub", to="office-0")
    assert not two.take("office-0", answer).repeated
    assert two.take("office-0", answer).repeated
    assert two.hash("office-0") == before


def test_edits_made_before_the_answer_arrives_are_kept(two: Exchange) -> None:
    change(two, "office-0", residents="12")
    two.up("office-0")
    change(two, "hub", status="operating")
    answer = two.make("hub", to="office-0")
    change(two, "office-0", residents="13")
    put(two.path("office-0"), Record("park-new", "technopark", {"form": "technopark"}, (Name("New", "en"),)))
    result = two.take("office-0", answer)
    assert result.open == 0
    park = two.get("office-0", "park-one")
    assert (park.get("residents"), park.get("status")) == ("13", "operating")
    two.up("office-0")
    assert two.hash("office-0") == two.hash("hub")


def test_an_answer_that_does_not_know_the_last_bundle_is_refused(two: Exchange) -> None:
    two.up("office-0")
    answer = two.make("hub", to="office-0")
    two.make("office-0")
    with pytest.raises(Refused, match=r"bundle\.unanswered"):
        two.take("office-0", answer)


def test_a_bundle_for_another_copy_is_refused_and_changes_nothing(two: Exchange, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    stranger = Exchange(tmp_path / "other", 1)
    change(two, "office-0", residents="12")
    mine, before = two.make("office-0"), two.path("hub").read_bytes()
    for wrong, name in ((stranger.make("office-0"), "hub"), (mine, "office-1"), (mine, "office-0")):
        with pytest.raises(Refused, match=r"bundle\.(foreign|wrong_way)"):
            two.take(name, wrong)
    plain = Exchange.__new__(Exchange)
    backup.new(tmp_path / "plain.db")
    plain.folder = tmp_path
    with pytest.raises(Refused, match=r"bundle\.not_part"):
        plain.take("plain", mine)
    assert two.path("hub").read_bytes() == before


def test_a_copy_restored_from_an_older_backup_is_recognised(two: Exchange) -> None:
    saved = two.path("office-0").read_bytes()
    change(two, "office-0", residents="12")
    two.up("office-0")
    two.path("office-0").write_bytes(saved)
    change(two, "office-0", residents="13")
    again = two.make("office-0")
    with pytest.raises(Refused, match=r"bundle\.number_again"):
        two.take("hub", again)
    saved = two.path("hub").read_bytes()
    two.take("office-1", two.make("hub", to=two.up("office-1").manifest.office))
    change(two, "hub", status="operating")
    two.down("office-1")
    two.path("hub").write_bytes(saved)
    with pytest.raises(Refused, match=r"bundle\.base"):
        two.up("office-1")


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_bundle_is_refused_and_changes_nothing(two: Exchange, seed: int) -> None:
    change(two, "office-0", residents="12")
    path, chosen = Path(two.make("office-0")), Random(seed)
    data = bytearray(path.read_bytes())
    if seed < 4:
        data = data[: len(data) * (seed + 1) // 5]
    else:
        for _ in range(3):
            data[chosen.randrange(len(data))] ^= 1 << chosen.randrange(8)
    path.write_bytes(data)
    before = two.hash("hub")
    try:
        two.take("hub", str(path))
    except Refused:
        assert two.hash("hub") == before
    else:  # the damage hit something irrelevant: a date or a name in the archive's directory
        assert two.get("hub", "park-one").get("residents") == "12"


@pytest.mark.parametrize(
    "line",
    [
        '{"id": "park-one", "before": null, "after": [["kind", "technopark"], ["residents", "many"]], "at": {}}',
        '{"id": "../x", "before": null, "after": null, "at": {}}',
        '{"id": "park-one", "before": null, "after": [["kind", "spaceship"]], "at": {}}',
        '{"id": "a", "before": null, "after": [["kind", "technopark"], ["link", "{\\"role\\": 1}"]], "at": {}}',
        '["park-one"]',
        "[" * 5_000,
        "nonsense",
        '{"id": "a", "before": null, "after": null, "at": {}}\n' * 2,
        '{"id": "a", "before": null, "after": null, "at": {"summary": "\\ud800"}}',
    ],
)
def test_a_record_that_an_import_would_refuse_is_refused_in_a_bundle(two: Exchange, line: str) -> None:
    before = two.path("hub").read_bytes()
    with pytest.raises(Refused, match=r"bundle\.wrong"):
        two.take("hub", forged(two, records=line))
    assert two.path("hub").read_bytes() == before


@pytest.mark.parametrize("number", [-1, True, 1.5, 1 << 63, 10**30])
@pytest.mark.parametrize("name", ["number", "base", "last", "history"])
def test_a_number_too_large_to_store_is_refused_in_a_bundle(two: Exchange, name: str, number: float) -> None:
    history_line = json.dumps(["office-0", number, "2026", "x", "edit", "", []])
    given = {"history": history_line} if name == "history" else {"manifest": {name: number}}
    with pytest.raises(Refused, match=r"bundle\.(wrong|damaged)"):
        two.take("hub", forged(two, **given))


def forged(two: Exchange, *, records: str = "", history: str = "", manifest: Mapping[str, object] | None = None) -> str:
    """A bundle of the first office whose SHA-256 are right and whose content is not."""
    path = Path(two.make("office-0"))
    with zipfile.ZipFile(path) as archive:
        stated = json.loads(archive.read("manifest.json"))
    parts = {"records.jsonl": records, "history.jsonl": history}
    stated["sha256"] = {name: hashlib.sha256(part.encode()).hexdigest() for name, part in parts.items()}
    parts["manifest.json"] = json.dumps(stated | dict(manifest or {}))
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return str(path)


def test_a_dry_run_reports_the_same_and_writes_nothing(two: Exchange) -> None:
    change(two, "office-0", residents="12")
    made, before = two.make("office-0"), two.hash("hub")
    trial = two.take("hub", made, dry_run=True)
    assert two.hash("hub") == before
    assert two.take("hub", made).records == trial.records == 1


def test_the_history_of_each_office_is_exchanged(two: Exchange) -> None:
    change(two, "office-0", residents="12")
    two.up("office-0")
    two.up("office-1")
    two.down("office-1")
    with Session.open(two.path("office-1")) as session:
        result = [(each.office, each.actor, [c.field for c in each.changes]) for each in bundles.batches(session)]
    assert ("office-0", "somebody", ["residents"]) in result


def test_only_a_copy_of_the_hub_can_become_an_office(tmp_path: Path) -> None:
    backup.new(tmp_path / "c.db")
    with Session.open(tmp_path / "c.db") as session:
        with pytest.raises(Refused, match=r"bundle\.no_hub"):
            bundles.init_office(session, "north")
        bundles.init_hub(session)
        with pytest.raises(Refused, match=r"bundle\.is_part"):
            bundles.init_hub(session)
        with pytest.raises(BadUsage, match=r"bundle\.office_name"):
            bundles.init_office(session, "North Office")
        with pytest.raises(BadUsage, match=r"bundle\.to"):
            bundles.create(session, str(tmp_path / "x"))
        with pytest.raises(NotFound, match=r"bundle\.office_unknown"):
            bundles.create(session, str(tmp_path / "x"), to="north")
    assert not (tmp_path / "x").exists()
