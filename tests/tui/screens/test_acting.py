"""What can be done with a value of a record, and with its sources."""

from __future__ import annotations

from pathlib import Path

from catalogue.tui import fieldlines, opening
from catalogue.tui.fieldlines import FieldValue


def test_a_value_is_required_or_excluded_in_the_query():
    status = FieldValue("status", "signed", "status", "signed")
    assert fieldlines.narrowed("words status:agreed", status) == (
        "words status:signed",
        "words status:agreed -status:signed",
    )
    assert fieldlines.narrowed("status:signed", status)[1] == "-status:signed"
    assert fieldlines.narrowed("-status:signed", status)[1] == "-status:signed"
    assert fieldlines.narrowed("", FieldValue("summary", "some text")) == ("", "")


def test_only_web_pages_and_documents_are_opened(tmp_path: Path, monkeypatch):
    assert opening.is_web("https://daryo.uz/a?b=1")
    assert not opening.is_web("file:///etc/passwd")
    assert not opening.is_web("https://x\x1b]0;y")
    assert not opening.is_web("javascript:alert(1)")
    assert opening.is_document(Path("a.PDF"))
    assert not opening.is_document(Path("a.desktop"))
    assert not opening.is_document(Path("a.sh"))
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert fieldlines.file_of("none.txt", tmp_path / "catalogue.db") is None
    (tmp_path / "there.txt").write_text("x")
    assert fieldlines.file_of("there.txt", tmp_path / "catalogue.db") == tmp_path / "there.txt"


async def test_a_value_on_the_card_narrows_the_list_and_a_link_leads_on(opened):
    async with opened(select="agr-fergana-bashkortostan") as screens:
        await screens.press("full_stop")
        assert "signed" in screens.text
        await screens.type("signed")
        await screens.press("enter")
        assert "Only this" in screens.text
        assert "Without this" in screens.text
        await screens.press("enter")
        assert screens.query == "status:signed"
        assert screens.focus == "results"
        await screens.press("left_square_bracket", "enter", "full_stop")
        assert "Only this" in screens.text, "on the card, the value under the cursor is used"
        await screens.press("escape", "down", "enter", "enter")
        assert screens.query == "status:signed"
        await screens.press("left_square_bracket")
        assert screens.focus == "detail"
        await screens.press("g", "down", "e")
        assert screens.app.screen.form.target == "set:status", "editing starts there, too"
        await screens.press("escape", "escape", "full_stop")
        await screens.type("Government of Bash")
        await screens.press("enter")
        await screens.type("open")
        await screens.press("enter")
        assert screens.chosen == "org-bashkortostan-government"
        await screens.press("left_square_bracket")
        assert screens.chosen == "agr-fergana-bashkortostan"


async def test_a_missing_source_document_is_reported(opened):
    async with opened(select="agr-fergana-bashkortostan") as screens:
        await screens.press("o")
        assert any("is not in the folder" in note.message for note in screens.app._notifications)
