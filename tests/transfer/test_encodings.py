"""Encodings: UTF-8 first, then what the bytes look like, and never silently."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.errors import BadUsage, ImportRefused
from catalogue.transfer.files import encodings

RUSSIAN = "id;название;статус\n1;Технопарк «Мордовия»;действует\n2;Химград, казанский технополис;действует\n"
FRENCH = "id;nom\n1;Société générale d’électricité à Orléans\n2;Fédération française\n"
TURKISH = "id;ad\n1;Ağrı şehri, İzmir ve Kırşehir için çalışma\n"


def _found(raw: bytes, given: str = ""):
    stream = io.BytesIO(raw)
    name, notes = encodings.find(stream, given, "f")
    assert stream.tell() == 0
    return name, notes


def _text(raw: bytes) -> str:
    return raw.decode(_found(raw)[0])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf_8_is_recognised_without_a_note(encoding):
    name, notes = _found(RUSSIAN.encode(encoding))
    assert RUSSIAN.encode(encoding).decode(name) == RUSSIAN
    assert not notes


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (RUSSIAN, "utf-16"),
        (RUSSIAN, "utf-16-le"),
        (RUSSIAN, "utf-16-be"),
        (RUSSIAN, "utf-32"),
        (FRENCH, "cp1252"),
        (TURKISH, "cp1254"),
    ],
)
def test_legacy_encodings_are_recognised_and_reported(text, encoding):
    text = text.replace("«", "").replace("»", "") if encoding in ("koi8-r", "cp866") else text
    raw = text.encode(encoding)
    name, notes = _found(raw)
    assert raw.decode(name) == text
    assert [note.code for note in notes] == ["read.encoding"]


def test_non_ascii_letters_late_in_a_file_are_considered():
    raw = b"id;name\n" + b"1;plain ascii\n" * 100_000 + RUSSIAN.encode("cp1251")
    assert _text(raw).endswith(RUSSIAN)


def test_damaged_utf_8_is_not_mistaken_for_another_encoding():
    raw = RUSSIAN.encode() + b"3;\xd0\n" + RUSSIAN.encode()
    with pytest.raises(ImportRefused) as refused:
        _found(raw)
    issue = refused.value.issues[0]
    assert (issue.code, issue.where.line) == ("encoding.broken", 4)


def test_a_given_encoding_is_used_and_must_fit():
    assert _found(RUSSIAN.encode("cp1251"), "windows-1251")[0] == "cp1251"
    with pytest.raises(ImportRefused) as refused:
        _found(RUSSIAN.encode("cp1251"), "utf-8")
    assert refused.value.issues[0].code == "encoding.wrong"


@pytest.mark.parametrize("name", ["no-such", "base64", "rot13"])
def test_an_unknown_encoding_is_a_usage_error(name):
    with pytest.raises(BadUsage):
        _found(b"id\n", name)


def test_a_file_cut_within_a_character_is_damaged():
    with pytest.raises(ImportRefused):
        _found(RUSSIAN.encode()[:-2] + "я".encode()[:1])


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufeff"), max_size=200))
def test_utf_8_text_is_read_unchanged(text):
    assert _text(text.encode()) == text


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_completely_or_refused(raw):
    try:
        name, _ = _found(raw)
    except ImportRefused:
        return
    raw.decode(name)


SAMPLES = {
    "Cyrillic": (
        "Соглашение о торгово-экономическом сотрудничестве", "Россия", "Меморандум о взаимопонимании", "Узбекистан",
    ),
    "Latin": ("Accord de coopération économique à Genève", "Équateur", "Traité d'amitié entre États", "Suède"),
    "Turkish": ("İşbirliği Anlaşması, eğitim", "Türkiye", "Kültür ve sağlık protokolü", "Kırgızistan"),
    "Polish": ("Umowa o współpracy gospodarczej", "Łotwa", "Żegluga śródlądowa i źródła", "Węgry"),
}  # fmt: skip
FOUND = [
    *(("Cyrillic", name) for name in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le")),
    *(("Cyrillic", name) for name in ("cp1251", "koi8-r", "cp866")),
    *(("Latin", name) for name in ("utf-8", "utf-16-be", "cp1252", "iso8859-1")),
    *(("Turkish", name) for name in ("utf-8", "utf-16-le", "cp1254", "iso8859-9")),
]
UNCLEAR = [
    ("Cyrillic", "iso8859-5"), ("Cyrillic", "mac-cyrillic"), ("Cyrillic", "gb18030"), ("Latin", "cp850"),
    ("Latin", "mac-roman"), ("Turkish", "cp857"), ("Polish", "cp1250"), ("Polish", "iso8859-2"), ("Polish", "cp852"),
]  # fmt: skip
FORMS = [(mark, end, rows) for mark in ",;\t|" for end in ("\n", "\r\n", "\r") for rows in (1, 2, 60)]


def _register(script: str, form: tuple[str, str, int]) -> str:
    mark, end, rows = form
    names = SAMPLES[script]
    lines = [mark.join((f"r-{at}", names[2 * at % len(names)], names[(2 * at + 1) % len(names)])) for at in range(rows)]
    return end.join([mark.join(("id", "name", "country")), *lines, ""])


@pytest.mark.parametrize(("script", "encoding"), FOUND)
def test_short_and_long_files_of_every_form_are_decoded_correctly(script, encoding):
    for form in FORMS:
        text = _register(script, form)
        assert _text(text.encode(encoding)).removeprefix("\ufeff") == text, form


@pytest.mark.parametrize(("script", "encoding"), UNCLEAR)
def test_an_unsupported_encoding_is_refused_and_never_mistaken_for_a_supported_one(script, encoding):
    for form in FORMS:
        with pytest.raises(ImportRefused) as refused:
            _found(_register(script, form).encode(encoding))
        assert refused.value.issues[0].code == "encoding.unclear"


@pytest.mark.parametrize("raw", [b"id,name\nabc\xff\xfe,def\n", b"id,name\n5,\xff\n", b"id;cost\n1;5 \x80\n"])
def test_a_few_stray_bytes_are_not_an_encoding(raw):
    with pytest.raises(ImportRefused):
        _found(raw)


def test_windows_dashes_and_quotes_are_recognised():
    text = "id,name\n1,Agreement – “on trade”\n2,Côte d’Ivoire\n"
    assert _text(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    ("beginning", "code"),
    [
        (b"PK\x03\x04\x14", "file.zipped"),
        (b"\xd0\xcf\x11\xe0\xa1", "file.old_office"),
        (b"\x1f\x8b\x08", "file.compressed"),
        (b"SQLite format 3\x00", "file.database"),
        (b"%PDF-1.7", "file.pdf"),
    ],
)
def test_a_binary_file_is_identified_whatever_encoding_is_given(beginning, code):
    for encoding in ("", "cp1251"):
        with pytest.raises(ImportRefused) as refused:
            _found(beginning + b"\n1;2\n", encoding)
        assert [issue.code for issue in refused.value.issues] == [code]


def test_a_file_of_zeros_is_refused_before_it_is_read_completely():
    with pytest.raises(ImportRefused) as refused:
        _found(bytes(100_000))
    assert [issue.code for issue in refused.value.issues] == ["file.zeros"]


def test_a_refusal_shows_words_as_each_candidate_encoding_reads_them():
    with pytest.raises(ImportRefused) as refused:
        _found("Название\tДата подписания\nСоглашение\t2019\n".encode("mac-cyrillic"))
    readings = refused.value.issues[0].params["readings"]
    assert "mac_cyrillic (Название Дата подписания)" in readings
    with pytest.raises(ImportRefused) as refused:
        _found("Tytuł;Data wejścia w życie\nUmowa;2019\n".encode("cp1250"))
    assert "cp1250 (Tytuł wejścia życie)" in refused.value.issues[0].params["readings"]
