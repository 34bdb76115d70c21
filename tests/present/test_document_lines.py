"""A document as lines for a screen."""

from __future__ import annotations

import pytest

from catalogue.model.dossier import Reference
from catalogue.present.document import Bullets, Document, Entry, Grid, Part, Refer, text
from catalogue.present.document_lines import lines
from catalogue.present.shapes import Span, text_of

ROWS = (
    ((text("Chirchiq park", "link", "park-chirchiq"),), (Span("operating"),), (Span("Himgrad"),)),
    ((text("A"),), (Span("planned"),), (Span(""),)),
)
DOCUMENT = Document(
    "A – B",
    "en",
    ((Span("As of today"),),),
    (
        Part("Summary", (Bullets(((Span("Agreements: ", "label"), Span("1")),)),)),
        Part("At a glance", (Grid(("park", "status", "partners"), ROWS),)),
        Part(
            "Agreements",
            (Entry("agr-x", "Plan", "agreement", ((Span("signed"), Refer((Reference(2, "p3"),))),)),),
        ),
        Part("Sources", (Bullets(((Span("One"),), (Span("Two"),)), numbered=True),)),
    ),
)


def drawn(width: int) -> list[str]:
    return [text_of(line).rstrip() for line in lines(DOCUMENT, width)]


def test_every_record_is_a_link() -> None:
    assert {span.target for line in lines(DOCUMENT, 80) for span in line if span.role == "link"} == {
        "park-chirchiq",
        "agr-x",
    }


def test_statements_keep_their_sources_and_sources_their_numbers() -> None:
    shown = drawn(80)
    assert any(line.startswith("    signed [2, p") for line in shown)
    assert "  2. Two" in shown


@pytest.mark.parametrize("width", [30, 80])
def test_a_table_is_aligned_or_a_list_if_it_is_too_wide(width: int) -> None:
    shown = drawn(width)
    if width == 80:
        assert "  park           status     partners" in shown
        assert "  Chirchiq park  operating  Himgrad" in shown
    else:
        at = shown.index("  Chirchiq park")
        assert shown[at + 1] == "    status: operating · partners: Himgrad"
