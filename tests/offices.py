"""A hub and its offices in a folder, and what people do there."""

from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path

from msgspec.structs import replace

from catalogue.api import bundles
from catalogue.api.session import Session
from catalogue.model.records import Link, Name, Record
from catalogue.store import backup, partners, records
from catalogue.store.journal import Writing

PLACE = Record("place-tashkent", "place", {"form": "city", "country": "UZ"}, (Name("Tashkent", "en"),)).tidy()
PARK = Record(
    "park-one",
    "technopark",
    {"form": "technopark", "status": "planned", "residents": "7", "country": "UZ"},
    (Name("Park One", "en"),),
    (Link("located_in", "place-tashkent"),),
).tidy()
OTHER = Record("park-two", "technopark", {"form": "technopark"}, (Name("Park Two", "en"),)).tidy()


class Exchange:
    """A hub and its offices in a folder."""

    def __init__(self, folder: Path, offices: int, found=(PLACE, PARK, OTHER)) -> None:
        self.folder, self.number = folder, count()
        backup.new(folder / "hub.db")
        put(folder / "hub.db", *found)
        with Session.open(folder / "hub.db") as hub:
            bundles.init_hub(hub)
        self.names = [f"office-{number}" for number in range(offices)]
        for name in self.names:
            shutil.copy(folder / "hub.db", self.path(name))
            with Session.open(self.path(name)) as copy:
                bundles.init_office(copy, name)

    def path(self, name: str) -> Path:
        return self.folder / f"{name}.db"

    def make(self, name: str, *, to: str = "") -> str:
        out = str(self.folder / f"{next(self.number)}.bundle")
        with Session.open(self.path(name)) as session:
            bundles.create(session, out, to=to)
        return out

    def take(self, name: str, path: str, policy="ask", **options):
        with Session.open(self.path(name)) as session:
            return bundles.apply(session, path, policy=policy, **options)

    def up(self, name: str, policy="ask"):
        return self.take("hub", self.make(name), policy)

    def down(self, name: str, policy="ask"):
        return self.take(name, self.make("hub", to=name), policy)

    def hash(self, name: str) -> str:
        with Session.open(self.path(name)) as session:
            return partners.content_hash(session.reading)

    def get(self, name: str, record: str) -> Record | None:
        with Session.open(self.path(name)) as session:
            return records.load(session.reading, [record]).get(record)

    def conflicts(self, name: str = "hub"):
        with Session.open(self.path(name)) as session:
            return bundles.conflicts(session)


def put(path: Path, *found: Record, gone: str = "") -> None:
    with Session.open(path) as session, session.writing() as connection:
        old = records.load(connection, [*(each.id for each in found), *([gone] if gone else [])])
        with Writing(connection, actor="somebody", action="edit") as writing:
            for each in found:
                writing.put(each.tidy(), old.get(each.id))
            if gone:
                writing.remove(old[gone])


def change(exchange: Exchange, name: str, record: str = "park-one", **values: str) -> None:
    found = exchange.get(name, record)
    assert found is not None
    put(exchange.path(name), replace(found, values={**found.values, **values}))
