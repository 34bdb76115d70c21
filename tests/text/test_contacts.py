"""What counts as personal contact data, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.text.contacts import LEFT_OUT, found, without


@pytest.mark.parametrize(
    "text",
    [
        "+998 71 200-00-00",
        "call +7 (999) 123-45-67 today",
        "8-999-123-45-67",
        "8 (843) 555 12 34",
        "(8432) 12-34-56",
        "тел. 123-45-67",
        "Tel: 2345678",
        "WhatsApp: 90 123 45 67",
        "998 90 123-45-67",
        "998901234567",
        "00998901234567",
        "＋９９８ ９０ １２３ ４５ ６７",
        "+٩٩٨ ٩٠ ١٢٣ ٤٥ ٦٧",
        "+998\u200b90\u200b1234567",
        "+998/90/1234567",
        "+49 30 901820",
        "телефон для связи: 71 239-12-34",
        "тел.(71)2391234",
        "phone number: 555-123-4567",
        "contact: 90 123 45 67",
        "+998\u00a090\u202f123\u201145\u201167",
        "+ 998 90 123 45 67",
        "+998_90_123_45_67",
        "８（９０３）１２３４５６７",
        "(90) 123-45-67",
        "(90)1234567",
        "viber 90 1234567",
    ],
)
def test_telephone_numbers_are_detected_in_prose(text):
    assert found(text, person=False) == "contact.phone"
    assert found(text, person=True) == "contact.phone"


@pytest.mark.parametrize(
    "text",
    [
        "60 000 000 USD",
        "+100 000 000 рублей",
        "80 000 000 000 сум",
        "8 800 000 000 сум",
        "2023-04-01/2025-12-31",
        "registered as AB-123-4567890 of 24.06.2021",
        "РФ-2023-88-12-34-56",
        "41.2995, 69.2401",
        "OKVED 26.11.2, 27.12",
        "телефонный завод, 1 200 рабочих мест",
        "+5 000 000 000 000 сум",
        "+12 345 678 901 USD",
        "СТИР 301 234 567, ОГРН 1027700132195, БИН 990140000483",
        "р/с 20208000900123456001",
        "Постановление ПП-4862 от 19.10.2020",
        "паспорт проекта 2021 года № 123456",
        "техпаспорт 1234567",
        "кадастр AA 1234567, 10:11:40:02:04:0123",
        "тел. аппараты 120000 шт",
        "cost 25 @ 10, meeting at the office",
        "an office at mail.ru, see section 2.1 at lex.uz",
        "a + 1234567890 = b, items 2011-2012_2013",
        "ИНН 301234567, ИНН 7707083893",
        "(12) 345 678 items",
        "2018 2019 2020 2021 2022 2023",
    ],
)
def test_figures_dates_and_document_numbers_are_not_contacts(text):
    assert found(text, person=False) == ""


@pytest.mark.parametrize("address", ["a.b@gmail.com", "ivan@mail.ru", "x@yandex.ru", "u@umail.uz"])
def test_private_email_addresses_are_always_detected(address):
    assert found(f"write to {address}.", person=False) == "contact.email"


@pytest.mark.parametrize(
    "address",
    ["ivan (at) gmail.com", "ivan[at]gmail[dot]com", "ivan at gmail dot com", "ivan собака mail.ru", "ivan＠mail.ru",
     "ivan @ mail.ru", "ivan@\nmail.ru", "ivan%40mail.ru", "ivan&#64;mail.ru", "ivan.petrov at mail.ru",
     "ivan @ mail . ru"],
)  # fmt: skip
def test_obfuscated_email_addresses_are_detected(address):
    assert found(f"write to {address} ok", person=False) == "contact.email"


@pytest.mark.parametrize(
    "text",
    ["паспорт AA 1234567", "Паспорт серия АВ № 1234567", "passport No. AB1234567", "паспорт 4509 123456",
     "PINFL: 31234567890123", "ЖШШИР 31234567890123", "ИИН 850101300123", "СНИЛС 123-456-789 00", "пасп. 4509 123456",
     "PINFL 3 1234567890123 4", "ИНН 123456789012"],
)  # fmt: skip
def test_numbers_of_identity_documents_are_detected_after_a_keyword(text):
    assert found(f"его {text}.", person=False) == "contact.document"


def test_messenger_names_are_detected_after_a_keyword_or_in_a_persons_record():
    assert found("Telegram: @ivanov_p", person=False) == "contact.handle"
    assert found("channel t.me/ministry", person=False) == ""
    assert found("skype: ivan.petrov", person=False) == found("Telegram: ivanov_p", person=True) == "contact.handle"
    assert found("Telegram: mininvest", person=False) == found("via telegram: see below", person=False) == ""
    assert found("t.me/ivanov_p", person=True) == found("@ivanov_petr", person=True) == "contact.handle"


CONTACTS = ("+998 90 123-45-67", "тел. 123-45-67", "ivan@mail.ru", "ivan (at) gmail.com", "паспорт AA 1234567")


@given(
    st.lists(
        st.sampled_from([*CONTACTS, "tg @ivanov_p", "Ташкент, 2021", "info@mift.uz", "60 000 000 USD"]), max_size=5
    )
)
def test_redaction_removes_every_contact_and_nothing_else(parts):
    for person in (False, True):
        left = without("; ".join(parts), person=person)
        assert found(left, person=person) == ""
        assert left.count("60 000 000 USD") == parts.count("60 000 000 USD") or left == LEFT_OUT


def test_an_office_address_is_refused_only_for_a_person():
    assert found("info@mininvest.uz", person=False) == ""
    assert found("info@mininvest.uz", person=True) == "contact.email"
    assert found("mailbox@mail.ru.example.org", person=False) == ""


@pytest.mark.parametrize("text", ["8 " * 50_000, "+7" * 50_000, "a" * 100_000 + "@", "@" * 100_000])
def test_long_hostile_text_is_scanned(text):
    assert found(text, person=True) in ("", "contact.phone", "contact.email")
