"""A document as Markdown and HTML: the same words in both, and data is never interpreted as markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from catalogue.model.dossier import Reference
from catalogue.present import document_html, document_markdown
from catalogue.present.document import Address, Bullets, Document, Entry, Grid, Part, Refer, parts, text
from catalogue.text.safe import one_line
from made import TEXTS

HOSTILE = st.one_of(
    TEXTS,
    st.sampled_from(
        [
            "<script>alert(1)</script>", "a</style></title>", "](javascript:x)", "# x", "1. x", "- x", "+ x", "> x",
            "| a | b |", "***", "---", "`code`", "&amp;", "![i](http://x.example/i.png)", "<http://x.example>", "$x$",
            "{{ 7 * 7 }}", "{% raw %}", "\\", "_a_", "~~a~~", "    code", "a\\|b", "'\"><img src=x onerror=y>",
        ]
    ),
)  # fmt: skip
VOID = {"meta"}


class Outline(HTMLParser):
    """Checks that tags are balanced; collects names, attributes and text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.names: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text.append(data)


def outline(page: str) -> Outline:
    found = Outline()
    found.feed(page)
    found.close()
    assert found.open == []
    return found


def made(data: str, url: str = "https://x.example/") -> Document:
    """A document with one piece of data in every place that takes data."""
    line = (
        text(data, "label"),
        text(data),
        text(data, "link", "agr-x"),
        Refer((Reference(1, one_line(data)),)),
    )
    entry = Entry("agr-x", one_line(data), one_line(data), (line,))
    listed = Part(one_line(data), (Bullets((line, (text(data),))), entry, Grid((one_line(data),), ((line,),))))
    sources = Part("Sources", (Bullets(((text(data), Address(one_line(url))),), numbered=True),))
    return Document(one_line(data), "en", (line,), (listed, sources))


ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "header", "main", "div", "h1", "h2", "h3", "h4", "p", "ul", "ol",
    "li", "span", "a", "article", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


@given(HOSTILE)
def test_html_contains_no_markup_from_data_and_loads_nothing(data: str) -> None:
    page = document_html.write(made(data))
    found = outline(page)
    assert set(found.names) <= ALLOWED
    assert not {"src", "srcset", "style", "action"} & {name for name, _value in found.attributes}
    assert not [name for name, _value in found.attributes if name.startswith("on")]
    links = [value for name, value in found.attributes if name == "href"]
    assert all(link.startswith("#") or link == "https://x.example/" for link in links)
    assert "".join(found.text).count(one_line(data).strip()) >= 8
    style = page[page.index("<style>") : page.index("</style>")]
    assert not re.search(r"url\(|@import|https?:", style)


@pytest.mark.parametrize("url", ["javascript:alert(1)", 'https://x.example/" onclick="y', "ftp://x", "data:text/html"])
def test_only_web_addresses_become_links(url: str) -> None:
    found = outline(document_html.write(made("x", url)))
    assert [value for name, value in found.attributes if name == "href" and not value.startswith("#")] == []
    assert one_line(url) in "".join(found.text)


def test_every_reference_has_its_source_and_every_link_its_target() -> None:
    found = outline(document_html.write(made("x")))
    ids = {value for name, value in found.attributes if name == "id"}
    assert ids == {"agr-x", "source-1"}
    assert {value[1:] for name, value in found.attributes if name == "href" and value[0] == "#"} <= ids


def plain(markdown: str) -> tuple[str, set[str]]:
    """The text of a Markdown document as a reader sees it, and the kinds of markup in it."""
    kinds: set[str] = set()
    shown = []
    for token in MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown):
        kinds.add(token.type)
        for child in token.children or ():
            kinds.add(child.type)
            shown.append(child.content if child.type in ("text", "code_inline", "html_inline") else "")
        if token.type in ("html_block", "code_block", "fence"):
            shown.append(token.content)
        shown.append("\n")
    return "".join(shown), kinds


MARKUP = {"html_block", "html_inline", "code_block", "code_inline", "fence", "link_open", "image", "em_open", "hr",
          "blockquote_open", "s_open"}  # fmt: skip


@given(HOSTILE)
def test_markdown_contains_no_markup_from_data(data: str) -> None:
    pages = "".join(document_markdown.write(made(data)))
    shown, kinds = plain(pages)
    assert kinds & MARKUP <= {"em_open"}
    kept = " ".join(one_line(data).split())
    assert " ".join(shown.split()).count(kept) >= 8


@given(HOSTILE)
def test_escaped_text_is_shown_unchanged(data: str) -> None:
    kept = " ".join(one_line(data).split())
    shown, kinds = plain(document_markdown.escaped(kept))
    assert not kinds & MARKUP
    assert " ".join(shown.split()) == kept


def test_headings_lists_and_tables_are_recognised() -> None:
    _shown, kinds = plain("".join(document_markdown.write(made("x"))))
    assert {"heading_open", "bullet_list_open", "ordered_list_open", "table_open", "strong_open"} <= kinds


def test_a_statement_without_a_source_says_so() -> None:
    line = (text("It stands there."), Refer(()))
    document = Document("x", "en", (), (Part("A", (Bullets((line,)),)),))
    assert "no source" in "".join(document_markdown.write(document))
    assert "no source" in document_html.write(document)


def test_empty_parts_are_left_out_and_a_chapter_is_kept_for_its_groups() -> None:
    block = Bullets(((text("x"),),))
    found = [Part("A", ()), Part("B", ()), Part("b", (block,), 3), Part("C", ()), Part("c", (), 3)]
    assert [part.heading for part in parts(found)] == ["B", "b"]
