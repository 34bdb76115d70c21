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
            assert outgoing.write(session, going, Run(lambda _number, _share: None)) == 2 or form == outgoing.AGENDA
    assert len(list(tmp_path.iterdir())) == len(GOING.formats) == 12


def test_a_data_package_is_offered_only_for_everything():
    assert "datapackage" not in GOING.formats
    whole = replace(GOING, format="csv").with_scope("all")
    assert "datapackage" in whole.formats
    assert replace(whole, format="datapackage").with_scope("marked").format == "csv"


def test_the_format_is_given_only_if_the_file_name_does_not_imply_it():
    assert GOING.options().format == ""
    assert replace(GOING, path="x.txt", format="tsv").options().format == "tsv"
    assert replace(GOING, format="csl-json").options().format == "csl-json"
