"""Markdown and HTML: words for people, and no data is mistaken for markup."""

from __future__ import annotations

import io
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from catalogue.model.kinds import KINDS
from catalogue.model.records import Name, Record
from catalogue.text.safe import visible
from catalogue.transfer.writers import html, markdown
from catalogue.transfer.writers.options import WriteOptions
from made import TEXTS, catalogues, fergana_plan, fergana_region

HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&lt;", '"><b>', "a | b", "`code`",
    "[x](javascript:1)", "**b**", "![i](http://x)", "\x1b[31m", "\u202e", "# h", "- l", "a\nb", "\\|", "</td></table>", "https://e.org/a",
]  # fmt: skip


class _Page(HTMLParser):
    """Tags with their attributes, and the texts of cells."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.cells: list[str] = []
        self._cell = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(attrs)))
        if tag in ("td", "th"):
            self._cell = True
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        self._cell = self._cell and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self._cell:
            self.cells[-1] += data


def _written(writer, records, **options) -> str:
    out = io.BytesIO()
    writer.write(out, records, WriteOptions(**options))
    return out.getvalue().decode()


def _org(text: str) -> Record:
    return Record("org-a", "organisation", {"summary": text}, (Name(text, "en"),)).tidy()


def _markdown_cells(text: str) -> list[str]:
    """The plain text of every cell as CommonMark with tables reads it; markup in a cell would be a separate token."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    cells = [token for token in tokens if token.type == "inline"]
    kinds = {child.type for token in cells for child in token.children or ()}
    assert kinds <= {"text", "text_special"}, kinds
    return [token.content if not token.children else "".join(c.content for c in token.children) for token in cells]


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_data_is_plain_text_in_markdown(text):
    cells = _markdown_cells(_written(markdown, [_org(text)]))
    assert cells[0] == "Organisations"
    assert cells[4:] == ["org-a", *[" ".join(visible(" ".join(text.split())).split())] * 2]


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_data_is_plain_text_in_html(text):
    page = _Page(_written(html, [_org(text)]))
    assert page.cells[3:] == ["org-a", *[visible(text, keep_newlines=True)] * 2]
    assert {tag for tag, _ in page.tags} <= {
        "html", "head", "meta", "title", "style", "body", "h2", "table", "thead", "tbody", "tr", "th", "td", "a",
    }  # fmt: skip
    links = [dict(attributes)["href"] for tag, attributes in page.tags if tag == "a"]
    assert links == ([text] * 2 if text.startswith("https://") else [])


@settings(deadline=None)
@given(TEXTS)
def test_any_text_is_a_single_cell_in_both(text):
    assert len(_markdown_cells(_written(markdown, [_org(text)]))) == 7
    page = _Page(_written(html, [_org(text)]))
    assert page.cells[4] == visible(text, keep_newlines=True)


@settings(deadline=None, max_examples=30)
@given(catalogues())
def test_any_records_give_a_row_each_without_control_characters(records):
    for writer in (html, markdown):
        text = _written(writer, records)
        assert visible(text, keep_newlines=True) == text
    page = _Page(text := _written(html, records))
    rows = sum(tag == "tr" for tag, _ in page.tags) - sum(tag == "table" for tag, _ in page.tags)
    assert rows == len(records), text


def test_values_links_and_headings_are_in_the_readers_language():
    there = {record.id: record for record in fergana_region()}
    options = {"lang": "ru", "look": lambda ids: {own: there[own] for own in ids if own in there}}
    page = _Page(_written(html, [fergana_plan()], **options))
    result = dict(zip(page.cells[: len(page.cells) // 2], page.cells[len(page.cells) // 2 :], strict=True))
    assert result["статус"] == "подписано"
    assert result["стороны"] == "Government · Khokimiyat"
    assert "notice_days" not in result


def test_chosen_columns_keep_their_order_and_a_table_of_a_kind_has_a_header_without_rows():
    cells = _markdown_cells(_written(markdown, [_org("x")], columns=("status", "id")))
    assert cells == ["Organisations", "status", "id", "", "org-a"]
    assert _markdown_cells(_written(markdown, [], kind=KINDS["place"], columns=("id",))) == ["Places", "id"]
    assert _written(markdown, []) == ""
    assert _Page(_written(html, [])).cells == []
