#!/usr/bin/env python3
"""Score a catalogue search against judged queries.

The searcher under test is an adapter: it takes a query string and gives a ranked list of record ids.

    evaluate.py -q queries_dev.jsonl --py mypkg.search:find          # callable: find(query) -> [id, ...]
    evaluate.py -q queries_dev.jsonl --cmd 'mycat find --ids -- {}'   # one process per query
    evaluate.py -q queries_dev.jsonl --pipe 'mycat find --batch'      # one process, one query per line
    evaluate.py -q queries_dev.jsonl --run results.jsonl              # {"query": ..., "ids": [...]} per line

A command prints ids one per line, or a JSON list of ids or of objects with "id".  With --pipe it reads
JSON strings, one per line, and answers each with one JSON list on one line.

Query file, one JSON object per line:
    query, category      the text and its kind of difficulty
    expected             ids that must be found; [] = nothing may be found; null = only "no error" is scored
    acceptable           ids that count neither for nor against (removed before any cut-off)
    best                 ids, one of which should be first
    forbidden            ids that must not appear anywhere in the list

Measures, averaged over queries:
    R@10   found expected ids in the top 10 / min(10, number expected)
    MRR    1 / rank of the first expected id within the top 10
    S@1    a `best` id is first (only queries that name one)
    P@10   share of the top 10 that was expected (empty list: not counted)
    zero   share of queries with expected ids that returned nothing
    clean  negatives: nothing returned where nothing may be, or no forbidden id anywhere
    err    queries on which the adapter failed
"""

from __future__ import annotations

import argparse
import importlib
import json
import shlex
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

CUT = 10
Adapter = Callable[[str], list[str]]


@dataclass
class Judged:
    query: str
    category: str
    expected: list[str] | None
    acceptable: set[str] = field(default_factory=set)
    best: set[str] = field(default_factory=set)
    forbidden: set[str] = field(default_factory=set)


@dataclass
class Outcome:
    judged: Judged
    ids: list[str]
    error: str | None
    seconds: float

    @property
    def scored(self) -> list[str]:
        """The list without the acceptable ids."""
        return [i for i in self.ids if i not in self.judged.acceptable]

    @property
    def hits(self) -> list[bool]:
        wanted = set(self.judged.expected or [])
        return [i in wanted for i in self.scored[:CUT]]

    def recall(self) -> float | None:
        if not self.judged.expected:
            return None
        return sum(self.hits) / min(CUT, len(self.judged.expected))

    def reciprocal_rank(self) -> float | None:
        if not self.judged.expected:
            return None
        return next((1 / rank for rank, hit in enumerate(self.hits, 1) if hit), 0.0)

    def first_is_best(self) -> float | None:
        if not self.judged.best:
            return None
        return float(bool(self.ids) and self.ids[0] in self.judged.best)

    def precision(self) -> float | None:
        if not self.judged.expected or not self.hits:
            return None
        return sum(self.hits) / len(self.hits)

    def zero(self) -> float | None:
        return float(not self.ids) if self.judged.expected else None

    def clean(self) -> float | None:
        if self.judged.expected == []:
            return float(not self.ids and self.error is None)
        if self.judged.forbidden:
            return float(self.error is None and not self.judged.forbidden.intersection(self.ids))
        return None


MEASURES: list[tuple[str, Callable[[Outcome], float | None]]] = [
    ("R@10", Outcome.recall),
    ("MRR", Outcome.reciprocal_rank),
    ("S@1", Outcome.first_is_best),
    ("P@10", Outcome.precision),
    ("zero", Outcome.zero),
    ("clean", Outcome.clean),
]


def load(path: Path) -> list[Judged]:
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            o = json.loads(line)
            out.append(
                Judged(
                    o["query"],
                    o["category"],
                    o.get("expected"),
                    set(o.get("acceptable", [])),
                    set(o.get("best", [])),
                    set(o.get("forbidden", [])),
                )
            )
    return out


def parse_ids(text: str) -> list[str]:
    text = text.strip()
    if not text:
        return []
    if text[0] == "[":
        return [x["id"] if isinstance(x, dict) else str(x) for x in json.loads(text)]
    return [line.split("\t")[0].strip() for line in text.splitlines() if line.strip()]


def callable_adapter(spec: str) -> Adapter:
    module, _, name = spec.partition(":")
    sys.path.insert(0, str(Path.cwd()))
    function = getattr(importlib.import_module(module), name or "search")
    return lambda query: list(function(query))


def command_adapter(template: str) -> Adapter:
    parts = shlex.split(template)

    def search(query: str) -> list[str]:
        argv = [query if p == "{}" else p for p in parts]
        done = subprocess.run(argv, capture_output=True, text=True, timeout=60, check=False)
        # "Nothing found" may be reported as exit status 1, as grep does; anything else is a failure.
        if done.returncode not in (0, 1) or "Traceback (most recent call last)" in done.stderr:
            raise RuntimeError(f"exit {done.returncode}: {done.stderr.strip()[-200:]}")
        return parse_ids(done.stdout)

    return search


def pipe_adapter(command: str) -> Adapter:
    process = subprocess.Popen(shlex.split(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def search(query: str) -> list[str]:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(query, ensure_ascii=False) + "\n")
        process.stdin.flush()
        line = process.stdout.readline()
        if not line:
            raise RuntimeError("the process ended")
        return parse_ids(line)

    return search


def run_adapter(path: str) -> Adapter:
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]
    table = {row["query"]: list(row["ids"]) for row in rows}
    return lambda query: table[query]


def ask(adapter: Adapter, judged: Judged) -> Outcome:
    start = time.perf_counter()
    try:
        ids, error = list(dict.fromkeys(adapter(judged.query))), None
    except Exception as exc:  # noqa: BLE001 - any failure of the adapter is a result to report
        ids, error = [], f"{type(exc).__name__}: {exc}"
    return Outcome(judged, ids, error, time.perf_counter() - start)


def evaluate(adapter: Adapter, queries: Iterable[Judged]) -> list[Outcome]:
    return [ask(adapter, judged) for judged in queries]


def summary(outcomes: list[Outcome]) -> dict[str, float | int | None]:
    row: dict[str, float | int | None] = {"n": len(outcomes)}
    for name, measure in MEASURES:
        values = [v for o in outcomes if (v := measure(o)) is not None]
        row[name] = statistics.fmean(values) if values else None
    row["err"] = sum(o.error is not None for o in outcomes)
    return row


def latency(outcomes: list[Outcome]) -> tuple[float, float, float]:
    times = sorted(o.seconds * 1000 for o in outcomes)
    return statistics.median(times), times[int(0.95 * (len(times) - 1))], times[-1]


def table(outcomes: list[Outcome]) -> str:
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for o in outcomes:
        groups[o.judged.category].append(o)
    columns = ["n", *(name for name, _ in MEASURES), "err"]
    lines = [f"{'category':12}" + "".join(f"{c:>7}" for c in columns)]
    for name, group in [*sorted(groups.items()), ("ALL", outcomes)]:
        row = summary(group)
        cells = ["-" if (v := row[c]) is None else f"{v}" if c in ("n", "err") else f"{v:.3f}" for c in columns]
        lines.append(f"{name:12}" + "".join(f"{c:>7}" for c in cells))
    lines.append("latency ms: median {:.2f}  p95 {:.2f}  max {:.2f}".format(*latency(outcomes)))
    return "\n".join(lines)


def complaints(outcomes: list[Outcome]) -> list[str]:
    lines = []
    for o in outcomes:
        j = o.judged
        missing = sorted(set(j.expected or []) - set(o.scored[:CUT])) if o.recall() not in (None, 1.0) else []
        wrong = [i for i, hit in zip(o.scored[:CUT], o.hits, strict=True) if not hit] if j.expected is not None else []
        forbidden = sorted(j.forbidden.intersection(o.ids))
        late = [] if o.first_is_best() in (None, 1.0) else [o.ids[0] if o.ids else "nothing"]
        notes = [
            ("error", [o.error] if o.error else []),
            ("missing", missing),
            ("wrong", wrong),
            ("forbidden", forbidden),
            ("first is", late),
        ]
        said = "; ".join(f"{name} {' '.join(map(str, v))}" for name, v in notes if v)
        if said:
            lines.append(f"[{j.category}] {j.query!r}: {said}")
    return lines


def main(argv: list[str] | None = None) -> int:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("-q", "--queries", type=Path, required=True)
    how = p.add_mutually_exclusive_group(required=True)
    how.add_argument("--py", metavar="MODULE:FUNCTION")
    how.add_argument("--cmd", metavar="COMMAND", help="with {} where the query goes")
    how.add_argument("--pipe", metavar="COMMAND")
    how.add_argument("--run", metavar="FILE")
    p.add_argument("-v", "--verbose", action="store_true", help="list every query that is not perfect")
    p.add_argument("--json", type=Path, help="also write the measures here")
    p.add_argument(
        "--require",
        metavar="R@10=0.9",
        action="append",
        default=[],
        help="exit 1 when an overall measure is below this (above it, for zero and err)",
    )
    a = p.parse_args(argv)

    if a.py:
        adapter = callable_adapter(a.py)
    elif a.cmd:
        adapter = command_adapter(a.cmd)
    elif a.pipe:
        adapter = pipe_adapter(a.pipe)
    else:
        adapter = run_adapter(a.run)

    outcomes = evaluate(adapter, load(a.queries))
    if a.verbose:
        print("\n".join(complaints(outcomes)))
    print(table(outcomes))

    overall = summary(outcomes)
    if a.json:
        categories = sorted({o.judged.category for o in outcomes})
        report = {c: summary([o for o in outcomes if o.judged.category == c]) for c in categories}
        a.json.write_text(json.dumps({"ALL": overall, **report}, indent=1, ensure_ascii=False), encoding="utf-8")
    failed = []
    for rule in a.require:
        name, _, bound = rule.partition("=")
        value = overall[name]
        worse = value is None or (value > float(bound) if name in ("zero", "err") else value < float(bound))
        if worse:
            failed.append(f"{name} is {value}, wanted {bound}")
    if failed:
        print("\n".join(failed), file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
