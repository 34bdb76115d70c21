"""Every rule has a sentence and a hint, and both say what was found where."""

from __future__ import annotations

import pytest

from catalogue.model.lint import SEVERITIES, Flaw
from catalogue.model.rules import RULE_IDS
from catalogue.present import flaws, words


@pytest.mark.parametrize("rule", RULE_IDS)
def test_the_rule_has_a_sentence_and_a_hint(rule: str) -> None:
    sentence, hint = words.SAID[f"lint.{rule}"]
    assert sentence.endswith(".")
    assert hint.endswith(".")


def test_there_are_no_words_for_rules_that_are_gone() -> None:
    told = {code.removeprefix("lint.") for code in words.SAID if code.startswith("lint.")}
    assert told == {*RULE_IDS, "found", "nothing"}


def test_the_table_has_the_finding_in_words_and_how_grave_it_is() -> None:
    flaw = Flaw("orphan", "warning", "org-a", "organisation", label="A")
    (row,) = flaws.table([flaw]).data()
    assert row[:5] == ("warning", "orphan", "org-a", "A", None)
    assert "org-a is joined to nothing" in str(row[5])
    for severity in SEVERITIES:
        (shown,) = flaws.table([Flaw("orphan", severity, "org-a", "organisation")]).shown()
        assert severity in shown[0]
