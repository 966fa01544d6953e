"""The checks of a scenario's quality as a measure of skill, one function for each code.

A scenario may be sound and still pass whoever chatters, guesses or flatters; these find that before a trainee
does.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, TypeAlias

from trainer.analysis import catalogue
from trainer.analysis.chance import Method
from trainer.analysis.findings import START, Finding, reply_site, scene_site
from trainer.analysis.proof import UNLIKELY, Proof
from trainer.analysis.strategies import Strategy, length, points
from trainer.scenario.model import Reply, Scenario, Scene

__all__ = ["check_play", "check_writing", "longest_shares"]

Best: TypeAlias = Mapping[str, tuple[Reply, ...]]
"""The best replies of each rated scene."""

Choice: TypeAlias = tuple[Sequence[Reply], Sequence[Reply]]
"""The replies of a scene, and the best among them."""

CHANCE_MARKS: Final = {Method.EXACT: Fraction(5, 100), Method.SAMPLED: Fraction(7, 100)}
"""The greatest share of random plays that may pass. A sampled one may be off by 0.02."""

SCENES_TO_JUDGE: Final = 5
LONGEST_MARK: Final = Fraction(60, 100)
"""The greatest share of scenes in which a best reply may be the longest."""


def check_writing(proof: Proof) -> Iterator[Finding]:
    """Give the findings Q501, Q502 and Q505, which need no play."""
    best = best_replies(proof.scenario)
    yield from missing_feedback(proof, best)
    yield from no_difference(proof, best)
    yield from best_is_longest(proof, best)


def check_play(proof: Proof) -> Iterator[Finding]:
    """Give the findings Q503, Q504 and Q506 of a scenario whose graph is sound."""
    yield from longest_passes(proof)
    yield from chance_passes(proof)
    yield from one_side_passes(proof)


def missing_feedback(proof: Proof, best: Best) -> Iterator[Finding]:
    """Q501: a reply that is not the best of its scene on every rated dimension has no feedback."""
    for scene, replies in best.items():
        for reply in proof.scenario.scenes[scene].replies:
            if reply.feedback is None and reply not in replies:
                yield Finding(catalogue.NO_FEEDBACK, reply_site(scene, reply.id), {"reply": reply.id})


def no_difference(proof: Proof, best: Best) -> Iterator[Finding]:
    """Q502: all replies of a rated scene of two or more earn the same."""
    for scene, replies in best.items():
        if 1 < len(replies) == len(proof.scenario.scenes[scene].replies):
            yield Finding(catalogue.ALL_THE_SAME, scene_site(scene), {"scene": scene})


def longest_passes(proof: Proof) -> Iterator[Finding]:
    """Q503: always taking the longest reply passes, in some language."""
    passed = [each for each in proof.scenario.languages if proof.passes(Strategy.LONGEST, each)]
    if passed:
        yield Finding(catalogue.LONGEST_PASSES, START, {"languages": ", ".join(passed)})


def chance_passes(proof: Proof) -> Iterator[Finding]:
    """Q504: replies taken at random pass too often."""
    if proof.luck is None or proof.luck.most <= UNLIKELY:
        return
    chance = proof.chance
    if chance is None or not chance.is_over(CHANCE_MARKS[chance.method]):
        return
    if chance.method is Method.SAMPLED:
        # How far over takes all the plays to tell; that it is over, only the first of them.
        percent = f"{float(100 * CHANCE_MARKS[chance.method]):.0f}"
        yield Finding(catalogue.CHANCE_SURELY_PASSES, START, {"percent": percent})
    else:
        yield Finding(catalogue.CHANCE_PASSES, START, {"percent": f"{float(100 * chance.rate):.1f}"})


def best_is_longest(proof: Proof, best: Best) -> Iterator[Finding]:
    """Q505: in too many scenes a best reply is strictly the longest, in some language."""
    judged = _choices(proof, best)
    if len(judged) < SCENES_TO_JUDGE:
        return
    given_away = [each for each, share in _longest_shares(proof, judged).items() if share > LONGEST_MARK]
    if given_away:
        yield Finding(catalogue.BEST_IS_LONGEST, START, {"languages": ", ".join(given_away)})


def longest_shares(proof: Proof) -> Mapping[str, Fraction]:
    """Return, by language, in what share of the choices a best reply is strictly the longest, 0 to 1."""
    return _longest_shares(proof, _choices(proof, best_replies(proof.scenario)))


def _choices(proof: Proof, best: Best) -> list[Choice]:
    """Return the replies, and the best among them, of each rated scene with something to choose."""
    return [
        (proof.scenario.scenes[scene].replies, replies)
        for scene, replies in best.items()
        if replies and scene in proof.reached and len(proof.scenario.scenes[scene].replies) > 1
    ]


def _longest_shares(proof: Proof, choices: Sequence[Choice]) -> Mapping[str, Fraction]:
    shares = {}
    for language in proof.scenario.languages:
        locale = proof.scenario.locale(language)
        count = sum(_longest(replies, locale) in good for replies, good in choices)
        shares[language] = Fraction(count, max(1, len(choices)))
    return shares


def one_side_passes(proof: Proof) -> Iterator[Finding]:
    """Q506: always the kindest reply passes, or always the most effective."""
    for strategy, message in (
        (Strategy.KINDEST, catalogue.KINDEST_PASSES),
        (Strategy.FIXER, catalogue.FIXER_PASSES),
    ):
        # These strategies do not look at words, so that one language says it for all.
        if proof.passes(strategy, proof.scenario.languages[0]):
            yield Finding(message, START)


def best_replies(scenario: Scenario) -> dict[str, tuple[Reply, ...]]:
    """Return for each rated scene the replies that are the best of it on every rated dimension."""
    return {scene.id: _best(scene.replies) for scene in scenario.scenes.values() if _is_rated(scene)}


def _is_rated(scene: Scene) -> bool:
    """Tell whether the replies of a scene are rated on any dimension."""
    # All replies of a scene are rated on the same dimensions.
    return bool(scene.replies) and not (
        scene.replies[0].empathy is scene.replies[0].resolution is scene.replies[0].register_ is None
    )


def _best(replies: Sequence[Reply]) -> tuple[Reply, ...]:
    rated = [points(reply) for reply in replies]
    best = tuple(map(max, zip(*rated, strict=True)))
    return tuple([reply for reply, earned in zip(replies, rated, strict=True) if earned == best])


def _longest(replies: Sequence[Reply], locale: str) -> Reply | None:
    """Return the reply that is longer than every other; None where two are equally long."""
    lengths = [length(reply, locale) for reply in replies]
    longest = max(lengths)
    return replies[lengths.index(longest)] if lengths.count(longest) == 1 else None
