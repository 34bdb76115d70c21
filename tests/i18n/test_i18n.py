"""The language of the interface: how it is chosen, and that the message catalogues are valid."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from catalogue import i18n
from catalogue.i18n import po

LOCALE = Path(i18n.__file__).parent / "locale"
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 :'
    " n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20)"
    ' ? 1 : 2);\\n"\n'
)
TEXTS = HEADER + (
    'msgid "Search"\nmsgstr "Поиск"\n\n'
    'msgctxt "verb"\nmsgid "Open"\nmsgstr "Открыть"\n\n'
    'msgid "{n} record"\nmsgid_plural "{n} records"\n'
    'msgstr[0] "{n} запись"\nmsgstr[1] "{n} записи"\nmsgstr[2] "{n} записей"\n'
)


@pytest.fixture(autouse=True)
def _same_language_afterwards():
    before = i18n.language()
    yield
    i18n.use(before)


@pytest.mark.parametrize(
    ("environ", "lang"),
    [
        ({}, "en"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "kk_KZ.UTF-8"}, "en"),
        ({"LANG": "ru_RU", "LC_ALL": "uz_UZ.UTF-8"}, "uz"),
        ({"LANG": "ru_RU", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "uz_UZ", "CATALOGUE_LANG": "ru"}, "ru"),
        ({"LANG": "uz_UZ@cyrillic", "LC_ALL": ""}, "uz"),
    ],
)
def test_the_environment_determines_the_language(environ: dict[str, str], lang: str) -> None:
    assert i18n.wanted(environ) == lang


@pytest.mark.parametrize(("tag", "lang"), [("RU", "ru"), ("uz-Latn", "uz"), ("rus", None), ("", None), ("de", None)])
def test_a_language_tag_is_known_only_if_the_interface_has_the_language(tag: str, lang: str | None) -> None:
    assert i18n.known(tag) == lang


def test_the_argument_overrides_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CATALOGUE_LANG", "uz")
    assert i18n.use("ru") == i18n.language() == "ru"
    assert i18n.use() == "uz"
    assert i18n.use("tlh") == "uz"


def test_english_and_unknown_texts_are_returned_unchanged() -> None:
    for lang in i18n.LANGUAGES:
        i18n.use(lang)
        assert i18n.gettext("no such text") == i18n.pgettext("nowhere", "no such text") == "no such text"
        assert i18n.gettext("") == ""
    i18n.use("en")
    assert [i18n.ngettext("{n} row", "{n} rows", n) for n in (0, 1, 2)] == ["{n} rows", "{n} row", "{n} rows"]


def run_with(package: Path, code: str) -> str:
    """Run code with a copy of the package, in Russian."""
    environment = {"PYTHONPATH": str(package.parent), "CATALOGUE_LANG": "ru", "PYTHONUTF8": "1"}
    result = subprocess.run(
        [sys.executable, "-B", "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    return result.stdout


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the package with three Russian texts and nothing compiled."""
    copy = tmp_path / "catalogue"
    (copy / "i18n" / "locale" / "ru" / "LC_MESSAGES").mkdir(parents=True)
    (copy / "__init__.py").touch()
    for source in Path(i18n.__file__).parent.glob("*.py"):
        shutil.copy(source, copy / "i18n")
    return copy


ASK = (
    "from catalogue.i18n import _, ngettext, pgettext;"
    "print(_('Search'), pgettext('verb', 'Open'),"
    " *[ngettext('{n} record', '{n} records', n) for n in (1, 3, 11, 21)])"
)
RUSSIAN = "Поиск Открыть {n} запись {n} записи {n} записей {n} запись\n"


def test_uncompiled_texts_are_used(package: Path) -> None:
    (package / "i18n/locale/ru/LC_MESSAGES/catalogue.po").write_text(TEXTS, encoding="utf-8")
    assert run_with(package, ASK) == RUSSIAN


def test_compiled_texts_are_sufficient(package: Path) -> None:
    (package / "i18n/locale/ru/LC_MESSAGES/catalogue.mo").write_bytes(po.compiled(TEXTS))
    assert run_with(package, ASK) == RUSSIAN


def test_texts_edited_after_compilation_are_used(package: Path) -> None:
    folder = package / "i18n/locale/ru/LC_MESSAGES"
    (folder / "catalogue.mo").write_bytes(po.compiled(TEXTS.replace("Поиск", "Розыск")))
    (folder / "catalogue.po").write_text(TEXTS, encoding="utf-8")
    os.utime(folder / "catalogue.mo", (1, 1))
    assert run_with(package, ASK) == RUSSIAN


@pytest.mark.parametrize("content", [None, b"", b"not compiled at all, and long enough to have a header"])
def test_missing_or_broken_texts_fall_back_to_english(package: Path, content: bytes | None) -> None:
    if content is not None:
        (package / "i18n/locale/ru/LC_MESSAGES/catalogue.mo").write_bytes(content)
    assert run_with(package, ASK).startswith("Search Open {n} record {n} records")


def test_looking_up_a_text_does_not_import_babel(package: Path) -> None:
    code = "import sys; from catalogue import i18n; i18n._('x'); print('babel' in sys.modules)"
    assert run_with(package, code) == "False\n"


@pytest.mark.parametrize("lang", [lang for lang in i18n.LANGUAGES if lang != "en"])
def test_the_message_catalogue_of_a_language_is_valid(lang: str) -> None:
    """It compiles, has the plural rule of CLDR, and each translation has the placeholders of the English text."""
    from babel.messages.plurals import get_plural

    text = (LOCALE / lang / "LC_MESSAGES" / "catalogue.po").read_text(encoding="utf-8")
    messages = po.messages(text)
    plural = get_plural(lang)
    assert f"nplurals={plural.num_plurals}; plural={plural.plural_expr};" in messages[""]
    assert "charset=utf-8" in messages[""]
    for key, value in messages.items():
        if not key:
            continue
        sources = key.rpartition("\x04")[2].split("\x00")
        forms = value.split("\x00")
        assert len(forms) == (1 if len(sources) == 1 else plural.num_plurals), key
        for form in forms:
            assert set(PLACEHOLDER.findall(form)) == set(PLACEHOLDER.findall(sources[-1])), (key, form)
