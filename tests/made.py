"""Hypothesis strategies for records, a few records with domain names, and a catalogue that holds given records."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hypothesis import strategies as st

from catalogue.api.session import Session
from catalogue.model.kinds import KINDS
from catalogue.model.records import Claim, Link, Name, Record, Term
from catalogue.model.values import degrees_text
from catalogue.store import backup
from catalogue.store.journal import Writing

SLUGS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True)
DATES = st.sampled_from(["2023", "2023-04", "2024?-02-02", "XXXX-06-24", "2023/2025", "../2025-12-31", "2021-06-24"])
FIGURES = st.sampled_from([">10 actual", "30 planned", "60000000 USD planned @2024-02", "7", "~5 target"])
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=30),
    st.sampled_from(
        ["[b", "[/x]", "\x1b[31mred", "=1+1", "'quoted", "a\rb", "a\r\nb", '"', " | ", "\u202eabc", "-", "Farg‘ona"]
    ),
).filter(str.strip)


def _value(field):
    if field.type == "choice":
        return st.sampled_from(field.vocabulary.codes)
    return {
        "date": DATES,
        "quantity": st.sampled_from(["100 USD", ">30000000 USD planned"])
        if field.unit == "currency"
        else _plain_figure(field),
        "integer": st.integers(-999, 9999).map(str),
        "flag": st.sampled_from(["yes", "no"]),
        "country": st.sampled_from(["UZ", "RU", "KZ"]),
        "region": st.sampled_from(["UZ-FA", "RU-TA"]),
        "degrees": st.floats(-80, 80).map(lambda number: degrees_text(round(number, 8))),
        "url": st.just("https://example.org/a?b=1"),
    }.get(field.type, TEXTS)


def _plain_figure(field):
    unit = f" {field.unit}" if field.unit else ""
    return st.sampled_from([f">10{unit} actual", f"30{unit} planned", f"7{unit}", f"~5{unit}"])


def values(kind: str):
    """Canonical values for some of a kind's fields."""
    optional = {field.name: _value(field) for field in KINDS[kind].fields}
    return st.fixed_dictionaries({}, optional=optional).map(_placed)


def _placed(found: dict[str, str]) -> dict[str, str]:
    """Latitude and longitude come together."""
    both = {"lat", "lon"} <= found.keys()
    return {name: value for name, value in found.items() if both or name not in ("lat", "lon")}


NAMES = st.builds(
    Name,
    text=TEXTS,
    lang=st.sampled_from(["en", "ru", "uz-Latn", "uz-Cyrl", "kk", ""]),
    type=st.sampled_from(["preferred", "official", "alias", "former", "hidden"]),
    start=st.sampled_from(["", "2019"]),
    basis=st.sampled_from(["", "stated", "inferred", "editor"]),
    reason=st.one_of(st.just(""), TEXTS),
)
TERMS = st.one_of(
    st.builds(Term, st.just("topic"), TEXTS),
    st.builds(Term, st.just("sector"), st.sampled_from(["C20", "J62", "C"])),
)
CLAIMS = st.one_of(
    st.builds(Claim, field=st.sampled_from(["note", "post"]), value=TEXTS, basis=st.sampled_from(["", "stated"])),
    st.builds(Claim, field=st.just("status"), value=st.just("operating"), basis=st.just("inferred"), reason=TEXTS),
    st.builds(Claim, field=st.just("declared:technopark"), value=st.sampled_from(["7", ">10"]), locator=TEXTS),
)


@st.composite
def catalogues(draw, most: int = 6):
    """A few tidy records of several kinds, possibly linked to one another."""
    ids = draw(st.lists(SLUGS, min_size=1, max_size=most, unique=True))
    kinds = {record_id: draw(st.sampled_from(["technopark", "cluster", "organisation", "place"])) for record_id in ids}
    found = []
    for record_id in ids:
        places = [other for other in ids if kinds[other] == "place" and other != record_id]
        links = [
            Link("located_in", other, note=draw(st.sampled_from(["", "near"])))
            for other in places
            if draw(st.booleans())
        ]
        claims = draw(st.lists(CLAIMS, max_size=2))
        if kinds[record_id] != "technopark":
            claims = [claim for claim in claims if claim.field != "status"]
        found.append(
            Record(
                record_id,
                kinds[record_id],
                draw(values(kinds[record_id])),
                tuple(draw(st.lists(NAMES, max_size=3))),
                tuple(links),
                tuple(draw(st.lists(TERMS, max_size=2))),
                tuple(claims),
            ).tidy()
        )
    return found


def fergana_plan() -> Record:
    """An action plan of two regions with an inferred date."""
    return Record(
        "agr-fergana-bashkortostan",
        "agreement",
        {"form": "action_plan", "status": "signed", "level": "interregional", "term": "2023/2025"},
        (Name("Fergana region – Bashkortostan cooperation plan", "en"), Name("План сотрудничества", "ru")),
        (Link("party", "org-fergana", "UZ"), Link("party", "org-bashkortostan", "RU")),
        (Term("topic", "export"),),
        (Claim("signed", "2023?", basis="inferred", reason="the plan begins in 2023"),),
    ).tidy()


def fergana_region() -> list[Record]:
    """Uzbekistan, its Fergana region, and the authorities of two regions."""
    return [
        Record(
            "place-uz",
            "place",
            {"form": "country", "country": "UZ"},
            (Name("Uzbekistan", "en"),),
            (),
            (Term("identifier", "iso:UZ"),),
        ).tidy(),
        Record(
            "place-uz-fa",
            "place",
            {"form": "region", "country": "UZ", "region": "UZ-FA"},
            (
                Name("Fergana region", "en"),
                Name("Ферганская область", "ru"),
                Name("Farg‘ona viloyati", "uz-Latn"),
            ),
            (Link("part_of", "place-uz"),),
            (Term("identifier", "iso:UZ-FA"),),
        ).tidy(),
        Record(
            "org-fergana",
            "organisation",
            {"form": "regional_authority", "country": "UZ", "region": "UZ-FA"},
            (Name("Khokimiyat", "en"),),
        ).tidy(),
        Record(
            "org-bashkortostan",
            "organisation",
            {"form": "government", "country": "RU", "region": "RU-BA"},
            (Name("Government", "en"),),
        ).tidy(),
    ]


def stored(path: Path, found: Iterable[Record] = ()) -> Session:
    """A new, open catalogue with these records in one batch."""
    backup.new(path)
    session = Session.open(path)
    with session.writing() as connection, Writing(connection, actor="test", action="make") as writing:
        for record in found:
            writing.put(record, None)
    return session
