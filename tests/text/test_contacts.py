"""What counts as personal contact data, and what only looks like it."""

from __future__ import annotations

import pytest

from catalogue.text.contacts import found


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
    ],
)
def test_telephone_numbers_are_seen_in_any_prose(text):
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
    ],
)
def test_figures_dates_and_numbers_of_documents_are_none(text):
    assert found(text, person=False) == ""


@pytest.mark.parametrize("address", ["a.b@gmail.com", "ivan@mail.ru", "x@yandex.ru", "u@umail.uz"])
def test_private_mailboxes_are_seen_everywhere(address):
    assert found(f"write to {address}.", person=False) == "contact.email"


def test_the_address_of_an_office_is_refused_only_for_a_person():
    assert found("info@mininvest.uz", person=False) == ""
    assert found("info@mininvest.uz", person=True) == "contact.email"
    assert found("mailbox@mail.ru.example.org", person=False) == ""


@pytest.mark.parametrize("text", ["8 " * 50_000, "+7" * 50_000, "a" * 100_000 + "@", "@" * 100_000])
def test_long_hostile_text_is_looked_through(text):
    assert found(text, person=True) in ("", "contact.phone", "contact.email")
