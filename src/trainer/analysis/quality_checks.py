"""The checks of a scenario's quality as a measure of skill, one function for each code.

A scenario may be sound and still pass whoever chatters, guesses or flatters; these find that before a trainee
does.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from trainer.analysis import catalogue
from trainer.analysis.chance import Method
from trainer.analysis.findings import START, Finding, reply_site, scene_site
from trainer.analysis.proof import Proof
from trainer.analysis.strategies import Strategy, length
from trainer.scenario.model import Dimension, Reply, Scene

__all__ = ["check_play", "check_writing"]

CHANCE_MARKS: Final = {Method.EXACT: Fraction(5, 100), Method.SAMPLED: Fraction(7, 100)}
"""The greatest share of random plays that may pass. A sampled one may be off by 0.02."""

SCENES_TO_JUDGE: Final = 5
LONGEST_MARK: Final = Fraction(60, 100)
"""The greatest share of scenes in which a best reply may be the longest."""


def check_writing(proof: Proof) -> Iterator[Finding]:
    """Give the findings Q501, Q502 and Q505, which need no play."""
    yield from missing_feedback(proof)
    yield from no_difference(proof)
    yield from best_is_longest(proof)


def check_play(proof: Proof) -> Iterator[Finding]:
    """Give the findings Q503, Q504 and Q506 of a scenario whose graph is sound."""
    yield from longest_passes(proof)
    yield from chance_passes(proof)
    yield from one_side_passes(proof)


def missing_feedback(proof: Proof) -> Iterator[Finding]:
    """Q501: a reply that is not the best of its scene on every rated dimension has no feedback."""
    for scene in proof.scenario.scenes.values():
        best = best_replies(scene)
        for reply in scene.replies:
            if reply.feedback is None and is_rated(scene) and reply not in best:
                yield Finding(catalogue.NO_FEEDBACK, reply_site(scene.id, reply.id), {"reply": reply.id})


def no_difference(proof: Proof) -> Iterator[Finding]:
    """Q502: all replies of a rated scene of two or more earn the same."""
    for scene in proof.scenario.scenes.values():
        if len(scene.replies) > 1 and is_rated(scene) and best_replies(scene) == scene.replies:
            yield Finding(catalogue.ALL_THE_SAME, scene_site(scene.id), {"scene": scene.id})


def longest_passes(proof: Proof) -> Iterator[Finding]:
    """Q503: always taking the longest reply passes, in some language."""
    if proof.strategies is None:
        return
    passed = [language for language, play in proof.strategies[Strategy.LONGEST].items() if play.card.passed]
    if passed:
        yield Finding(catalogue.LONGEST_PASSES, START, {"languages": ", ".join(passed)})


def chance_passes(proof: Proof) -> Iterator[Finding]:
    """Q504: replies taken at random pass too often."""
    chance = proof.chance
    if chance is not None and chance.rate > CHANCE_MARKS[chance.method]:
        percent = f"{float(100 * chance.rate):.1f}"
        yield Finding(catalogue.CHANCE_PASSES, START, {"percent": percent})


def best_is_longest(proof: Proof) -> Iterator[Finding]:
    """Q505: in too many scenes a best reply is strictly the longest, in some language."""
    judged = [
        (scene.replies, best)
        for scene in proof.scenario.scenes.values()
        if scene.id in proof.reached and len(scene.replies) > 1 and is_rated(scene)
        if (best := best_replies(scene))
    ]
    if len(judged) < SCENES_TO_JUDGE:
        return
    given_away = []
    for language in proof.scenario.languages:
        locale = proof.scenario.locale(language)
        count = sum(_longest(replies, locale) in best for replies, best in judged)
        if Fraction(count, len(judged)) > LONGEST_MARK:
            given_away.append(language)
    if given_away:
        yield Finding(catalogue.BEST_IS_LONGEST, START, {"languages": ", ".join(given_away)})


def one_side_passes(proof: Proof) -> Iterator[Finding]:
    """Q506: always the kindest reply passes, or always the most effective."""
    if proof.strategies is None:
        return
    for strategy, message in (
        (Strategy.KINDEST, catalogue.KINDEST_PASSES),
        (Strategy.FIXER, catalogue.FIXER_PASSES),
    ):
        # These strategies do not look at words, so that one language says it for all.
        if next(iter(proof.strategies[strategy].values())).card.passed:
            yield Finding(message, START)


def is_rated(scene: Scene) -> bool:
    """Tell whether the replies of a scene are rated on any dimension."""
    return any(reply.points(dimension) is not None for reply in scene.replies for dimension in Dimension)


def best_replies(scene: Scene) -> tuple[Reply, ...]:
    """Return the replies that are the best of their scene on every rated dimension."""
    best = {each: max((reply.points(each) or 0 for reply in scene.replies), default=0) for each in Dimension}
    return tuple(
        reply for reply in scene.replies if all((reply.points(each) or 0) == best[each] for each in Dimension)
    )


def _longest(replies: Sequence[Reply], locale: str) -> Reply | None:
    """Return the reply that is longer than every other; None where two are equally long."""
    first, second = sorted(replies, key=lambda reply: length(reply, locale), reverse=True)[:2]
    return first if length(first, locale) > length(second, locale) else None
