"""SQL and Python agree on what a query means: ``store.compile`` against ``query.match``, record by record."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.api import edit
from catalogue.api.session import Session
from catalogue.model.kinds import KINDS
from catalogue.model.marks import AllMarks, Marks, Noted, Starred, Tagged
from catalogue.model.records import Record
from catalogue.model.roles import ROLES
from catalogue.query import match, parser
from catalogue.store import atlas, connection, findable, marks, records, select
from catalogue.store import compile as sql
from catalogue.text import zones
from catalogue.text.indexed import Indexer

ATOMS = [
    "farg'ona", "Фергана", "tatarstan", "технопарк", "соглашение", "кластер*", "чирчик", "ozon", "forum", "2023",
    '"interregional cooperation"', "«экономического развития»", "kind:agreement", "kind:technopark,cluster",
    "kind:person", "form:memorandum", "form:action_plan,technopark", "status:signed", "status:operating,agreed",
    "no:status", "has:status", "level:interregional", "no:level", "place:UZ", "place:UZ-FA", "place:RU-TA",
    "place:fergana", "place:kazan", "place:*", "country:UZ", "country:RU,KZ", "no:country", "region:UZ-JI",
    "no:region", "region:*", "term:..2025-12-31", "term:2024", "term:2026..", "opened:2022..", "opened:2023-04",
    "date:2023", "date:..2020", "date:XXXX-06", "date:XXXX-06-24", "year:2024", "before:2023", "no:date", "has:date",
    "due:2025", "no:due", "residents:>10", "residents:>=10", "residents:<5", "residents:10..40", "residents:=10",
    "residents:<=10", "residents:>30", "investment:>=30000000", "investment:>1000000", "investment:USD",
    "investment:planned", "has:investment", "edition:3", "lat:>41", "sector:C20", "sector:C", "no:sector",
    "topic:export", "topic:*", "label:commercial", "identifier:iso", "party:RU", "party:org-akit", "party:tatarstan",
    "party:*", "no:party", "located_in:UZ", "modelled_on:alabuga", "developed_with:*", "source:src-ria-eltech",
    "source:daryo", "no:source", "link:RU", "link:evt-forum-3", "link:akit", "link:*", "has:declared", "no:declared",
    "has:post", "has:note", "is:inferred", "is:conflicting", "is:undated", "is:unsourced", "lang:uz", "lang:uz-Cyrl",
    "lang:kk", "name:чирчик", "name:*", "text:investment", "text:*", "summary:export", "id:agr-fergana-bashkortostan",
    "id:org*", "publisher:daryo", "disclosed:no", "website:*", "binding:yes", "title:unknown", "status:nonsense",
    "signed:31.02.2023", "C++", "art. 4", "tag:quarter", "tag:quarter*", 'tag:="this quarter"', "tag:фергана",
    "tag:farg'ona", "tag:*", "no:tag", "is:starred", "is:tagged", "is:noted",
    "batch:1", "batch:2", "batch:02", "batch:1,2", "batch:*", "batch:3", "batch:x",
]  # fmt: skip
QUERIES = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(" ".join),
        st.tuples(inner, inner).map(lambda two: f"({two[0]}) | ({two[1]})"),
        inner.map(lambda one: f"-({one})"),
    ),
    max_leaves=4,
)


MARKS = {
    "agr-fergana-bashkortostan": Marks(starred=True, tags=("export", "this quarter"), notes=("ask the khokimiyat",)),
    "park-chirchiq": Marks(tags=("quarterly", "Фергана"), notes=("технопарк",)),
    "org-akit": Marks(starred=True),
}


@pytest.fixture(scope="module")
def session(built, tmp_path_factory):
    path = Path(shutil.copy(built, tmp_path_factory.mktemp("marked") / "catalogue.db"))
    with connection.write(path) as writing:
        found = MARKS.items()
        marks.add(
            writing,
            AllMarks(
                tuple(Tagged(record, tag, "") for record, own in found for tag in own.tags),
                tuple(Noted(record, text, "") for record, own in found for text in own.notes),
                tuple(Starred(record, "") for record, own in found if own.starred),
            ),
        )
    with Session.open(path) as opened:
        plan = edit.edit(opened, "park-chirchiq", edit.Edit({"summary": "changed"}), today=date(2026, 11, 22))
        assert edit.write(opened, plan) == 2
    with Session.open(path, read_only=True) as opened:
        yield opened


def cells(record: Record, indexed: str) -> tuple[str, ...]:
    """The keys of a record by zone: those of its names and texts are computed here, the others come from the index."""
    texts = [text for name in findable.PROSE if (text := record.get(name))]
    texts += [claim.value for claim in record.claims if claim.field in ("note", "post")]
    texts += [link.note for link in record.links if link.note]
    names, _, prose, *stems = zones.index_row([name.text for name in record.names], (), texts)
    return names, indexed, prose, *stems


@pytest.fixture(scope="module")
def subjects(session) -> dict[str, match.Subject]:
    """Every record of the shipped catalogue as the oracle sees it."""
    connection = session.reading
    nums = dict(connection.execute("SELECT num, id FROM record"))
    indexer = Indexer()
    places = atlas.Atlas(connection, indexer)
    found = findable.index_rows(connection, list(nums), places)
    indexed = {nums[each.num]: each.keys(places, indexer) for each in found}
    everything = list(records.every(connection))
    keys = {record.id: cells(record, indexed[record.id]) for record in everything}
    within: dict[str, set[str]] = {}
    for record_id, code in connection.execute("SELECT r.id, code FROM within w JOIN record r ON r.num = w.record"):
        within.setdefault(record_id, set()).add(code)
    batches: dict[str, set[int]] = {}
    for record_id, batch in connection.execute("SELECT record, batch FROM change"):
        batches.setdefault(record_id, set()).add(batch)
    known = {name: match.LinkedRecord(name, cells, frozenset(within.get(name, ()))) for name, cells in keys.items()}
    codes = {
        record.id: next((term.value[4:] for term in record.terms if term.value.startswith("iso:")), record.id)
        for record in everything
        if record.kind == "place"
    }
    joined: dict[str, list[match.LinkEnd]] = {record.id: [] for record in everything}
    for record in everything:
        for link in record.links:
            joined[record.id].append(match.LinkEnd(link.role, True, known[link.object]))
            joined[link.object].append(match.LinkEnd(link.role, False, known[record.id]))
    return {
        record.id: match.Subject(
            record,
            keys[record.id],
            known[record.id].within,
            tuple(joined[record.id]),
            tuple(known[place] for place, code in codes.items() if code in known[record.id].within),
            MARKS.get(record.id, Marks()),
            frozenset(batches.get(record.id, ())),
        )
        for record in everything
    }


def agree(session, subjects, text: str) -> None:
    query = parser.parse(text)
    compiled = sql.compiled(query)
    found = {
        record_id
        for (record_id,) in session.reading.execute(f"SELECT r.id FROM record r WHERE {compiled.where}", compiled.given)
    }
    expected = {record_id for record_id, subject in subjects.items() if match.matches(query.root, subject)}
    assert expected == set(select.ids(session.reading, compiled, query.sort)), text
    assert select.count(session.reading, compiled) == len(expected), text
    assert found == expected, json.dumps(
        {"query": text, "sql only": sorted(found - expected), "python only": sorted(expected - found)}
    )


@pytest.mark.parametrize("text", ATOMS)
def test_every_condition_means_the_same_in_sql_and_python(session, subjects, text):
    agree(session, subjects, text)
    agree(session, subjects, f"-{text}")


@pytest.mark.parametrize("role", sorted(ROLES))
def test_every_role_can_be_queried(session, subjects, role):
    agree(session, subjects, f"{role}:* | {role}:UZ | {role}:association")


@pytest.mark.parametrize("name", sorted({field.name for kind in KINDS.values() for field in kind.all_fields}))
def test_every_field_can_be_queried(session, subjects, name):
    agree(session, subjects, f"has:{name}")
    agree(session, subjects, f"{name}:2023 | {name}:yes | {name}:export")


@settings(max_examples=300, deadline=None)
@given(text=QUERIES)
def test_combined_conditions_mean_the_same_in_sql_and_python(session, subjects, text):
    agree(session, subjects, text)
