"""Editing and adding with the keyboard: typed values are read back, differences are shown, undo works."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from catalogue.api import edit, history
from catalogue.api.edit import Edit
from catalogue.api.session import Session
from catalogue.config import today
from catalogue.errors import NotFound
from catalogue.model.records import Claim, Link
from catalogue.tui.screens.confirming import Confirm
from catalogue.tui.screens.editing import EditScreen

PLAN, DARYO = "agr-fergana-bashkortostan", "src-daryo-forum"
GOVERNMENT = "org-bashkortostan-government"


def record(path: Path, own: str = PLAN):
    with Session.open(path) as session:
        return edit.load(session, own)


def batches(path: Path):
    with Session.open(path) as session:
        return history.log(session)


async def at_once(screens, *keys: str) -> None:
    """Press keys that need no answer from the catalogue in between."""
    await screens.pilot.press(*keys)
    await screens.settle()


async def to(screens, target: str, *keys: str) -> None:
    """Move the cursor of the form to a row, and press keys there."""
    form = screens.app.screen.form
    form._point(form.targets.index(target))
    form._reveal()
    await at_once(screens, *keys)


def messages(screens) -> str:
    return "\n".join(note.message for note in screens.app._notifications)


async def test_a_date_can_be_corrected_with_its_source_and_undone(opened, shipped: Path):
    before = record(shipped)
    async with opened(shipped, select=PLAN, size=(80, 24)) as screens:
        await screens.press("e")
        assert isinstance(screens.app.screen, EditScreen)
        await to(screens, "set:signed", "enter", *"soo", "enter")
        assert "this is not a date" in screens.text
        await at_once(screens, "ctrl+u", *"24", "full_stop", *"06", "full_stop", *"2024")
        assert "24.06.2024 → 24 June 2024" in screens.text
        await screens.press("enter")
        assert "— → 24 June 2024" in screens.text
        assert "1 change" in screens.text
        await screens.press("w", "enter")
        assert isinstance(screens.app.screen, Confirm)
        assert "signed: — → 24 June 2024" in screens.text
        await screens.press("enter")
        assert screens.app.screen is screens.browse
        assert not screens.browse.stale
        assert record(shipped).get("signed") == "2024-06-24"
        assert Claim("signed", "2024-06-24", source=DARYO, basis="stated") in record(shipped).claims
        assert batches(shipped)[0].action == "edit"
        await screens.press("u")
        assert "signed: 24 June 2024 → —" in screens.text
        await screens.press("escape", "u", "enter")
        assert record(shipped) == before


async def test_names_links_and_claims_can_be_added_changed_and_removed(opened, shipped: Path):
    async with opened(shipped, select=PLAN) as screens:
        await screens.press("e")
        await at_once(screens, "a", "enter", *"kk", "enter", *"Jo", "enter")
        await to(screens, "add:link", "enter", *"signed", "enter", *"башкор")
        assert GOVERNMENT in screens.text
        await at_once(screens, "down", "enter")
        assert "+ signed by" in screens.text
        assert "Government of Bashkortostan" in screens.text
        await at_once(screens, "enter")
        await to(screens, "cell:side", "enter", *"ru")
        assert "ru → RU" in screens.text
        await at_once(screens, "enter", "escape")
        await to(screens, "add:claim", "enter", *"not", "enter", *"hm", "ctrl+s")
        form = screens.app.screen
        assert form.draft.changes == 3
        await to(screens, "name:0", "delete")
        assert form.draft.changes == 4
        await at_once(screens, "u", "w")
        await at_once(screens, "down", "enter", "enter")
        assert isinstance(screens.app.screen, Confirm), screens.text
        await screens.press("y")
        found = record(shipped)
        assert "Jo" in [name.text for name in found.names if name.lang == "kk"]
        assert Link("signatory", GOVERNMENT, "RU", basis="editor") in found.links
        assert Claim("note", "hm", basis="editor") in found.claims


async def test_a_new_source_is_described_in_the_form_and_written_and_undone_with_the_change(opened, shipped: Path):
    before = record(shipped)
    async with opened(shipped, select=PLAN, size=(80, 24)) as screens:
        await screens.press("e")
        await to(screens, "set:signed", "enter", *"2024", "enter", "w")
        assert "Which source says so?" in screens.text
        await screens.type("[b] Gazeta")
        await screens.press("enter")
        assert "Title of the new source" in screens.text, screens.text
        await at_once(screens, "enter", *"Russian", "enter")
        assert "[b] Gazeta" in screens.text
        await to(screens, "set:published", "enter", *"soo", "enter")
        assert "this is not a date" in screens.text
        await at_once(screens, "ctrl+u", *"2024-03-05", "enter")
        await to(screens, "set:url", "enter", *"https://gazeta.uz/1", "enter", "escape")
        assert isinstance(screens.app.screen, Confirm), screens.text
        assert "+ src-b-gazeta [b] Gazeta" in screens.text
        assert "published: — → 5 March 2024" in screens.text
        await at_once(screens, "escape")
        await to(screens, "ground:source", "enter")
        assert screens.app.screen.query_one("#prompt-items").targets[0] == "src-b-gazeta", "it is offered again"
        await at_once(screens, "escape")
        await to(screens, "add:name", "enter", *"Tatar", "enter", *"Jo", "enter")
        await at_once(screens, "enter")
        await to(screens, "cell:source", "enter", *"zzz", "enter", "enter", "enter")
        assert "zzz" in screens.text
        await screens.press("escape", "escape", "w")
        assert "+ src-zzz zzz" in screens.text
        await screens.press("enter")
        batch = batches(shipped)[0]
        assert (batch.action, batch.records) == ("edit", 3)
        source = record(shipped, "src-b-gazeta")
        assert (source.get("published"), source.get("url")) == ("2024-03-05", "https://gazeta.uz/1")
        assert [(name.text, name.lang) for name in source.names] == [("[b] Gazeta", "ru")]
        assert Claim("signed", "2024", source="src-b-gazeta", basis="stated") in record(shipped).claims
        assert [name.source for name in record(shipped).names if name.text == "Jo"] == ["src-zzz"]
        await screens.press("u", "enter")
        assert record(shipped) == before
        with pytest.raises(NotFound):
            record(shipped, "src-b-gazeta")


async def test_a_new_source_that_is_given_up_is_not_written(opened, shipped: Path):
    async with opened(shipped, select=PLAN) as screens:
        await screens.press("e")
        await to(screens, "add:source", "enter", *"zzz", "enter", "escape")
        form = screens.app.screen
        assert isinstance(form, EditScreen), "without a title there is no source"
        assert (form.sources, form.draft.changes) == ({}, 0)
        await to(screens, "add:source", "enter", *"zzz", "enter", "enter", "enter", "escape")
        assert "+ sources" in screens.text
        added = next(own for own in form.form.targets if own == f"link:{len(form.draft.entries('link')) - 1}")
        await to(screens, added, "delete")
        await to(screens, "set:signed", "enter", *"2024", "enter")
        await screens.press("w", "down", "down", "enter", "enter", "enter")
        assert [own.action for own in batches(shipped)][:1] == ["edit"], screens.text
        with pytest.raises(NotFound):
            record(shipped, "src-zzz")


async def test_a_record_can_be_added_and_removed_with_its_references_listed(opened, shipped: Path):
    async with opened(shipped, view="technoparks", select="park-chirchiq") as screens:
        await at_once(screens, "a", "enter", "w")
        assert "New: technopark" in screens.text
        assert "Nothing is changed." in messages(screens)
        await to(screens, "set:residents", "enter", *"10", "enter", "w")
        await at_once(screens, "enter", "enter")
        assert "neither an id nor a name" in messages(screens), screens.text
        await at_once(screens, "a", "enter", *"en", "enter", *"Test", "enter", "w")
        await at_once(screens, "enter")
        assert screens.chosen == "park-test"
        assert screens.browse.counts["technoparks"] == 14
        assert record(shipped, "park-test").get("residents") == "10"
        await at_once(screens, "e", "D")
        assert "Remove this record?" in screens.text
        await screens.press("enter")
        assert "Removed: park-test. u undoes it." in messages(screens)
        assert screens.app.screen is screens.browse
        assert screens.chosen != "park-test"
        assert not screens.browse.notes.display
        await screens.press("u", "enter")
        screens.browse.follow("park-test")
        await screens.settle()
        await screens.press("u", "enter")
        assert not screens.browse.notes.display, "a removed record is not asked for"
        assert screens.browse.card.record.id == screens.chosen != "park-test"


async def test_a_record_changed_elsewhere_is_not_overwritten(opened, shipped: Path):
    async with opened(shipped, select=PLAN) as screens:
        await screens.press("e")
        form = screens.app.screen
        form.now(form.draft.with_value("signed", "2024").with_ground(basis="editor"))
        with Session.open(shipped) as session:
            edit.write(session, edit.edit(session, PLAN, Edit({"status": "in_force"}), today=today()))
        await screens.press("w")
        assert messages(screens).endswith("was changed by somebody else meanwhile; nothing was written.")
        assert "R reloads it" in screens.text
        await screens.press("R", "w", "enter")
        assert (record(shipped).get("signed"), record(shipped).get("status")) == ("2024", "in_force")


async def test_a_changed_form_is_not_closed_by_mistake(opened, shipped: Path):
    async with opened(shipped, select=PLAN) as screens:
        await screens.press("e")
        form = screens.app.screen
        form.now(form.draft.with_value("signed", "2024"))
        await at_once(screens, "q", "colon")
        assert screens.app.screen is form
        assert "not saved" in messages(screens)
        await at_once(screens, "question_mark", "escape", "L", "escape")
        assert screens.app.screen is screens.browse
        assert len(batches(shipped)) == 1


async def test_a_read_only_catalogue_is_explained(opened, shipped: Path):
    async with opened(shipped, select=PLAN, read_only=True) as screens:
        await at_once(screens, "e", "a", "u")
        assert screens.app.screen is screens.browse
        assert messages(screens).count("open for reading only") == 3


async def test_nothing_to_undo_is_reported(opened, shipped: Path):
    async with opened(shipped, select=PLAN) as screens:
        await screens.press("u")
        assert screens.app.screen is screens.browse
        assert "There is nothing to undo." in screens.text


async def test_data_in_a_form_is_never_interpreted_as_markup(opened, hostile: Path, hostile_ids):
    async with opened(hostile, view="all") as screens:
        for own in hostile_ids[3:6:2]:
            with Session.open(hostile) as session:
                screens.browse._form(draft_of(session, own))
            await screens.settle()
            await to(screens, "set:summary", "enter", "escape", "end", "escape")
            assert screens.app.screen is screens.browse


def draft_of(session: Session, own: str):
    from catalogue.model.draft import Draft

    return Draft("agreement", edit.load(session, own))


@pytest.mark.parametrize("harm", ["emptied", "cut", "locked"])
async def test_a_form_that_cannot_be_written_keeps_its_changes(opened, shipped: Path, harm: str, monkeypatch):
    monkeypatch.setattr("catalogue.store.connection.BUSY_MS", 50)
    async with opened(shipped, select=PLAN) as screens:
        await screens.press("e")
        form = screens.app.screen
        form.now(form.draft.with_value("signed", "2024").with_ground(basis="editor"))
        with closing(sqlite3.connect(shipped, isolation_level=None)) as other:
            if harm == "emptied":
                os.truncate(shipped, 0)
            elif harm == "cut":
                os.truncate(shipped, 40_960)
            else:
                other.execute("BEGIN IMMEDIATE")
            await screens.press("w")
            if isinstance(screens.app.screen, Confirm):
                await screens.press("enter")
        assert messages(screens)
        assert (screens.app.screen, form.draft.changes) == (form, 1)


async def test_the_program_is_not_left_by_mistake_from_the_form_of_an_entry(opened, shipped: Path):
    async with opened(shipped, select=PLAN) as screens:
        await screens.press("e")
        await to(screens, "name:0", "enter")
        await to(screens, "cell:text", "enter")
        await at_once(screens, "ctrl+u", *"New", "enter", "ctrl+q")
        assert "not saved" in messages(screens)
        assert not screens.app._exit
        await at_once(screens, "ctrl+q")
        assert screens.app._exit


async def test_the_program_is_not_left_by_mistake_from_the_form_of_a_new_source(opened, shipped: Path):
    async with opened(shipped, select=PLAN) as screens:
        await screens.press("e")
        await to(screens, "add:source", "enter")
        await screens.type("zzz")
        await screens.press("enter")
        await at_once(screens, "enter", *"Russian", "enter")
        assert "New source" in screens.text
        await at_once(screens, "ctrl+q")
        assert "not saved" in messages(screens)
        assert not screens.app._exit


async def test_a_record_is_added_once_although_its_write_must_wait(opened, shipped: Path):
    async with opened(shipped, view="technoparks") as screens:
        await screens.press("a", "enter")
        await to(screens, "add:name", "enter", *"Eng", "enter", *"Once", "enter")
        await to(screens, "ground:reason", "enter", *"x", "enter")
        with closing(sqlite3.connect(shipped, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            for key in ("w", "enter", "w", "enter", "escape", "escape"):
                await screens.pilot.press(key)
                await screens.pilot.pause(0.3)
        await screens.settle()
        assert screens.app.screen is screens.browse
        assert [own.action for own in batches(shipped)][:2] == ["add", "import"]
        assert "Added: park-once" in messages(screens)
        assert "not saved" not in messages(screens)


async def test_a_text_that_is_accepted_unedited_stays_as_it_was(opened, shipped: Path):
    """Workbooks and documents have line ends of their own, of which a box for texts knows one."""
    with Session.open(shipped) as session:
        plan = edit.edit(session, PLAN, Edit({"summary": "one\x0btwo\u2028three\r\nfour\nfive"}), today=today())
        edit.write(session, plan)
    async with opened(shipped, select=PLAN) as screens:
        await screens.press("e")
        await to(screens, "set:summary", "enter", "ctrl+s")
        assert "nothing changed yet" in screens.text
        await to(screens, "set:summary", "enter", *"six", "ctrl+s")
        assert "1 change" in screens.text
