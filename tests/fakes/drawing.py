"""Small scenarios drawn at random by Hypothesis, for properties that must hold of every scenario."""

from typing import Literal

from building import Next, ending, flag, mood, reply, scenario, scene, silence
from hypothesis import strategies as st

from trainer.scenario.model import Condition, CriticalError, Outcome, PassMarks, Scenario, Scene

FLAGS = ("a", "b")
OPERATORS: tuple[Literal["<", "<=", "==", ">=", ">"], ...] = ("<", "<=", "==", ">=", ">")


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    terms = st.one_of(
        st.builds(lambda name, wanted: flag(name, wanted=wanted), st.sampled_from(FLAGS), st.booleans()),
        st.builds(mood, st.sampled_from(OPERATORS), st.integers(-3, 3)),
    )
    return tuple(draw(st.lists(terms, min_size=1, max_size=2)))


@st.composite
def targets(draw: st.DrawFn, names: list[str]) -> Next:
    guarded = draw(st.lists(st.tuples(conditions(), st.sampled_from(names)), max_size=2))
    return [*guarded, ((), draw(st.sampled_from(names)))]


@st.composite
def decisions(draw: st.DrawFn, name: str, names: list[str], *, stuck: bool) -> Scene:
    dimensions = draw(st.sampled_from(["", "e", "er", "erg", "r", "g"]))
    flags = st.lists(st.sampled_from(FLAGS), max_size=1, unique=True).map(tuple)
    replies = [
        reply(
            f"{name}-r{number}",
            draw(targets(names)),
            "".join(str(draw(st.integers(0, 3))) if letter in dimensions else "-" for letter in "erg"),
            critical=draw(st.sampled_from([None, None, None, *CriticalError])),
            mood=draw(st.integers(-3, 3)),
            sets=draw(flags),
            clears=draw(flags),
            when=draw(st.just(()) | conditions()) if number or stuck else (),
        )
        for number in range(draw(st.integers(1, 3)))
    ]
    return scene(
        name,
        *replies,
        silence=silence(draw(targets(names)), mood=draw(st.integers(-2, 2))) if draw(st.booleans()) else None,
        variants=[*draw(st.lists(conditions(), max_size=2)), ()],
    )


@st.composite
def scenarios(draw: st.DrawFn, *, loops: bool = False, stuck: bool = False) -> Scenario:
    """Draw a scenario of at most four scenes and two endings.

    With `loops` a reply may lead back; with `stuck` a state may offer nothing.
    """
    names = [f"s{number}" for number in range(draw(st.integers(1, 4)))]
    endings = [
        ending(f"end{number}", draw(st.sampled_from(Outcome))) for number in range(draw(st.integers(1, 2)))
    ]
    scenes = []
    for place, name in enumerate(names):
        reachable = names if loops else names[place + 1 :]
        scenes.append(
            draw(decisions(name, [*reachable, *(each.id for each in endings)], stuck=stuck)),
        )
    marks = st.integers(1, 100)
    outcomes = draw(st.lists(st.sampled_from(Outcome), min_size=1, max_size=3, unique=True).map(tuple))
    return scenario(
        *scenes,
        *endings,
        mood=draw(st.integers(-3, 3)),
        marks=PassMarks(draw(marks), draw(marks), draw(marks), outcomes),
    )
