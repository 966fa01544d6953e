"""The whole examination of a scenario: which checks are asked, and which could not give a sound answer."""

from typing import Final

from trainer.analysis.findings import Finding
from trainer.analysis.graph_checks import check_graph
from trainer.analysis.proof import Proof
from trainer.analysis.quality_checks import check_play, check_writing

__all__ = ["examine"]

HARMLESS: Final = "G401"
"""The one error of a graph that says nothing about the plays: nobody ever gets there."""


def examine(proof: Proof) -> list[Finding]:
    """Return everything that G and Q codes have to say about a scenario, in no order of the file."""
    found = [*check_graph(proof), *check_writing(proof)]
    if not any(each.is_error and each.code != HARMLESS for each in found):
        found.extend(check_play(proof))
    return found
