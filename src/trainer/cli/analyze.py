"""`puente analyze`: what is proved about one scenario, for people and for programs."""

import sys
from pathlib import Path

import click

from trainer.analysis.examination import diagnose
from trainer.analysis.proof import Proof
from trainer.analysis.strategies import StrategyPlay
from trainer.cli.analysis_page import print_page
from trainer.cli.answers import OutputFormat, format_option, print_json
from trainer.cli.path_argument import PATH
from trainer.cli.scenario_file import read_scenario_file
from trainer.i18n import _
from trainer.scenario.diagnostics import Diagnostic
from trainer.scenario.model import Dimension
from trainer.scenario.reading import Loaded

__all__ = ["answer", "command"]


@click.command("analyze", help=_("Tell what is proved about one scenario."))
@click.argument("file", type=PATH)
@format_option
def command(file: Path, output: str) -> int:
    """Run the command; the status is 1 where an error stands."""
    return answer(read_scenario_file(file), OutputFormat(output))


def answer(loaded: Loaded, output: OutputFormat) -> int:
    """Print what is proved about a file, and return the exit status."""
    proof = None if loaded.scenario is None else Proof(loaded.scenario)
    diagnostics = diagnose(loaded, proof)
    # The number of plays may have more digits than Python prints unasked.
    sys.set_int_max_str_digits(0)
    if output is OutputFormat.JSON:
        print_json(_data(proof, diagnostics))
    else:
        print_page(loaded.file.path, proof, diagnostics)
    return 1 if any(each.is_error for each in diagnostics) else 0


def _data(proof: Proof | None, diagnostics: list[Diagnostic]) -> dict[str, object]:
    found = [each.as_data() for each in diagnostics]
    if proof is None:
        return {"scenario": None, "diagnostics": found}
    scenario, known = proof.scenario, proof.graph is not None
    return {
        "scenario": scenario.id,
        "version": scenario.version,
        "states": None if proof.graph is None else proof.graph.size,
        "scenes": {
            "total": len(scenario.scenes),
            "reachable": len(proof.reached) if known else None,
            "unreachable": [each for each in scenario.scenes if each not in proof.reached] if known else None,
        },
        **_plays(proof),
        "par": None if proof.par is None else dict(proof.par),
        "perfect": _perfect(proof),
        "scores": _scores(proof),
        "strategies": _strategies(proof),
        "random": None
        if proof.chance is None
        else {"pass_rate": float(proof.chance.rate), "method": proof.chance.method},
        "diagnostics": found,
    }


def _plays(proof: Proof) -> dict[str, object]:
    plays = proof.plays
    if plays is None:
        return {"plays": None, "decisions": None, "endings": None}
    ended = plays.shortest is not None
    return {
        "plays": plays.plays,
        "decisions": {"shortest": plays.shortest, "longest": plays.longest} if ended else None,
        "endings": dict(plays.endings),
    }


def _perfect(proof: Proof) -> list[dict[str, str]] | None:
    if proof.perfect is None:
        return None
    return [{"scene": move.scene, "reply": move.reply} for move in proof.perfect.moves]


def _scores(proof: Proof) -> dict[str, dict[str, int] | None] | None:
    if proof.lowest is None:
        return None
    return {
        each: None
        if (lowest := proof.lowest[each]) is None
        else {"lowest": lowest.of_all, "lowest_accepted": lowest.of_accepted}
        for each in Dimension
    }


def _strategies(proof: Proof) -> dict[str, dict[str, object]] | None:
    if proof.strategies is None:
        return None
    return {
        strategy: {language: _strategy(play) for language, play in plays.items()}
        for strategy, plays in proof.strategies.items()
    }


def _strategy(play: StrategyPlay) -> dict[str, object]:
    card = play.card
    return {
        "passed": card.passed,
        "outcome": card.outcome,
        "scores": {
            each: None if (measured := card.dimensions[each]) is None else measured.shown
            for each in Dimension
        },
    }
