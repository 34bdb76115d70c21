"""Every rule has a sentence and a hint, and both name what was found and where."""

from __future__ import annotations

import pytest

from catalogue.model.lint import SEVERITIES, Flaw
from catalogue.model.rules import RULE_IDS
from catalogue.present import flaws, messages
from catalogue.present.shapes import text_of


@pytest.mark.parametrize("rule", RULE_IDS)
def test_every_rule_has_a_sentence_and_a_hint(rule: str) -> None:
    sentence, hint = messages.MESSAGES[f"lint.{rule}"]
    assert sentence.endswith(".")
    assert hint.endswith(".")


def test_no_words_are_left_for_removed_rules() -> None:
    result = {code.removeprefix("lint.") for code in messages.MESSAGES if code.startswith("lint.")}
    assert result == {*RULE_IDS, "found", "nothing"}


def test_the_table_has_the_finding_in_words_and_its_severity() -> None:
    flaw = Flaw("orphan", "warning", "org-a", "organisation", label="A")
    (row,) = flaws.table([flaw]).data()
    assert row[:5] == ("warning", "orphan", "org-a", "A", None)
    assert "org-a is linked to nothing" in str(row[5])
    for severity in SEVERITIES:
        (shown,) = flaws.table([Flaw("orphan", severity, "org-a", "organisation")]).shown()
        assert severity in shown[0]


def test_findings_are_grouped_by_record_with_the_field_in_the_readers_words() -> None:
    found = [
        Flaw("term_over", "warning", "agr-a", "agreement", "status", {"term": "2022", "day": "2022-12-31"}, label="A"),
        Flaw("no_preferred", "error", "agr-a", "agreement", "link:party", {"values": "x, y"}, label="A"),
        Flaw("orphan", "info", "org-b", "organisation", label="B"),
    ]
    result = [text_of(line) for line in flaws.lines(found, "en")]
    assert [line for line in result if not line.startswith(" ")] == ["A · agr-a", "", "B · org-b"]
    assert result[1].startswith("  ⚑ warning  status: In force, but its term ended on 31 December 2022. Set the status")
    assert result[2].startswith("  ✕ error    parties: Sources disagree")
    assert result[-1].endswith("(orphan)")


def test_a_sentence_names_both_dates_and_puts_figures_into_words() -> None:
    params = {"start": "2023-05-01", "end": "2020/2022", "since": "signed"}
    result = flaws.sentence(Flaw("end_before_start", "error", "agr-a", "agreement", "term", params))
    assert result == "The end (term: 2020–2022) lies before the start (signed: 1 May 2023)."
    figure = Flaw(
        "figure_without_as_of", "info", "park-a", "technopark", "investment", {"value": "60000000 USD planned"}
    )
    assert flaws.sentence(figure) == "The figure 60 million USD, planned does not say when it held."


@pytest.mark.parametrize(
    ("rule", "field", "params", "result"),
    [
        ("in_force_before_signed", "effective", {"effective": "2020-03", "signed": "2021"}, ("March 2020", "2021")),
        (
            "met_too_early",
            "met_on",
            {"met": "2020-03-01", "start": "2021/2022", "of": "x"},
            ("1 March 2020", "2021–2022"),
        ),
        ("no_preferred", "signed", {"values": "2020-03-01, 2021~"}, ("1 March 2020", "about 2021")),
    ],
)
def test_dates_in_a_sentence_are_in_words(rule, field, params, result):
    sentence = flaws.sentence(Flaw(rule, "warning", "agr-x", "agreement", field, params))
    assert [part for part in result if part not in sentence] == [], sentence
