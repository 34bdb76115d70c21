"""The trail: back and forward reverse each other; a new step discards the way forward."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from catalogue.tui.state import LONGEST_TRAIL, Position, Trail, ViewState

SPOTS = st.builds(
    Position, st.builds(ViewState, st.text(max_size=5), st.text(max_size=5)), st.integers(0, 9), st.integers(0, 9)
)


@given(st.lists(SPOTS, min_size=1, max_size=8, unique=True), st.data())
def test_going_back_and_forward_equally_often_returns_to_the_start(spots, data):
    trail = Trail()
    for spot in spots[:-1]:
        trail.leave(spot)
    here = spots[-1]
    steps = data.draw(st.integers(0, len(spots) - 1))
    for _ in range(steps):
        here = trail.back(here) or here
    assert here == spots[len(spots) - 1 - steps]
    for _ in range(steps):
        here = trail.forward(here) or here
    assert here == spots[-1]


def test_at_either_end_there_is_nothing():
    trail, here = Trail(), Position(ViewState())
    assert trail.back(here) is None
    assert trail.forward(here) is None


def test_a_new_step_discards_the_way_forward():
    trail = Trail()
    trail.leave(Position(ViewState("a")))
    trail.back(Position(ViewState("b")))
    trail.leave(Position(ViewState("c")))
    assert trail.forward(Position(ViewState("d"))) is None


def test_the_trail_has_a_limited_length():
    trail = Trail()
    for number in range(LONGEST_TRAIL * 2):
        trail.leave(Position(ViewState(str(number))))
    assert len(trail.past) == LONGEST_TRAIL
    assert trail.past[-1].looking.query == str(LONGEST_TRAIL * 2 - 1)


def test_the_sort_order_is_read_from_the_query():
    assert ViewState("park sort:-opened,name").sort == "-opened,name"
    assert ViewState("park").sort == ""
