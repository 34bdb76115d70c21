"""The tabs of a card: every link on some page, dates in order, what each source says, the history."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from catalogue.model.card import Card, Cited, Neighbour
from catalogue.model.changes import Batch, Change
from catalogue.model.records import Claim, Link, Record
from catalogue.present import card_tabs
from catalogue.present.shapes import Sheet, text_of

PARK = Record("park-x", "technopark", values={"form": "technopark", "status": "operating", "opened": "2022-03"})
CARD = Card(PARK, "Park X", (), (), (), {}, {}, {})


def neighbour(number: int, **more: str) -> Neighbour:
    link = Link("resident", f"org-{number}", start=more.pop("start", ""), end=more.pop("end", ""))
    return Neighbour(link, True, f"org-{number}", "organisation", f"Firm {number}", **more)


def texts(sheet: Sheet) -> list[str]:
    return [text_of(line).strip() for line in sheet.lines()]


def targets(sheet: Sheet) -> list[str]:
    return [span.target for line in sheet.lines() for span in line if span.target]


@pytest.mark.parametrize("number", [0, 1, card_tabs.PAGE, card_tabs.PAGE + 1, 1_000])
def test_the_pages_of_links_hold_every_link_once_and_lead_to_each_other(number: int) -> None:
    card = replace(CARD, neighbours=tuple(neighbour(at) for at in range(number)))
    seen: list[str] = []
    first: int | None = 0
    while first is not None:
        found = targets(card_tabs.links(card, "en", first))
        pages = [page for target in found if (page := card_tabs.page_of(target)) is not None]
        seen += [target for target in found if card_tabs.page_of(target) is None]
        assert (first == 0) or (min(pages) == first - card_tabs.PAGE)
        first = next((page for page in pages if page > (first or 0)), None)
    assert seen == [f"org-{at}" for at in range(number)]


def test_dates_are_in_order_with_those_without_a_year_last() -> None:
    linked = (
        neighbour(1, date="2024"),
        neighbour(2, start="2019", end="2020"),
        neighbour(3, date="XXXX-06-24"),
        neighbour(4, date="nonsense"),
        neighbour(5),
    )
    result = texts(card_tabs.timeline(replace(CARD, neighbours=linked), "en"))[3:]
    assert [line.split()[0] for line in result] == ["2019", "Mar", "2024", "24", "nonsense"]
    assert "opened" in result[1]
    assert "No dates." in texts(card_tabs.timeline(replace(CARD, record=Record("park-y", "technopark")), "en"))


def test_each_source_lists_its_claims() -> None:
    claims = (
        Claim("status", "operating", source="src-a", locator="p. 4"),
        Claim("opened", "2022-03", source="src-b"),
        Claim("declared:resident", "30+", source="src-b"),
    )
    cited = (Cited(1, "src-a", "A [/]", {}), Cited(2, "src-b", "B\x1b", {}))
    result = texts(card_tabs.sources(replace(CARD, record=replace(PARK, claims=claims), sources=cited), "en"))
    first, second = result.index("¹ A [/] src-a"), result.index("² B␛ src-b")
    assert result[first + 1].split()[:2] == ["status", "operating"]
    assert "p. 4" in result[first + 1]
    assert [line.split()[0] for line in result[second + 1 :]] == ["opened", "residents"]
    assert "No sources." in texts(card_tabs.sources(CARD, "en"))


def test_the_history_lists_every_batch_with_the_changes_to_this_record_only() -> None:
    changes = (Change("park-x", "status", "agreed", "operating"), Change("org-1", "status", "a", "b"))
    batches = (
        Batch(7, "2026-01-02T00:00:00Z", "anna", "edit", "report \x1b", 1, 8, changes),
        Batch(1, "2026-01-01T00:00:00Z", "build", "import", "", 2, None, (Change("park-x", "created", None, "f"),)),
    )
    result = "\n".join(texts(card_tabs.history(CARD, batches, "en")))
    assert "7  2 Jan 2026, 00:00 UTC  edit · anna · report ␛ · undone by 8\nstatus: agreed → operating" in result
    assert "the whole record added" in result
    assert "a → b" not in result
    assert "Nothing was written." in texts(card_tabs.history(CARD, (), "en"))
