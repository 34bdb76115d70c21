"""Files and functions stay small enough to be read at once."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
FILE_LINES, FUNCTION_LINES, POSITIONAL = 400, 40, 5

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(text: str) -> list[Function]:
    """Every function and method of a file, inner ones too."""
    return [node for node in ast.walk(ast.parse(text)) if isinstance(node, Function)]


def lines(function: Function) -> int:
    """The lines of a function without its decorators and its docstring."""
    assert function.end_lineno is not None
    total = function.end_lineno - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is not None:
        assert first.end_lineno is not None
        total -= first.end_lineno - first.lineno + 1
    return total


def positional(function: Function) -> int:
    """The parameters that can be given by position, without self and cls."""
    names = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
    return len(names) - (names[:1] in (["self"], ["cls"]))


def test_no_file_is_longer_than_400_lines() -> None:
    files = [*SOURCES, *(ROOT / "tests").rglob("*.py"), *ROOT.glob("*.py")]
    lengths = {str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines()) for file in files}
    assert {name: length for name, length in lengths.items() if length > FILE_LINES} == {}


def test_no_function_is_longer_than_40_lines_or_has_more_than_5_positional_parameters() -> None:
    found = []
    for file in SOURCES:
        for function in functions(file.read_text(encoding="utf-8")):
            if lines(function) > FUNCTION_LINES or positional(function) > POSITIONAL:
                where = f"{file.relative_to(ROOT)}:{function.lineno} {function.name}"
                found.append(f"{where}: {lines(function)} lines, {positional(function)} positional parameters")
    assert found == []


@pytest.mark.parametrize(("statements", "length"), [(39, 40), (40, 41)])
def test_the_line_count_includes_the_signature_but_not_the_docstring(statements: int, length: int) -> None:
    text = 'def f(self, a, *, b):\n    """Two\n    lines."""\n' + "    pass\n" * statements
    (function,) = functions(text)
    assert lines(function) == length
    assert positional(function) == 1
