"""The account of an import."""

from __future__ import annotations

from catalogue.model.issues import Issue, Where
from catalogue.transfer.intake.plan import Step
from catalogue.transfer.intake.tally import MOST_ISSUES, MOST_STEPS, Tally

WHERE = Where("f.csv", 2)


def test_every_row_is_counted_once():
    tally = Tally()
    for kind, times in (("add", 4), ("change", 3), ("same", 2), ("refuse", 1)):
        for _ in range(times):
            tally.count(Step(kind, WHERE))  # type: ignore[arg-type]
    report = tally.report(batch=7, dry_run=False)
    assert (report.read, report.added, report.changed, report.same, report.refused) == (10, 4, 3, 2, 1)
    assert report.accepted + report.same + report.refused == report.read


def test_all_problems_are_counted_but_only_some_are_kept():
    tally = Tally()
    for line in range(MOST_ISSUES + 500):
        tally.count(Step("refuse", WHERE, issues=(Issue("x", Where("f", line)),)))
        tally.count(Step("add", WHERE))
    report = tally.report(batch=None, dry_run=True)
    assert report.refused == MOST_ISSUES + 500
    assert (len(report.issues), len(report.steps)) == (MOST_ISSUES, MOST_STEPS)
