"""Sources that do not exist yet are written together with the record that cites them."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from catalogue.api import edit, history
from catalogue.api.edit import Edit, Ground, Piece
from catalogue.api.session import Session
from catalogue.errors import Conflict, ImportRefused
from catalogue.model.records import Name, Record
from catalogue.store import records

DAY = date(2026, 11, 22)
PLAN = "agr-fergana-bashkortostan"


def content(session: Session) -> list[tuple[str, str]]:
    return [(record.id, record.fingerprint()) for record in records.every(session.reading)]


def test_new_sources_are_written_with_the_record_that_cites_them(session) -> None:
    before = content(session)
    ground = Ground(source="src-new")
    new = (
        Record("src-new", "source", {"url": "https://x.uz"}, (Name("A new report", "en"),)).tidy(),
        Record("src-unused", "source", names=(Name("Unused", "en"),)).tidy(),
    )
    with pytest.raises(ImportRefused):
        edit.edit(session, PLAN, Edit({"signed": "2024"}, ground=ground), today=DAY)
    plan = edit.edit(session, PLAN, Edit({"signed": "2024"}, ground=ground), today=DAY, new=new)
    assert [record.id for _old, record in plan.steps if record] == ["src-new", PLAN]
    edit.write(session, plan)
    added = edit.add(
        session,
        "event",
        Edit({"name_en": "A day", "source": "src-unused"}, ground=Ground("src-unused")),
        today=DAY,
        new=new,
    )
    assert [difference.id for difference in added.differences] == ["src-unused", "evt-a-day"]
    with pytest.raises(Conflict):
        edit.write(session, replace(plan, steps=plan.steps[:1]))
    history.undo(session, history.log(session)[0].number)
    assert content(session) == before


def test_a_further_new_source_of_the_same_title_gets_an_id_of_its_own(session) -> None:
    titled = Edit(added=(Piece("name", {"text": "One title", "lang": "en"}),))
    one, two = (replace(titled, values={"url": url}) for url in ("https://a.uz", "https://b.uz"))
    first = edit.add(session, "source", one, today=DAY).steps[0][1]
    assert first
    again = edit.add(session, "source", one, today=DAY, new=(first,))
    other = edit.add(session, "source", two, today=DAY, new=(first,))
    assert (first.id, again.id, again.steps) == ("src-one-title", "src-one-title", ())
    assert other.id == "src-one-title-2"
