"""Whether a record matches a query: the rules, each as a table of cases."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from catalogue.model.marks import Marks
from catalogue.model.records import Claim, Link, Name, Record, Term
from catalogue.query.match import LinkedRecord, LinkEnd, Subject, has_words, main_date, matches, recurs
from catalogue.query.nodes import Not
from catalogue.query.parser import parse
from catalogue.text import zones
from made import catalogues

TODAY = date(2025, 11, 22)
FERGANA = LinkedRecord(
    "place-uz-fa", zones.index_row(["Fergana region", "Ферганская область"], [], []), frozenset({"UZ", "UZ-FA"})
)
KHOKIMIYAT = LinkedRecord(
    "org-fergana-region", zones.index_row(["Khokimiyat of Fergana"], [], []), frozenset({"UZ", "UZ-FA"})
)
AKIT = LinkedRecord("org-akit", zones.index_row(["АКИТ", "Association of clusters"], [], []), frozenset({"RU"}))
MILESTONE = LinkedRecord("mile-plan-end", zones.index_row(["End of the plan"], [], []))


def plan(**changes: str | None) -> Subject:
    """A signed action plan of Fergana and AKIT; ``changes`` are further values, None removes one."""
    values = {"form": "action_plan", "status": "signed", "term": "2023/2025", "summary": "Joint projects in industry"}
    values |= {name: text for name, text in changes.items() if text is not None}
    record = Record(
        "agr-fergana-plan",
        "agreement",
        {name: text for name, text in values.items() if changes.get(name, "") is not None},
        (Name("Fergana cooperation plan", "en"), Name("План сотрудничества", "ru")),
        (Link("party", "org-fergana-region"), Link("party", "org-akit"), Link("source", "src-daryo")),
        (Term("topic", "light industry"), Term("topic", "export"), Term("sector", "C20"), Term("label", "urgent")),
        (Claim("declared:agreement", "7"), Claim("note", "soft")),
    ).tidy()
    return Subject(
        record,
        zones.index_row(
            [name.text for name in record.names], ["Khokimiyat of Fergana", "АКИТ"], ["Joint projects in industry"]
        ),
        frozenset({"UZ", "UZ-FA", "RU", "place-kuva"}),
        (LinkEnd("party", True, KHOKIMIYAT), LinkEnd("party", True, AKIT), LinkEnd("milestone_of", False, MILESTONE)),
        (FERGANA,),
        Marks(starred=True, tags=("this quarter", "важное"), notes=("ask the khokimiyat",)),
    )


def park(**values: str) -> Subject:
    return Subject(Record("park-x", "technopark", values))


def meets(text: str, subject: Subject) -> bool:
    return matches(parse(text, TODAY).root, subject)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "fergana",
        "план fergana",
        "план сотрудн",
        "сотрудничестве",
        "akit projects",
        '"cooperation plan"',
        "name:сотрудничества",
        "text:projects",
        "kind:agreement",
        "kind:agreement,cluster",
        "id:agr-fergana-plan id:agr-*",
        "status:signed,met",
        "-status:met",
        "no:signed has:term",
        "has:declared has:note no:post",
        "topic:industry",
        "topic:indus*",
        'topic:="light industry"',
        "label:urgent",
        "tag:quarter",
        'tag:="this quarter"',
        "is:starred is:tagged is:noted has:tag has:note",
        "sector:C20 sector:C",
        "lang:ru",
        "country:UZ country:RU",
        "region:UZ-FA",
        "place:UZ place:UZ-FA",
        'place:"ферганская область"',
        "place:place-uz-fa",
        "has:place has:country has:region",
        "party:UZ party:RU party:UZ-FA",
        "party:org-akit",
        "party:=org-akit",
        "party:khokimiyat",
        "link:mile-plan-end link:association link:RU link:*",
        "signed:2024 | status:signed",
        "zzz | fergana",
        "is:conflicting | -is:conflicting",
    ],
)
def test_these_queries_match_the_plan(text) -> None:
    assert meets(text, plan())


@pytest.mark.parametrize(
    "text",
    [
        "fergana zzz",
        '"plan cooperation"',
        "name:projects",
        "text:сотрудничества",
        "kind:cluster",
        "id:agr-fergana",
        "status:sgned",
        "status:met -status:sgned",
        "no:term",
        "has:post",
        "topic:industr",
        'topic:="light"',
        "sector:C21 | sector:A",
        "lang:uz",
        "country:KZ",
        "region:UZ",
        "party:KZ",
        "party:=khokimiyat",
        "party:mile-plan-end",
        "signatory:*",
        "is:undated | is:inferred | is:unsourced",
        "is:infered",
        "signed:*",
    ],
)
def test_these_queries_do_not_match_the_plan(text) -> None:
    assert not meets(text, plan())


def test_the_last_word_may_be_unfinished_unless_excluded() -> None:
    assert meets("сотруд", plan())
    assert meets("-сотруд", plan())
    assert not meets("-сотруд*", plan())
    assert not meets("co", plan())
    assert meets("-(a | -(b | -сотруд))", plan())


@pytest.mark.parametrize(
    ("recorded", "asked", "expected"),
    [
        ("2023", "2023-05", True),
        ("2023-05-15", "2023", True),
        ("2023-05-15", "2023-05", True),
        ("2023-05-15", "..2023-05-14", False),
        ("2023-05-15", "2023-05-15..", True),
        ("2024?-02-02", "2024-02", True),
        ("2023/2025", "2024", True),
        ("2023/2025", "2026..", False),
        ("2023/2025", "..2022", False),
        ("2023/..", "2099", True),
        ("../2025", "1999", True),
        ("../2025", "2026", False),
        ("XXXX-06-24", "2024", False),
        ("XXXX-06-24", "..2099", False),
        ("XXXX-06-24", "XXXX-06", True),
        ("XXXX-06-24", "XXXX-06-24", True),
        ("XXXX-06-24", "XXXX-06-25", False),
        ("XXXX-06-24", "*", True),
        ("2024-06-24", "XXXX-06", True),
        ("2024-06", "XXXX-06-24", True),
        ("2024-06-24", "XXXX-07", False),
        ("2024", "XXXX-06", False),
        ("2024-06-01/2024-06-10", "XXXX-06-05", True),
        ("2024-06-01/2024-06-10", "XXXX-06-24", False),
        ("202X", "2024", True),
    ],
)
def test_vague_dates_match_wherever_possible_and_dates_without_a_year_no_range(recorded, asked, expected) -> None:
    assert meets(f"signed:{asked}", plan(signed=recorded)) is expected


def test_the_main_date_is_the_first_recorded_even_without_a_year() -> None:
    assert main_date(plan().record) == "2023/2025"
    assert meets("year:2024 -is:undated", plan())
    assert main_date(plan(signed="XXXX-06-24").record) == "XXXX-06-24"
    assert meets("is:undated date:XXXX-06 -year:2024", plan(signed="XXXX-06-24"))
    assert meets("is:undated no:date", plan(term=None))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (">=30", True),
        (">30", True),
        (">31", False),
        ("=30", False),
        ("30", False),
        ("<30", False),
        ("<=30", False),
        ("10..30", False),
        ("10..31", True),
        ("10..", True),
        ("31..", False),
        ("planned", True),
        ("actual", False),
        ("*", True),
    ],
)
def test_figures_are_compared_by_number_and_their_operator_breaks_ties(asked, expected) -> None:
    assert meets(f"residents:{asked}", park(residents=">30 planned")) is expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("USD", True), ("UZS", False), (">=1000000", True), ('">=1000000 USD"', True), ('">=1000000 UZS"', False)],
)
def test_money_can_be_queried_by_currency(asked, expected) -> None:
    assert meets(f"investment:{asked}", park(investment="60000000 USD planned")) is expected


def test_a_range_matches_if_any_of_its_values_does() -> None:
    assert meets("residents:10 residents:>12 residents:<=15 -residents:>15", park(residents="10..15"))


def test_integers_and_coordinates_are_compared_as_numbers() -> None:
    assert meets("lat:40..42 lat:<41", park(lat="40.5"))
    assert meets("edition:>=3", Subject(Record("evt-x", "event", {"edition": "10"})))


def test_a_missing_value_matches_no_comparison() -> None:
    assert not meets("residents:<10 | residents:>=10", park())
    assert meets("-residents:10 no:residents", park())
    assert meets('residents:"",10', park())


def test_inferred_and_conflicting_depend_on_the_evidence() -> None:
    guessed = Claim("signed", "2023?", basis="inferred", reason="begins then")
    disputed = (Claim("signed", "2023", source="src-a"), Claim("signed", "2024", source="src-b"))
    assert meets("is:inferred", replace(plan(), record=replace(plan().record, claims=(guessed,))))
    assert meets("is:conflicting", replace(plan(), record=replace(plan().record, claims=disputed)))
    assert meets("is:unsourced", park())


def test_a_language_includes_its_scripts() -> None:
    subject = Subject(Record("org-x", "organisation", names=(Name("Farg‘ona", "uz-Latn"),)))
    assert meets("lang:uz lang:uz-Latn -lang:uz-Cyrl -lang:u", subject)


@pytest.mark.parametrize(
    ("text", "words", "prefix", "expected"),
    [
        ("light industry", "industry light", False, True),
        ("light industry", "light heavy", False, False),
        ("Технопарк-Мордовия", "технопарк", False, True),
        ("лёгкая промышленность", "легкой промышленности", False, True),
        ("chemistry", "chem", False, False),
        ("chemistry", "chem", True, True),
        ("", "chem", False, False),
        ("chemistry", "", False, False),
    ],
)
def test_words_of_a_text_match_in_any_order_and_form(text, words, prefix, expected) -> None:
    assert has_words(text, words, prefix=prefix) is expected


@pytest.mark.parametrize(
    ("when", "month", "day", "expected"),
    [
        ("2024-06-24", 6, None, True),
        ("2024-06", 6, 31, False),
        ("2023/2025", 6, None, False),
        ("XXXX-02-29", 2, 29, True),
    ],
)
def test_a_month_or_day_recurs_only_where_it_is_recorded(when, month, day, expected) -> None:
    assert recurs(when, month, day) is expected


QUERIES = st.sampled_from(
    ["status:operating", "residents:>5", "signed:2023", "founded:2021..", "topic:a*", "text:x", "place:UZ", "link:*",
     "is:inferred", "no:residents", "area_ha:ha", "sector:C", "a | -b", '"x y"', "rail:yes", "lat:>0", "date:XXXX-06"]
)  # fmt: skip


@given(catalogues(most=3), QUERIES)
def test_a_record_matches_either_a_query_or_its_negation(records, text) -> None:
    node = parse(text, TODAY).root
    for record in records:
        subject = Subject(record, zones.index_row([name.text for name in record.names], [], []))
        if "| " not in text:  # words under a negation are never prefixes
            assert matches(node, subject) is not matches(Not(node), subject)
