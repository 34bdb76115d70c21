"""What a correction or an undo would change, in words."""

from __future__ import annotations

from catalogue import i18n
from catalogue.model.changes import Batch, Change
from catalogue.model.differences import Difference
from catalogue.model.records import Link, entry_text
from catalogue.present.planned import plan_lines, undo_lines
from catalogue.present.shapes import text_of

LINK = Link("party", "place-ru-ta")
ADDED = Difference("agr-x", "agreement", "X", "changed", (Change("agr-x", "link", None, entry_text(LINK)),))


def test_a_linked_record_is_named_before_it_is_linked():
    lines = [text_of(line) for line in plan_lines([ADDED], (), (), "en", {"place-ru-ta": "Tatarstan"})]
    assert lines[1].strip() == "+ parties: Tatarstan · place-ru-ta"
    assert text_of(list(plan_lines([ADDED], (), (), "en"))[1]).strip() == "+ parties: place-ru-ta"


def test_an_undo_names_the_batch_and_its_time_in_the_language_of_the_reader():
    batch = Batch(8, "2026-11-22T20:51:41Z", "anna", "import", "parks.csv", records=4)
    assert text_of(next(undo_lines(batch, (), "en"))) == "Batch 8: import · 22 Nov 2026, 20:51 UTC · anna · parks.csv"
    i18n.use("ru")
    assert text_of(next(undo_lines(batch, (), "ru"))).startswith("Пакет 8: импорт · 22 нояб. 2026, 20:51 UTC")
