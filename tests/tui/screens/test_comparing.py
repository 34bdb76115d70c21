"""Records side by side."""

from __future__ import annotations

from catalogue.tui.screens.comparing import CompareScreen


async def test_two_marked_records_are_compared_and_d_shows_only_differences(opened):
    async with opened(query="bashkortostan status:signed") as screens:
        await screens.press("A", "C")
        assert isinstance(screens.app.screen, CompareScreen)
        rows = screens.app.screen.comparison.rows
        assert f"{sum(row.differs for row in rows)} of {len(rows)} fields differ" in screens.text
        assert "status" in screens.text
        await screens.press("d")
        assert "status" not in screens.text
        assert "Khokimiyat of" in screens.text
        await screens.press("question_mark")
        assert "Show only what differs" in screens.text
        await screens.press("escape", "escape")
        assert screens.app.screen is screens.browse


async def test_a_name_at_the_top_leads_to_its_record(opened):
    async with opened(query="bashkortostan status:signed") as screens:
        await screens.press("A", "C", "j", "j")
        second = list(screens.browse.marked)[1]
        assert screens.app.screen.lines.target == second
        await screens.press("enter")
        assert screens.app.screen is screens.browse
        assert (screens.browse.card.record.id, screens.focus) == (second, "detail")


async def test_too_few_too_many_or_different_records_are_refused_in_words(opened):
    async with opened(view="all") as screens:
        await screens.press("C")
        assert screens.app.screen is screens.browse
        await screens.press("A", "C")
        assert screens.app.screen is screens.browse
        notes = [note.message for note in screens.app._notifications]
        assert all("Mark 2 to 4 records" in note for note in notes)
        assert notes
        await screens.press("U", "1", "space", "2", "space", "C")
        assert screens.app.screen is screens.browse
        assert any("agreement, technopark" in note.message for note in screens.app._notifications)


async def test_the_names_of_the_records_stay_at_the_top_while_the_fields_scroll(opened):
    async with opened(query="bashkortostan status:signed", size=(80, 24)) as screens:
        await screens.press("A", "C")
        heads = screens.lines[1:3]
        seen = set(screens.lines)
        for _ in range(8):
            await screens.press("ctrl+d")
            seen |= set(screens.lines)
        assert [line[4:60] for line in screens.lines[1:3]] == [line[4:60] for line in heads]
        rows = ["".join(span.text for span, _link in row).rstrip() for row in screens.app.screen.lines._rows]
        assert rows[-1] in screens.text, "the last row can be reached"
        assert all(any(row in line for line in seen) for row in rows), "no row is skipped"
        await screens.resize(80, 10)
        assert screens.app.screen.lines.fixed == 0, "where they would take half of the screen, they scroll, too"


async def test_columns_are_laid_out_again_after_resizing(opened):
    async with opened(query="bashkortostan status:signed") as screens:
        await screens.press("A", "C")
        await screens.resize(60, 20)
        assert max(len(line.rstrip()) for line in screens.lines) <= 60
        assert screens.app.screen.lines._rows[0]
