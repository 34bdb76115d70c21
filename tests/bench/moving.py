"""Files in and out, and maintenance: import, export, check, backup, bundle; whole commands."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path

from bench import peers
from bench.measure import Ran, Row, commands, ran
from bench.stock import PROGRAM, TEXTS, Stock, importing

COLUMNS = ("id", "form", "status", "summary", "signed", "term", "level")
FORMATS = ("csv", "tsv", "json", "jsonl", "xlsx", "md", "html", "ics", "graphml")
Peers = dict[str, Callable[[], Ran] | str]


def peer(name: str, run: Callable[[str], Ran]) -> Peers:
    """A peer's run, given its command; or why it is missing."""
    try:
        command = peers.command(name)
    except peers.Missing as missing:
        return {name: str(missing)}
    return {name: lambda: run(command)}


def turns(stock: Stock) -> int:
    return 5 if stock.size <= 20_000 else 3 if stock.size <= 100_000 else 1


def imports(stock: Stock) -> Iterable[Row]:
    """All tables into a new catalogue, compared with only the agreements into a bare table."""

    def own() -> Ran:
        return ran(*importing(stock.empty("import.db"), *stock.tables))

    def utils(command: str) -> Ran:
        path = str(stock.fresh("peer.db"))
        made = ran(command, "insert", path, "t", str(stock.agreements), "--csv", "--pk", "id", "--silent")
        searched = ran(command, "enable-fts", path, "t", *TEXTS)
        return Ran(made.clock + searched.clock, made.work + searched.work, max(made.memory, searched.memory))

    def shell(command: str) -> Ran:
        return ran(command, str(stock.fresh("peer.db")), ".mode csv", f".import {stock.agreements} t")

    def csvs(command: str) -> Ran:
        columns = [each for name in TEXTS for each in ("-f", name)]
        return ran(command, str(stock.agreements), str(stock.fresh("peer.db")), *columns)

    others = {**peer("sqlite-utils", utils), **peer("sqlite3", shell), **peer("csvs-to-sqlite", csvs), **_duckdb(stock)}
    yield from commands("import", own, others, turns=turns(stock))
    given = sum(table.stat().st_size for table in stock.tables) / 1e6
    size = (stock.folder / "import.db").stat().st_size / 1e6
    yield Row("file", size, "MB", peer="what came in", theirs=given, ratio=(size / given,) * 3)


def _duckdb(stock: Stock) -> Peers:
    try:
        python = peers.python("duckdb")
    except peers.Missing as missing:
        return {"duckdb": str(missing)}
    read = f"CREATE TABLE t AS SELECT * FROM read_csv('{stock.agreements}', all_varchar = true)"

    def run() -> Ran:
        return ran(python, "-c", f"import duckdb; duckdb.connect({str(stock.fresh('peer.duck'))!r}).execute({read!r})")

    return {"duckdb": run}


def reimports(stock: Stock) -> Iterable[Row]:
    """The same file again, which writes nothing; and one in which a hundredth of the rows differ."""

    def upsert(command: str) -> Ran:
        return ran(command, "upsert", str(stock.utils), "t", str(stock.agreements), "--csv", "--pk", "id", "--silent")

    same = importing(stock.catalogue, stock.agreements)
    yield from commands(
        "import again, nothing new", lambda: ran(*same), peer("sqlite-utils", upsert), turns=turns(stock)
    )
    copy = stock.fresh("changed.db")
    ran(*PROGRAM, "--db", str(stock.catalogue), "db", "backup", str(copy))
    update = (*importing(copy, _changed(stock)), "--upsert")
    yield from commands("import, 1 % changed", lambda: ran(*update), {}, turns=1)
    stock.fresh("changed.db")


def _changed(stock: Stock) -> Path:
    path = stock.folder / "changed" / "agreements.csv"
    path.parent.mkdir(exist_ok=True)
    with stock.agreements.open(encoding="utf-8", newline="") as given, path.open("w", newline="") as out:
        rows = csv.reader(given)
        header = next(rows)
        writer = csv.writer(out)
        writer.writerow(header)
        summary = header.index("summary")
        for number, row in enumerate(rows):
            row[summary] += " Changed." if number % 100 == 0 else ""
            writer.writerow(row)
    return path


def exports(stock: Stock) -> Iterable[Row]:
    """The same columns of all agreements, compared with the sqlite3 shell; then every format for a twentieth."""
    listed = ",".join(COLUMNS)
    asked = f"SELECT {listed} FROM t"
    for form, shown in (("csv", ["-csv", "-header"]), ("jsonl", ["-json"])):

        def own(form: str = form) -> Ran:
            out = str(stock.folder / f"out.{form}")
            question = ("--kind", "agreement", "--columns", listed, "-o", out)
            return ran(*PROGRAM, "--db", str(stock.catalogue), "-q", "export", *question)

        def shell(command: str, shown: list[str] = shown) -> Ran:
            return ran(command, *shown, str(stock.utils), asked, out=stock.folder / "out.peer")

        def utils(command: str, form: str = form) -> Ran:
            options = ["--csv"] if form == "csv" else ["--nl"]
            return ran(command, "query", str(stock.utils), asked, *options, out=stock.folder / "out.peer")

        others = {**peer("sqlite3", shell), **peer("sqlite-utils", utils)}
        yield from commands(f"export {form}", own, others, turns=turns(stock))
    for form in FORMATS:
        out = str(stock.folder / f"out.{form}")
        some = (*PROGRAM, "--db", str(stock.catalogue), "-q", "export", "kind:agreement date:2003", "-o", out)
        yield from commands(f"export {form}, the agreements of a year", lambda some=some: ran(*some), {}, turns=1)


def care(stock: Stock) -> Iterable[Row]:
    """Check compared with SQLite's own integrity check; a verified backup compared with a plain one."""
    database = str(stock.catalogue)

    def integrity(command: str) -> Ran:
        return ran(command, database, "PRAGMA integrity_check")

    def backup(command: str) -> Ran:
        return ran(command, database, f".backup {stock.fresh('peer.db')}")

    def own() -> Ran:
        return ran(*PROGRAM, "--db", database, "-q", "db", "backup", str(stock.fresh("backup.db")))

    check = (*PROGRAM, "--db", database, "check")
    yield from commands("check", lambda: ran(*check), peer("sqlite3", integrity), turns=turns(stock))
    yield from commands("backup", own, peer("sqlite3", backup), turns=turns(stock))
