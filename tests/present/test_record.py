"""The card shows everything about a record, in words, with its marks, and nothing unsafe."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from catalogue.model.card import Card, Cited, Neighbour
from catalogue.model.draft import Draft
from catalogue.model.records import Claim, Link, Name, Record, Term
from catalogue.present import form, places, record, record_data
from catalogue.present.places import row_of
from catalogue.present.shapes import Sheet, text_of


def card(**changes: object) -> Card:
    """The card of a park with a little of everything."""
    park = Record(
        "park-x",
        "technopark",
        {"form": "technopark", "status": "operating", "residents": ">10 actual", "opened": "2023-04"},
        (
            Name("Парк", "ru", "official"),
            Name("Park X", "en"),
            Name("parkx", "", "hidden"),
            Name("Old Park", "en", "former", "2019", "2021", basis="inferred", reason="from the new name"),
        ),
        (
            Link("located_in", "place-y", note="near"),
            Link("source", "src-b", note="front page"),
            Link("source", "src-a"),
        ),
        (Term("topic", "chemistry"), Term("topic", "plastics")),
        (
            Claim("post", "director", source="src-a"),
            Claim("note", "the park is new", as_of="2024", basis="stated", source="src-b", locator="p. 3"),
            Claim("declared:agreement/commercial", ">30 planned", basis="inferred", reason="a round figure"),
            Claim("declared:resident", "7"),
            Claim("status", "planned", source="src-a", original="devised"),
        ),
    )
    links = (
        Neighbour(Link("party", "park-x", side="UZ"), False, "agr-z", "agreement", "Agreement Z", "signed"),
        Neighbour(park.links[0], True, "place-y", "place", "Place Y"),
        Neighbour(
            Link("managed_by", "org-m", basis="inferred", reason="same address"), True, "org-m", "organisation", "Org M"
        ),
    )
    sources = (
        Cited(1, "src-a", "Source A", {"publisher": "Daryo", "published": "2024-02-02", "url": "https://a.example"}),
        Cited(2, "src-b", "Source B", {}, ("p. 3",)),
    )
    result = Card(
        park,
        "Park X",
        park.names,
        links,
        sources,
        {"status": (1, 2), "opened": (1,)},
        {"status": (park.claims[-1],)},
        {"opened": "the article is of that day"},
    )
    return replace(result, **changes)  # type: ignore[arg-type]


def lines(sheet: Sheet) -> list[str]:
    return [text_of(line) for line in sheet.lines()]


def line_with(part: str, lang: str = "en") -> str:
    found = [line for line in lines(record.sheet(card(), lang)) if part in line]
    assert len(found) == 1, found
    return found[0]


def test_the_head_has_glyph_status_kind_and_form() -> None:
    assert lines(record.sheet(card(), "en"))[:2] == ["Park X", "● operating · technopark · park-x"]


def test_values_are_in_words_with_their_source_numbers() -> None:
    assert "more than 10" in line_with("  residents  ").replace("over", "more than")
    assert "April 2023" in line_with("opened")
    assert line_with("operating ≠").endswith("¹ ²")


def test_inferred_values_show_their_reason() -> None:
    assert "≈ (inferred: the article is of that day)" in line_with("opened")


def test_conflicting_claims_follow_the_shown_value() -> None:
    result = lines(record.sheet(card(), "en"))
    at = result.index(line_with("operating ≠"))
    assert "≠ planned (as of" not in result[at + 1]
    assert result[at + 1].strip() == "≠ planned («devised») ¹"


def test_names_are_listed_in_all_scripts_with_language_and_type_except_hidden_ones() -> None:
    assert line_with("Парк").strip() == "Парк (Russian, official)"
    assert "inferred: from the new name" in line_with("Old Park")
    assert not any("parkx" in line for line in lines(record.sheet(card(), "en")))


def test_links_are_listed_by_role_in_both_directions() -> None:
    assert line_with("Place Y").split()[:2] == ["located", "in"]
    assert "→ Place Y (place, near)" in line_with("Place Y")
    assert line_with("Agreement Z").split()[:2] == ["party", "to"]
    assert "← Agreement Z (agreement, UZ)" in line_with("Agreement Z")
    assert "≈ (inferred: same address)" in line_with("Org M")


def test_a_milestone_is_listed_with_its_deadline_and_status() -> None:
    end = Neighbour(Link("milestone_of", "agr-x"), False, "mile-y", "milestone", "End of Y", "scheduled", "2025-12-31")
    shown = text_of(next(record.links(replace(card(), neighbours=(end,)), "en"))[1])
    assert shown == "← End of Y (milestone, 31 Dec 2025, scheduled) mile-y"
    undated = text_of(next(record.links(replace(card(), neighbours=(replace(end, status="", date=""),)), "en"))[1])
    assert undated == "← End of Y (milestone) mile-y"


def test_links_and_sources_lead_to_their_records() -> None:
    targets = [span.target for line in record.sheet(card(), "en").lines() for span in line if span.target]
    assert [own for own in targets if not row_of(own)] == ["place-y", "org-m", "agr-z", "src-a", "src-b"]


def test_every_value_leads_to_its_row_in_the_form() -> None:
    result = card()
    spans = [span for line in record.sheet(result, "en").lines() for span in line if row_of(span.target)]
    rows = [row_of(span.target) for span in spans]
    draft = Draft(result.record.kind, result.record)
    known = {span.target for line in form.lines(draft, {}, "en") for span in line}
    assert set(rows) <= known
    assert len(set(rows)) == len(rows)
    assert {row.partition(":")[0] for row in rows} == {"set", "term", "name", "claim"}
    terms = [places.entry_at(result, row) for row in rows if row.startswith("term:")]
    assert terms == list(result.record.terms)


def test_posts_notes_and_declared_totals_are_shown_with_their_evidence() -> None:
    assert line_with("director").startswith("  post, no holder known  director")
    assert "the park is new (as of 2024, p. 3) ²" in line_with("the park is new")
    assert line_with("Agreements (commercial)").split()[:2] == ["declared", "total"]
    assert "≈ (inferred: a round figure)" in line_with("Agreements (commercial)")
    assert "residents: 7" in line_with("residents: 7")


def test_sources_are_numbered_with_their_locators() -> None:
    assert line_with("Source A").strip().startswith("¹ Source A Daryo, ")
    assert line_with("Source B").strip() == "² Source B · front page; p. 3 src-b"


@pytest.mark.parametrize(("lang", "word"), [("en", "operating"), ("ru", "действует"), ("uz", "faoliyatda")])
def test_the_card_is_in_the_readers_language(lang: str, word: str) -> None:
    assert word in lines(record.sheet(card(), lang))[1]


HOSTILE = "\x1b]0;x\x07[b]\u202e\n/x]"


def test_hostile_data_is_made_safe_everywhere() -> None:
    hostile = Record(
        HOSTILE,
        "technopark",
        {"status": HOSTILE, "form": HOSTILE, "residents": HOSTILE, "opened": HOSTILE, "summary": HOSTILE},
        (Name(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, basis=HOSTILE, reason=HOSTILE),),
        (Link("source", HOSTILE, note=HOSTILE),),
        (Term("topic", HOSTILE),),
        tuple(
            Claim(f, HOSTILE, HOSTILE, HOSTILE, HOSTILE, "inferred", HOSTILE, original=HOSTILE)
            for f in ("note", "declared:x")
        ),
    )
    link = Link(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, basis="inferred", reason=HOSTILE)
    result = card(
        record=hostile,
        label=HOSTILE,
        names=hostile.names,
        neighbours=(Neighbour(link, True, HOSTILE, HOSTILE, HOSTILE),),
        sources=(Cited(1, HOSTILE, HOSTILE, {"publisher": HOSTILE, "url": HOSTILE, "published": HOSTILE}, (HOSTILE,)),),
        conflicting={"status": hostile.claims},
        inferred={"status": HOSTILE},
    )
    text = "\n".join(lines(record.sheet(result, "en")))
    assert not {"\x1b", "\x07", "\u202e"} & set(text)
    assert "[b]" in text


def test_the_data_form_holds_everything_under_its_own_name() -> None:
    result = record_data.as_data(card())
    assert result["values"]["residents"] == ">10 actual"  # type: ignore[index,call-overload]
    assert result["terms"] == {"topic": ("chemistry", "plastics")}
    assert {"direction": "in", "id": "agr-z", "role": "party", "side": "UZ"}.items() <= result["links"][0].items()  # type: ignore[index,union-attr]
    assert result["sources"][1] == {  # type: ignore[index]
        "number": 2, "id": "src-b", "label": "Source B", "role": "source", "note": "front page",
        "locators": ("p. 3",), "values": {},
    }  # fmt: skip
    assert result["conflicting"] == {"status": ["planned"]}
    assert result["inferred"] == {"opened": "the article is of that day"}


def test_unknown_values_are_left_out_of_the_data_form() -> None:
    bare = Card(Record("org-x", "organisation"), "org-x", (), (), (), {}, {}, {})
    assert record_data.as_data(bare) == {"id": "org-x", "kind": "organisation", "label": "org-x"}
