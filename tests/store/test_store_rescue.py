"""What is searched instead when nothing is found; the replacement is always reported."""

from __future__ import annotations

import pytest

from catalogue.api import find
from catalogue.api.session import Session


@pytest.fixture(scope="module")
def session(built):
    with Session.open(built) as opened:
        yield opened


@pytest.mark.parametrize(
    ("typed", "meant", "code"),
    [
        ("gfhr xbhxbr", "парк чирчик", "rescue.layout"),
        ("xbhxbr технопарк", "чирчик технопарк", "rescue.layout"),
        ("party:frbn", "party:акит", "rescue.layout"),
        ("place:nfirtyn", "place:ташкент", "rescue.layout"),
        ("status:gjlgbcfyj", "status:signed", "rescue.layout"),
        ("kind:nt[yjgfhr чирчик", "kind:technopark чирчик", "rescue.layout"),
        ("чирчк", "чирчик", "rescue.typo"),
        ("name:чирчк", "name:чирчик", "rescue.typo"),
        # a word written as two, or two as one
        ("гидро нт", "ГидроНТ", "rescue.reworded"),
        ("Zominpharm", '"Zomin pharm"', "rescue.reworded"),
        # the beginning of one word and another as one word
        ("технополихимград", "технополи* химград", "rescue.reworded"),
        # two words of a name, not one after the other
        ("Лотосзона", "Лотос зона", "rescue.reworded"),
        # a day that only a date without a month could be
        ("31 декабря 2025", "date:2025-12-31", "rescue.reworded"),
        ("июнь", "date:XXXX-06", "rescue.reworded"),
        # a status, which texts seldom tell
        ("действующие технопарки", "технопарки status:in_force,operating,active", "rescue.reworded"),
        ("подписанные соглашения Башкортостан", "соглашения Башкортостан status:signed", "rescue.reworded"),
        ("не подписанные соглашения", "соглашения -status:signed", "rescue.reworded"),
        ("faoliyatda klasterlar", "klasterlar status:operating", "rescue.reworded"),
        # an id
        ("org-akit", "id:org-akit", "rescue.reworded"),
        # a kind
        ("меры поддержки", "kind:measure", "rescue.reworded"),
        ("milestones 2025", "kind:milestone 2025", "rescue.reworded"),
        # what is missing
        ("без даты", "is:undated", "rescue.reworded"),
        ("соглашения без даты", "соглашения is:undated", "rescue.reworded"),
        ("without a source", "is:unsourced", "rescue.reworded"),
        ("kelishuvlar sanasiz", "kelishuvlar is:undated", "rescue.reworded"),
        # a layout in which all keys are letters
        ("afh-jyf", "фарғона", "rescue.layout"),
        # a value of another field, if only one has it
        ("kind:memorandum", "form:memorandum", "rescue.reworded"),
        ("kind:меморандум,roadmap", "form:memorandum,roadmap", "rescue.reworded"),
        ("form:подписано Татарстан", "status:signed Татарстан", "rescue.reworded"),
        # a place without the word for its kind
        ("Saransk shahrida klaster", "Saransk klaster", "rescue.reworded"),
        # a question: its verbs, and the property that is asked for
        ("кто купит вагоны метро", "вагоны метро", "rescue.reworded"),
        ("в какой стране работает Алрокс", "Алрокс", "rescue.reworded"),
        # another form, the right kind
        ("form:technopark Ульяновск", "kind:technopark Ульяновск", "rescue.reworded"),
        ("меморандум Башкортостан", "kind:agreement Башкортостан", "rescue.reworded"),
        ("дорожная карта Сурхандарья Татарстан", "kind:agreement Сурхандарья Татарстан", "rescue.reworded"),
    ],
)
def test_misspelt_words_and_values_are_replaced_by_the_intended_ones(session, typed, meant, code) -> None:
    found = find.search(session, typed)
    assert [row.id for row in found.rows] == [row.id for row in find.search(session, meant, exact=True).rows] != []
    assert [note.code for note in found.notes] == [code]


@pytest.mark.parametrize("typed", ["kind:qqq", "kind:memorandum,signed", "status:memorandum form:signed qqq"])
def test_a_value_is_only_moved_to_one_field_that_knows_it(session, typed) -> None:
    found = find.search(session, typed)
    assert (found.total, {note.code for note in found.notes}) == (0, {"query.unknown_value"})


@pytest.mark.parametrize("typed", ["party:frbn", "status:gjlgbcfyj", "чирчк", "-xbhxbr чирчк", "kind:memorandum"])
def test_an_exact_search_replaces_nothing(session, typed) -> None:
    assert find.search(session, typed, exact=True).total == 0


def test_a_missing_space_loses_none_of_the_words(session) -> None:
    """Москва:Татарстн used to show Tatarstan alone, as if Moscow had not been typed."""
    assert find.search(session, "Саранск:Татарстн").notes[-1].params["shown"] != "Tatarstan"
    assert find.search(session, "пингвин:Татарстан").total == 0


def test_one_or_two_letters_are_not_tried_in_another_layout(session) -> None:
    assert (find.search(session, "ЖЖ").total, find.search(session, "ЖЖ").notes) == (0, ())


def test_an_excluded_value_is_never_replaced(session) -> None:
    excluded = find.search(session, "-status:gjlgbcfyj")
    assert excluded.total == find.search(session, "").total
    assert [note.code for note in excluded.notes] == ["query.unknown_value"]


def test_the_id_of_a_record_is_never_replaced(session) -> None:
    found = find.search(session, "kind:organisation country:UZ link:agr-two-industrial-parks")
    assert (found.total, found.notes) == (0, ())
