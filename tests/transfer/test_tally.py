"""The account of an import, and the ids it has met."""

from __future__ import annotations

from hypothesis import given

from catalogue.model.issues import Issue, Where
from catalogue.transfer.plan import Step
from catalogue.transfer.tally import MOST_ISSUES, MOST_STEPS, Seen, Tally
from made import catalogues, fergana_plan

WHERE = Where("f.csv", 2)


def test_every_row_is_entered_once():
    tally = Tally()
    for kind, times in (("add", 4), ("change", 3), ("same", 2), ("refuse", 1)):
        for _ in range(times):
            tally.count(Step(kind, WHERE))  # type: ignore[arg-type]
    report = tally.report(batch=7, dry_run=False)
    assert (report.read, report.added, report.changed, report.same, report.refused) == (10, 4, 3, 2, 1)
    assert report.accepted + report.same + report.refused == report.read


def test_endless_problems_are_counted_but_not_all_kept():
    tally = Tally()
    for line in range(MOST_ISSUES + 500):
        tally.count(Step("refuse", WHERE, issues=(Issue("x", Where("f", line)),)))
        tally.count(Step("add", WHERE))
    report = tally.report(batch=None, dry_run=True)
    assert report.refused == MOST_ISSUES + 500
    assert (len(report.issues), len(report.steps)) == (MOST_ISSUES, MOST_STEPS)


def test_an_id_is_known_with_its_first_file_line_and_kind():
    seen = Seen()
    assert seen.first("agr-fergana-bashkortostan") is None
    seen.add(fergana_plan().id, fergana_plan(), 3, 123_456_789)
    first = seen.first("agr-fergana-bashkortostan")
    assert first is not None
    assert (first.file, first.line, first.kind) == (3, 123_456_789, "agreement")


@given(catalogues())
def test_a_repeat_is_told_from_another_row_of_the_same_id(records):
    seen = Seen()
    for line, record in enumerate(records):
        seen.add(record.id, record, 0, line)
    for record in records:
        assert seen.repeats(record)
        other = fergana_plan()
        assert not seen.repeats(type(other)(record.id, other.kind, other.values))
