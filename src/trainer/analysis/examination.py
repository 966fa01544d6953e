"""The whole examination of a scenario: which checks are asked, and which could not give a sound answer."""

from collections.abc import Iterable
from typing import Final

from trainer.analysis.findings import Finding
from trainer.analysis.graph_checks import check_graph
from trainer.analysis.proof import Proof
from trainer.analysis.quality_checks import check_play, check_writing
from trainer.scenario.collector import paused_collector
from trainer.scenario.diagnostics import Diagnostic, in_order
from trainer.scenario.reading import Loaded

__all__ = ["diagnose", "examine"]

HARMLESS: Final = "G401"
"""The one error of a graph that says nothing about the plays: nobody ever gets there."""


def examine(proof: Proof) -> list[Finding]:
    """Return everything that G and Q codes have to say about a scenario, in no order of the file."""
    found = [*check_graph(proof), *check_writing(proof)]
    if not any(each.is_error and each.code != HARMLESS for each in found):
        found.extend(check_play(proof))
    return found


def diagnose(loaded: Loaded, proof: Proof | None) -> list[Diagnostic]:
    """Return all that is to be said about a file, in order, each at its place.

    `proof` is that of the file's scenario, None where it has none: then no G or Q code can be known.
    """
    if proof is None:
        return list(loaded.diagnostics)
    with paused_collector():
        return _place(loaded, examine(proof))


def _place(loaded: Loaded, findings: Iterable[Finding]) -> list[Diagnostic]:
    positions = loaded.positions
    placed = []
    for finding in findings:
        look_up = positions.key if finding.site.on_key else positions.value
        place = look_up(*finding.site.steps)
        placed.append(finding.message.at(loaded.file.path, place, finding.arguments, finding.play))
    return in_order([*loaded.diagnostics, *placed])
