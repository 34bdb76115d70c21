"""Preparing an export: every offered format can be written, for one record or for many."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from catalogue.api.session import Session
from catalogue.tui import outgoing
from catalogue.tui.outgoing import Outgoing, of_ids
from catalogue.tui.running import Run

MARKED = ("agr-fergana-bashkortostan", "agr-jizzakh-bashkortostan")
GOING = Outgoing({"marked": of_ids(MARKED), "all": ""}, {"marked": "", "all": ""}, {}, "out", scope="marked")


def test_every_offered_format_can_be_written(built: Path, tmp_path: Path):
    with Session.open(built, read_only=True) as session:
        for form in GOING.formats:
            going = replace(GOING, format=form, path=str(tmp_path / f"{form}.out"))
            number = outgoing.write(session, going, Run(lambda _number, _share: None))
            assert number == 2 or form in (outgoing.AGENDA, "datapackage")
    assert len(list(tmp_path.iterdir())) == len(GOING.formats) == 13


def test_a_data_package_is_offered_everywhere_and_always_contains_everything():
    whole = GOING.with_format("datapackage")
    assert (whole.scope, whole.out) == ("all", "catalogue")
    assert whole.with_scope("marked").format == "csv"
    assert GOING.with_format("json").scope == "marked"


def test_the_file_is_named_after_what_it_contains():
    going = Outgoing({"this": "", "list": "", "all": ""}, {"this": "cluster", "list": "", "all": ""}, {}, "agreements")
    assert [going.with_scope(scope).out for scope in ("list", "this", "all")] == [
        "agreements.csv",
        "cluster.csv",
        "catalogue.csv",
    ]


def test_the_agenda_is_written_as_far_as_it_looks_ahead_and_its_command_writes_the_same(
    built, tmp_path, monkeypatch, run
):
    monkeypatch.setenv("CATALOGUE_TODAY", "2025-10-01")
    agenda = Outgoing({"agenda": "fergana"}, {"agenda": ""}, {}, "agenda", scope="agenda", format="ics", ahead=30)
    with Session.open(built, read_only=True) as session:
        numbers = [
            outgoing.write(
                session,
                replace(agenda, ahead=ahead, format=form, path=str(tmp_path / f"{form}{ahead}")),
                Run(lambda _number, _share: None),
            )
            for form in ("ics", "csv")
            for ahead in (30, 92, None)
        ]
    assert numbers[:3] == [0, 1, 1], "the plan ends after 91 days"
    assert numbers[3] + 1 == numbers[4], "the table has what has no day, too"
    assert "End of the Fergana region" in (tmp_path / "csv92").read_text()
    assert agenda.command(built).endswith("agenda --days=30 --ics agenda.ics fergana")
    assert "--csv -o agenda.csv fergana" in agenda.with_format("csv").command(built)


def test_the_format_is_given_only_if_the_file_name_does_not_imply_it():
    assert GOING.options().format == ""
    assert replace(GOING, path="x.txt", format="tsv").options().format == "tsv"
    assert replace(GOING, format="csl-json").options().format == "csl-json"
