"""The exchange: fifty offices with forty corrections each, a hub that applies them, and its answer."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from random import Random

from msgspec.structs import replace

from bench.measure import Row, commands, median_and_most, ran, worked
from bench.stock import PROGRAM, Stock
from catalogue.api import bundles as exchange
from catalogue.api import history
from catalogue.api.session import Session
from catalogue.model.bundles import Identity, Partner
from catalogue.store import partners, records
from catalogue.store.journal import Writing

OFFICES, CORRECTIONS, SEASON = 50, 40, 1_000
FIELDS = ("summary", "registration_no", "notice_days")
"""Half of the corrections fall on a season of records, so that offices meet; each changes one of these."""


def bundles(stock: Stock) -> Iterable[Row]:
    """Bundles of all offices, made one after another on one copy; whole commands at the hub and at the last office."""
    hub, office = stock.fresh("hub.db"), stock.fresh("office.db")
    shutil.copyfile(stock.catalogue, hub)
    ran(*PROGRAM, "--db", str(hub), "bundle", "init", "--hub")
    shutil.copyfile(hub, office)
    names = [f"office-{number}" for number in range(min(OFFICES, stock.size // 10))]
    ran(*PROGRAM, "--db", str(office), "bundle", "init", "--office", names[0])
    files = [stock.fresh(f"{name}.bundle") for name in names]
    times = list(_made(office, dict(zip(names, files, strict=True))))
    middle, most = median_and_most(times)
    yield Row("bundle of an office, made", middle, "ms", most)
    size = sum(file.stat().st_size for file in files) / len(files) / 1000
    yield Row("its size", size, "kB")

    def at(name: str, place: Path, *asked: str) -> Iterable[Row]:
        def own() -> object:
            return ran(*PROGRAM, "--db", str(place), "-q", "bundle", *asked)

        return commands(name, own, {}, turns=1)

    yield from at("the same as a command, every record proved", office, "create", "-o", str(files[-1]))
    yield from at("all taken in at the hub", hub, "apply", *map(str, files))
    with Session.open(hub, read_only=True) as session:
        yield Row("differences listed", len(exchange.conflicts(session)), "")
    answer = str(stock.fresh("answer.bundle"))
    yield from at("the answer to one, made", hub, "create", "--to", names[-1], "-o", answer)
    yield from at("taken in at the office", office, "apply", answer)
    with Session.open(hub, read_only=True) as one, Session.open(office, read_only=True) as other:
        assert partners.content_hash(one.reading) == partners.content_hash(other.reading), (
            "the office differs from the hub"
        )
    for file in (hub, office, *files, Path(answer)):
        stock.fresh(file.name)


def _made(office: Path, files: dict[str, Path]) -> Iterable[float]:
    """Each office's corrections and its bundle; milliseconds of work for the latter.

    One copy plays all offices: the corrections of each are undone before the next, except for the last.
    """
    chosen = Random(1)
    with Session.open(office) as session:
        agreements = [own for (own,) in session.reading.execute("SELECT id FROM record WHERE kind = 'agreement'")]
        season = agreements[:SEASON]
        result = partners.partner(session.reading, "")
        hub = partners.identity(session.reading)
        assert result
        assert hub
        for name, file in files.items():
            _become(session, Identity(hub.hub, name), result)
            batch = _correct(session, name, chosen.sample(season, min(len(season), CORRECTIONS // 2)), chosen)
            later = _correct(session, name, chosen.sample(agreements, CORRECTIONS // 2), chosen)
            yield worked(lambda file=file: exchange.create(session, str(file)))
            if file != [*files.values()][-1]:
                history.undo(session, later)
                history.undo(session, batch)


def _become(session: Session, own: Identity, result: Partner) -> None:
    """Turn the copy into an office that has just received the hub's state."""
    with session.writing() as connection, connection:
        partners.establish(connection, own)
        last = partners.last(connection)
        partners.save(connection, replace(result, base=last))
        partners.save_bundle(connection, 0, last)


def _correct(session: Session, name: str, ids: list[str], chosen: Random) -> int:
    """Change one value in each record."""
    with session.writing() as connection:
        held = records.load(connection, ids)
        with Writing(connection, actor=name, action="edit") as writing:
            for own in held.values():
                field = chosen.choice(FIELDS)
                text = str(chosen.randrange(1, 365)) if field == "notice_days" else f"{name} {chosen.random():.3f}"
                writing.put(replace(own, values={**own.values, field: text}).tidy(), own)
        assert writing.batch is not None
        return writing.batch
