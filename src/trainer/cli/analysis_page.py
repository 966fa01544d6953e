"""What is proved about a scenario, as a page that an instructor reads."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import click

from trainer.analysis.chance import Method
from trainer.analysis.proof import Proof
from trainer.analysis.strategies import Strategy, StrategyPlay
from trainer.cli.lines import heading, said
from trainer.cli.words import dimension_name, outcome_name
from trainer.engine.call import advance, start
from trainer.i18n import _, current_language, format_number, ngettext, pgettext
from trainer.scenario.diagnostics import Diagnostic
from trainer.scenario.model import Scenario
from trainer.scoring.perfect import Move

__all__ = ["print_page"]

MANY: Final = 10**15
"""From here on a number of plays is given by its size alone."""


def print_page(proof: Proof | None, diagnostics: Sequence[Diagnostic]) -> None:
    """Print the page: what the scenario holds, what its calls come to, and what should be mended."""
    if proof is None:
        click.echo(_("The scenario cannot be read yet; mend these errors first."))
    else:
        for line in _page(proof):
            click.echo(line)
    for line in _findings(diagnostics):
        click.echo(line)


def _page(proof: Proof) -> Iterator[str]:
    scenario = proof.scenario
    title = scenario.title.shown(current_language())
    yield heading(
        _("{title} ({id}, version {version})").format(title=title, id=scenario.id, version=scenario.version)
    )
    yield from _extent(proof)
    yield from _perfect(proof)
    yield from _lowest(proof)
    yield from _habits(proof)


def _extent(proof: Proof) -> Iterator[str]:
    """Give how much there is: scenes, situations, plays and endings."""
    total = len(proof.scenario.scenes)
    if proof.graph is None:
        yield ngettext("{count} scene", "{count} scenes", total).format(count=total)
        yield _("There are too many situations to look at each.")
        return
    yield ngettext(
        "{reached} of {count} scene is reached.", "{reached} of {count} scenes are reached.", total
    ).format(reached=len(proof.reached), count=total)
    count = proof.graph.size
    yield ngettext(
        "A call can be in {number} situation (scene, mood and flags together).",
        "A call can be in {number} different situations (scene, mood and flags together).",
        count,
    ).format(number=format_number(count))
    plays = proof.plays
    if plays is None:
        yield _("A call can go on for ever, so nothing else can be counted.")
        return
    if plays.plays >= MANY:
        yield _("There are over 10^{digits} different plays.").format(digits=len(str(plays.plays)) - 1)
    else:
        yield ngettext("There is {number} play.", "There are {number} different plays.", plays.plays).format(
            number=format_number(plays.plays)
        )
        endings = [
            pgettext("count of an outcome", "{outcome} {number}").format(
                outcome=outcome_name(outcome), number=format_number(number)
            )
            for outcome, number in plays.endings.items()
        ]
        yield _("How they end: {endings}").format(endings=", ".join(endings))
    if plays.shortest is None or plays.longest is None:
        return
    if plays.shortest == plays.longest:
        yield ngettext(
            "Every call takes {count} decision.", "Every call takes {count} decisions.", plays.longest
        ).format(count=plays.longest)
    else:
        yield _("A call takes {shortest} to {longest} decisions.").format(
            shortest=plays.shortest, longest=plays.longest
        )


def _perfect(proof: Proof) -> Iterator[str]:
    """Give the perfect call as a dialogue."""
    if proof.perfect is None:
        return
    scenario, moves = proof.scenario, proof.perfect.moves
    yield ""
    yield heading(
        ngettext(
            "The perfect call ({count} decision)", "The perfect call ({count} decisions)", len(moves)
        ).format(count=len(moves))
    )
    yield from _dialogue(scenario, moves)


def _dialogue(scenario: Scenario, moves: Sequence[Move]) -> Iterator[str]:
    language = current_language() if current_language() in scenario.languages else scenario.languages[0]
    locale, customer, agent = scenario.locale(language), scenario.customer.name, _("Agent")
    step = start(scenario)
    for move in moves:
        yield said(customer, step.text.spoken(locale))
        taken = next(reply for reply in step.offered if reply.id == move.reply)
        yield said(agent, taken.agent.spoken(locale))
        step = advance(scenario, step.state, move.reply)[1]
    yield said(customer, step.text.spoken(locale))


def _lowest(proof: Proof) -> Iterator[str]:
    if proof.lowest is None or proof.par is None:
        return
    yield ""
    yield heading(_("Scores"))
    for dimension, lowest in proof.lowest.items():
        name = dimension_name(dimension)
        if lowest is None:
            yield _("{dimension}: never counts").format(dimension=name)
        else:
            yield _(
                "{dimension}: par {par}; the lowest score is {lowest}, "
                "or {accepted} where the outcome is accepted"
            ).format(
                dimension=name, par=proof.par[dimension], lowest=lowest.of_all, accepted=lowest.of_accepted
            )


def _habits(proof: Proof) -> Iterator[str]:
    """Give what somebody would score who does not listen."""
    if proof.strategies is None and proof.chance is None:
        return
    yield ""
    yield heading(_("Habits that should not pass"))
    for strategy, plays in (proof.strategies or {}).items():
        yield from _habit(_habit_name(strategy), plays)
    if proof.chance is not None:
        percent = format_number(float(100 * proof.chance.rate), decimals=1)
        yield (
            _("Replies taken at random: {percent} % pass")
            if proof.chance.method is Method.EXACT
            else _("Replies taken at random: about {percent} % pass")
        ).format(percent=percent)


def _habit(name: str, plays: Mapping[str, StrategyPlay]) -> Iterator[str]:
    told = {language: _fate(play) for language, play in plays.items()}
    if len(set(told.values())) == 1:
        told = {"": next(iter(told.values()))}
    for language, fate in told.items():
        where = _("{habit} ({language})").format(habit=name, language=language) if language else name
        yield _("{habit}: {fate}").format(habit=where, fate=fate)


def _fate(play: StrategyPlay) -> str:
    scores = [
        _("{dimension} {score}").format(dimension=dimension_name(dimension), score=measured.shown)
        for dimension, measured in play.card.dimensions.items()
        if measured is not None
    ]
    verdict = pgettext("habit", "passes") if play.card.passed else pgettext("habit", "does not pass")
    return ", ".join((verdict, outcome_name(play.card.outcome), *scores))


def _habit_name(strategy: Strategy) -> str:
    return {
        Strategy.LONGEST: _("Always the longest reply"),
        Strategy.SHORTEST: _("Always the shortest reply"),
        Strategy.KINDEST: _("Always the kindest reply"),
        Strategy.FIXER: _("Always the most effective reply"),
    }[strategy]


def _findings(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    lines = [
        f"{found.path}:{found.line}:{found.column}: {found.code} {found.message}" for found in diagnostics
    ]
    if lines:
        yield ""
        yield heading(_("What to mend"))
        yield from lines
    else:
        yield ""
        yield _("Nothing is to be mended.")
