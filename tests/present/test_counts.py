"""Facets, gaps, batches, changes and findings as tables."""

from __future__ import annotations

from catalogue.model.answers import Facet, FacetValue, Finding, Gap
from catalogue.model.changes import Batch, Change
from catalogue.present import counts

FACET = Facet("status", "status", (FacetValue("signed", "signed", 8), FacetValue(None, "", 1)))


def test_a_facet_counts_missing_values_only_on_request() -> None:
    assert list(counts.facet_table(FACET).shown()) == [("signed", "signed", "8"), ("", "not recorded", "1")]
    assert list(counts.facet_table(FACET, null=False).data()) == [("signed", "signed", 8)]


def test_a_gap_shows_what_is_counted_declared_and_missing() -> None:
    known = Gap("evt-x", "Forum", "declared:agreement/commercial", "7", 5, 2, "q", "src-a", inferred=True)
    unknown = Gap("evt-x", "Forum", "declared:region", "40", None, None, "", "src-a", inferred=False)
    table = counts.gap_table([known, unknown], "en")
    shown = list(table.shown())
    assert shown[0][2:6] == ("Agreements (commercial)", "7", "5", "2")
    assert shown[0][-1] == "≈"
    assert shown[1][4:6] == ("?", "?")
    assert list(table.data())[1][4:6] == (None, None)


def test_batches_show_whether_they_were_undone() -> None:
    rows = list(
        counts.batch_table([Batch(2, "t", "me", "undo", "", 3), Batch(1, "t", "me", "import", "", 3, 2)]).data()
    )
    assert [(row[0], row[-1]) for row in rows] == [(2, None), (1, 2)]


def test_the_change_table_shows_only_the_changes_of_one_record() -> None:
    changes = (Change("a", "status", None, "signed"), Change("b", "status", "x", None))
    table = counts.change_table([("a", [Batch(1, "t", "me", "import", "", 2, None, changes)])])
    assert list(table.data()) == [(1, "t", "import", "status", None, "signed")]
    assert next(table.shown())[-2:] == ("—", "signed")


def test_a_finding_has_its_own_glyph_and_sentence_for_success_and_failure() -> None:
    findings = [Finding("check.search", "ok", {"cause": ""}), Finding("check.search", "wrong", {"cause": "3 of 4"})]
    good, bad = counts.finding_table(findings).shown()
    assert good[0] != bad[0]
    assert good[2] != bad[2]
    assert "3 of 4" in bad[2]
