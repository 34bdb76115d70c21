"""Dossiers on the screen: of a record, of a pair, of the list; walked and written."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from catalogue.tui.screens.briefing import DossierScreen


async def test_two_marked_organisations_are_a_pair_whose_records_are_links(opened):
    async with opened(view="all", query="kind:organisation (AKIT | Uzeltechsanoat)") as screens:
        await screens.press("A", "D")
        assert "Uzeltechsanoat – Association of Clusters" in screens.text
        assert "the list" in screens.text
        await screens.press("enter")
        screen = screens.app.screen
        assert isinstance(screen, DossierScreen)
        assert screen.brief.scope == "pair"
        assert "Understanding of two associations" in screens.text
        assert "agr-akit-uzeltechsanoat" in screen.lines.targets
        await screens.press("j", "j", "enter")
        assert screens.app.screen is screens.browse
        assert (screens.browse.card.record.id, screens.focus) == (screen.lines.target, "detail")
        await screens.press("D")
        assert "back to it" in screens.text
        await screens.press("enter")
        again = screens.app.screen
        assert (again.brief.partners, again.lines.target) == (screen.brief.partners, screen.lines.target)


async def test_a_record_and_another_found_by_its_name_are_a_pair(opened):
    async with opened(view="all", select="place-uz", lang="ru") as screens:
        await screens.press("D", "down", "enter")
        await screens.type("татарст")
        await screens.press("enter")
        assert screens.app.screen.brief.places == ("UZ", "RU-TA")
        assert "Досье · Узбекистан – Татарстан" in screens.text
        await screens.press("L")
        assert "Dosye · O‘zbekiston – Tatariston" in screens.text
        await screens.press("escape")
        assert screens.app.screen is screens.browse


async def test_it_is_written_as_the_command_writes_it(opened, run, shipped: Path, tmp_path: Path):
    query = "country:UZ country:KZ"
    expected = run("dossier", query).out
    async with opened(shipped, view="all", query=query, size=(80, 24)) as screens:
        await screens.press("D", "down", "enter")
        for name, begins in (("a.md", expected), ("b.html", "<!doctype html>"), ("c.json", "{")):
            await screens.press("x")
            screens.app.screen.query_one("#prompt-box", Input).value = str(tmp_path / name)
            await screens.settle()
            assert "There is no such file yet." in screens.text, "which is no fault"
            await screens.press("enter")
            assert (tmp_path / name).read_text(encoding="utf-8").lower().startswith(begins.lower())
        said = [note.message for note in screens.app._notifications]
        assert any("a.md: records 6, sources" in note for note in said)
        await screens.press("x")
        screens.app.screen.query_one("#prompt-box", Input).value = str(tmp_path / "d.docx")
        await screens.press("enter")
        assert isinstance(screens.app.screen, DossierScreen), "it stays when it could not be written"
        assert not (tmp_path / "d.docx").exists()


async def test_nothing_in_common_is_said_and_leads_back(opened):
    async with opened(view="all", query="kind:organisation (Ozon | TMX)") as screens:
        await screens.press("A", "D", "enter")
        assert screens.app.screen is screens.browse
        (said,) = [note.message for note in screens.app._notifications]
        assert said.startswith("Nothing was found for the dossier: no record meets "), "and what was asked"
        assert "org-ozon" in said
        assert "catalogue search" not in said, "no shell command on a screen"
