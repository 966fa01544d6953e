"""The first of many conditions to hold is the one that trying them in turn finds."""

from hypothesis import given
from hypothesis import strategies as st

from trainer.analysis.selection import Selection
from trainer.engine.graph import ALL_MOODS, Guard

FLAGS = st.integers(0, 15).map(lambda bits: bits << 3)


@st.composite
def guards(draw: st.DrawFn) -> Guard:
    mask = draw(FLAGS)
    return Guard(mask, mask & draw(FLAGS), draw(st.integers(0, ALL_MOODS)))


@given(tried=st.lists(guards(), max_size=30), flags=FLAGS, moods=st.integers(0, ALL_MOODS))
def test_each_mood_takes_the_first_condition_that_holds(tried: list[Guard], flags: int, moods: int) -> None:
    wanted = []
    for mood in range(7):
        holding = [place for place, each in enumerate(tried) if each.holds(flags | mood)]
        if moods >> mood & 1 and holding:
            wanted.append((holding[0], 1 << mood))
    assert list(Selection(tried).first(flags, moods)) == wanted
