"""Whatever is edited where, and whichever bundles get lost, copies that exchange end with the same content."""

from __future__ import annotations

from contextlib import suppress
from random import Random

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from catalogue.api import care
from catalogue.api.session import Session
from catalogue.errors import NotFound, Refused
from catalogue.model.records import Claim, Link, Name, Record
from catalogue.store import records
from offices import Exchange, put

FIELDS = {"residents": ["1", "5", ">10", "~7"], "status": ["planned", "operating"], "summary": ["a", "b", "ё"]}


def _edit(exchange: Exchange, name: str, chosen: Random) -> None:
    """One write of any kind to one copy."""
    with Session.open(exchange.path(name)) as session:
        held = list(records.every(session.reading))
    parks = [each for each in held if each.kind == "technopark"]
    act = chosen.randrange(7)
    if act == 0 or not parks:
        number = chosen.randrange(40)
        if all(each.id != f"park-x{number}" for each in held):
            names = (Name(f"Park {number} {name}", "en"),)
            put(exchange.path(name), Record(f"park-x{number}", "technopark", {"form": "technopark"}, names))
        return
    own = chosen.choice(parks)
    if act == 1:
        linked = {link.object for each in held for link in each.links}
        if own.id not in linked:
            put(exchange.path(name), gone=own.id)
    elif act == 2 and len(parks) > 1:
        other = chosen.choice([each for each in parks if each != own])
        put(exchange.path(name), replace(own, links=(*own.links, Link("developed_with", other.id))))
    elif act == 3:
        claim = Claim("residents", str(chosen.randrange(9)), as_of=str(chosen.randrange(2020, 2023)))
        put(exchange.path(name), replace(own, claims=(*own.claims, claim)))
    elif act == 4:
        put(exchange.path(name), replace(own, names=(Name(f"Name {chosen.randrange(5)}", "en"),)))
    else:
        field = chosen.choice([*FIELDS])
        put(exchange.path(name), replace(own, values={**own.values, field: chosen.choice(FIELDS[field])}))


@settings(max_examples=4, deadline=None, phases=[Phase.generate])
@given(seed=st.integers(0, 100_000))
def test_three_offices_and_a_hub_converge_through_twenty_rounds(tmp_path_factory, seed: int) -> None:
    """Bundles get lost, arrive late or twice; edits continue meanwhile. In the end every copy holds the same."""
    chosen = Random(seed)
    exchange = Exchange(tmp_path_factory.mktemp("rounds"), 3)
    waiting: list[str] = []
    for _ in range(20):
        _round(exchange, waiting, chosen)
    for policy in ("theirs", "ask"):
        for name in exchange.names:
            exchange.up(name)
        for name in exchange.names:
            exchange.down(name, policy)
    everybody = (*exchange.names, "hub")
    assert len({exchange.hash(name) for name in everybody}) == 1
    for name in everybody:
        with Session.open(exchange.path(name)) as session:
            assert all(finding.ok for finding in care.check(session))


def _round(exchange: Exchange, waiting: list[str], chosen: Random) -> None:
    """Some edits, a bundle; perhaps some bundles arrive at the hub, perhaps an answer at the office."""
    for _ in range(chosen.randrange(4)):
        _edit(exchange, chosen.choice([*exchange.names, "hub"]), chosen)
    name = chosen.choice(exchange.names)
    policy = chosen.choice(["ask", "ours", "theirs", "newest", "keep-both-as-claims"])
    waiting.append(exchange.make(name))
    if chosen.random() < 0.7:
        for path in chosen.sample(waiting, chosen.randint(1, len(waiting))):
            exchange.take("hub", path, policy)
    if chosen.random() < 0.5:
        with suppress(Refused, NotFound):  # the hub has not received the last bundle, or none of this office
            exchange.down(name, policy)
