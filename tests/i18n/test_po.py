"""The compiled form of a message catalogue equals its text."""

from __future__ import annotations

import gettext
import io

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import write_po
from hypothesis import given
from hypothesis import strategies as st

from catalogue.i18n import po

# Babel writes a carriage return as a line end, so it has a separate test below.
words = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\4\r\x85\u2028\u2029\v\f\x1c\x1d\x1e"),
    min_size=1,
    max_size=30,
)


@given(st.dictionaries(st.tuples(st.none() | words, words), words, max_size=8))
def test_catalogues_written_by_babel_are_read(translations: dict[tuple[str | None, str], str]) -> None:
    catalog = Catalog(locale="ru", charset="utf-8")
    for (context, source), translated in translations.items():
        catalog.add(source, translated, context=context)
    text = io.BytesIO()
    write_po(text, catalog)
    compiled = po.compiled(text.getvalue().decode())
    spoken = gettext.GNUTranslations(io.BytesIO(compiled))
    for (context, source), translated in translations.items():
        assert (spoken.pgettext(context, source) if context else spoken.gettext(source)) == translated
    read_mo(io.BytesIO(compiled))  # an independent reader accepts it, too


def test_untranslated_fuzzy_and_obsolete_messages_are_left_out() -> None:
    text = (
        'msgid ""\nmsgstr "Language: ru\\n"\n\nmsgid "empty"\nmsgstr ""\n\n'
        '#, fuzzy\nmsgid "guessed"\nmsgstr "x"\n\n'
        '#~ msgid "old"\n#~ msgstr "y"\n\n#: src/a.py:1\nmsgid "kept"\nmsgstr "z"\n\n'
        'msgid "one"\nmsgid_plural "many"\nmsgstr[0] "a"\nmsgstr[1] ""\n'
    )
    assert po.messages(text) == {"": "Language: ru\n", "kept": "z"}


def test_escapes_and_continued_lines_are_read() -> None:
    text = 'msgid "a\\n"\n"\\"b\\""\nmsgstr ""\n"c\\t"\n"d\\\\"\n'
    assert po.messages(text) == {'a\n"b"': "c\td\\"}


def test_the_order_of_messages_does_not_change_the_bytes() -> None:
    one, other = 'msgid "a"\nmsgstr "x"\n', 'msgid "b"\nmsgstr "y"\n'
    assert po.compiled(one + other) == po.compiled(other + one)


@pytest.mark.parametrize("line", ["msgid unquoted", "garbage", 'msgstr "open', 'msgid "\\x"'])
def test_an_invalid_line_is_reported_with_its_number(line: str) -> None:
    with pytest.raises(po.BadCatalogue) as caught:
        po.messages(f'msgid "a"\nmsgstr "b"\n{line}\n')
    assert caught.value.args[0] == 3
