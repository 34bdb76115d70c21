"""The shipped catalogue answers the questions it was made for, each by one command (``questions.csv``)."""

from __future__ import annotations

import csv
import shlex
from pathlib import Path

import pytest

QUESTIONS = list(csv.DictReader((Path(__file__).parent / "questions.csv").open(encoding="utf-8", newline="")))


@pytest.mark.parametrize("asked", QUESTIONS, ids=[f"{own['question']}: {own['command']}" for own in QUESTIONS])
def test_the_question_is_answered(ask, asked: dict[str, str]) -> None:
    ended = ask(*shlex.split(asked["command"]))
    assert ended.code == 0, ended.err
    if asked["match"] == "text":
        assert [line for line in asked["expected"].splitlines() if line not in ended.out] == []
        return
    found, expected = ended.lines, asked["expected"].split()
    assert asked["match"] in ("exactly", "at least")
    assert [record for record in expected if record not in found] == []
    if asked["match"] == "exactly":
        assert sorted(found) == sorted(expected)
