"""``edit``, ``add`` and ``remove`` at the prompt."""

from __future__ import annotations

PLAN, DARYO = "agr-fergana-bashkortostan", "src-daryo-forum"


def test_an_edit_shows_the_difference_and_how_to_undo_it(run):
    before = run("show", PLAN, "--json").json()
    ended = run("edit", PLAN, "signed=24.06.2024", "--source", DARYO, "--locator", "п. 2", "--reason", "read again")
    assert ended.code == 0
    assert "signed: — → 24 June 2024" in ended.out
    assert f"+ claim on signed: 24 June 2024 ({DARYO}, п. 2, stated)" in ended.out
    assert ended.err.strip() == f"{PLAN} is changed. “catalogue undo 2” reverses it."
    assert run("log", PLAN, "--json").json()[0]["action"] == "edit"
    assert run("undo", "2").code == 0
    assert run("show", PLAN, "--json").json() == before


def test_a_dry_run_writes_nothing_and_can_be_json(run, shipped):
    before = shipped.read_bytes()
    ended = run("edit", PLAN, "term=", "--remove-link", "party", "org-fergana-region", "-n", "--json")
    assert ended.code == 0, ended.err
    (result,) = ended.json()
    assert {field["field"] for field in result["fields"]} == {"term", "link"}
    assert "dry run" in ended.err
    assert shipped.read_bytes() == before


def test_errors_come_with_the_nearest_valid_value(run):
    ended = run("edit", PLAN, "status=sgned", "--add-name", "zz1", "X")
    assert ended.code == 1
    assert "column status, “sgned”: this value is not in the list. Did you mean signed?" in ended.err
    assert "nothing was written" in ended.err
    assert run("edit", f"{PLAN}x", "status=signed").err.startswith(f"There is no record {PLAN}x. Did you mean: {PLAN}")


def test_usage_errors_exit_with_code_2(run):
    for given, result in (
        ((), "Specify what to change."),
        (("signed",), "signed has no “=”."),
        (("signed=1", "signed=2"), "signed is given twice."),
        (
            ("--add-name", "ru", "X", "--with", "typ=alias"),
            "Nothing that is added has a column typ. Did you mean type?",
        ),
        (("signed=2024", "--basis", "stated"), "“Stated” needs a source"),
    ):
        ended = run("edit", PLAN, *given)
        assert (ended.code, result in ended.err) == (2, True), ended.err


def test_an_edit_without_changes_makes_no_batch(run):
    ended = run("edit", PLAN, "status=signed")
    assert (ended.code, ended.out) == (0, "")
    assert "already says exactly that" in ended.err


def test_an_added_entry_can_have_further_columns(run):
    link = ("--add-link", "signatory", "org-bashkortostan-government")
    ended = run("edit", PLAN, *link, "--with", "side=RU", "--with", "note=Prime")
    assert "+ signed by: org-bashkortostan-government (RU, Prime)" in ended.out


def test_a_record_can_be_added_and_removed(run):
    ended = run("add", "технопарк", "name_en=Test park", "residents=более 10", "--source", DARYO)
    assert (ended.code, ended.err.strip()) == (0, "park-test-park is added. “catalogue undo 2” reverses it.")
    assert "residents: — → more than 10" in ended.out
    assert "reverses it" in run("remove", "park-test-park").err
    assert run("show", "park-test-park").code == 1
    assert run("add", "technopark").code == 1


def test_records_that_refer_to_a_removed_one_are_listed_first(run):
    ended = run("remove", "org-bashkortostan-government")
    assert ended.code == 1
    assert PLAN in ended.err
    assert "--unlink" in ended.err
    ended = run("remove", "org-bashkortostan-government", "--unlink", "--reason", "twice")
    assert ended.code == 0
    assert "other records that were changed: 4" in ended.err
    assert run("log", "--json").json()[0]["reason"] == "twice"
