"""The report of an import."""

from __future__ import annotations

from catalogue.model.answers import Note
from catalogue.model.changes import CREATED, REMOVED, Change
from catalogue.model.issues import Issue, Where
from catalogue.present import plan
from catalogue.present.plan import Account
from catalogue.present.shapes import text_of


def result(account: Account) -> list[str]:
    return [text_of(line) for line in plan.lines(account)]


def test_the_totals_are_followed_by_how_to_undo_the_import() -> None:
    (line,) = result(Account(5, 1, 2, 2, 0, batch=7))
    assert line.startswith("Rows read: 5; added: 1; changed: 2; the same: 2; refused: 0. ")
    assert line.endswith("Written as batch 7; “catalogue search batch:7” shows it, “catalogue undo 7” reverses it.")


def test_an_import_without_changes_says_so() -> None:
    assert result(Account(5, 0, 0, 5, 0))[-1].endswith("Nothing was written.")


def test_a_dry_run_lists_its_changes() -> None:
    changes = (
        Change("a", CREATED, None, "f"),
        Change("b", "status", "agreed", "signed"),
        Change("b", "level", "mixed", None),
        Change("c", REMOVED, "{}", None),
    )
    lines = result(Account(2, 1, 1, 0, 0, dry_run=True, changes=changes))
    assert lines[:4] == ["a new", "b status: agreed → signed", "b level: mixed → —", "c removed"]
    assert lines[-1].endswith("Nothing was written (dry run).")


def test_a_long_list_of_changes_is_cut() -> None:
    lines = result(Account(99, 99, 0, 0, 0, dry_run=True, changes=(Change("a", CREATED),) * 99))
    assert lines[plan.CHANGES_SHOWN] == f"… and {99 - plan.CHANGES_SHOWN} more"


def test_problems_precede_the_totals() -> None:
    lines = result(Account(1, 0, 0, 0, 1, issues=(Issue("id.missing", Where("a.csv", 2)),)))
    assert lines[0].startswith("a.csv, line 2: ")


def test_the_data_form_has_counts_issues_and_notes() -> None:
    account = Account(
        1, 0, 0, 0, 1, issues=(Issue("id.missing", Where("a.csv", 2)),), notes=(Note("rows.blank", {"count": 3}),)
    )
    data = plan.as_data(account)
    assert (data["read"], data["refused"], data["batch"]) == (1, 1, None)
    assert data["issues"][0]["code"] == "id.missing"  # type: ignore[index]
    assert data["notes"] == [{"code": "rows.blank", "text": "Empty rows skipped: 3."}]
