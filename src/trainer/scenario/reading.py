"""From a file to a scenario: every problem of the file at once, each at its place, or frozen values to play.

This is the one way in. What comes out is data: whoever prints, shows or stores it knows no YAML.
"""

from enum import StrEnum
from typing import Final, NamedTuple

from trainer.scenario.collector import paused_collector
from trainer.scenario.diagnostics import Diagnostic
from trainer.scenario.grammar import read_scenario
from trainer.scenario.judging import Judge
from trainer.scenario.model import Scenario
from trainer.scenario.nodes import MapNode, ScalarNode
from trainer.scenario.parsing import Document, parse
from trainer.scenario.positions import Positions
from trainer.scenario.source import DEFAULT_LIMITS, Limits, SourceFile

__all__ = ["FileKind", "Loaded", "load"]


class FileKind(StrEnum):
    """What a file is, by the keys at its top."""

    SCENARIO = "scenario"
    CERTIFICATION = "certification"
    PRONUNCIATIONS = "pronunciations"


IDENTITIES: Final = {FileKind.SCENARIO: "id", FileKind.CERTIFICATION: "certification"}
"""The key behind which a file of each kind says which one it is."""


class Loaded(NamedTuple):
    """What was read of one file."""

    file: SourceFile
    kind: FileKind
    scenario: Scenario | None
    """None where the file is no scenario, or has an F, S, R201, R202 or T301 error."""
    diagnostics: tuple[Diagnostic, ...]
    """In order. Of a certification or pronunciations only what every YAML file can have: F codes."""
    omitted: int
    """How many problems there are beyond those that are listed."""
    document: Document
    """The nodes, for whoever judges a file of another kind or asks for more positions."""

    @property
    def positions(self) -> Positions:
        """Where things stand in this file; keep it for many look-ups."""
        return Positions(self.document)

    @property
    def identity(self) -> ScalarNode | None:
        """The value that tells this file from others of its kind, where there is one."""
        root = self.document.root
        key = IDENTITIES.get(self.kind)
        values = [] if root is None else [value for name, value in root.entries if name.value == key]
        return next((value for value in values if isinstance(value, ScalarNode) and value.value), None)


def load(file: SourceFile, limits: Limits = DEFAULT_LIMITS) -> Loaded:
    """Read and judge one file. Whatever it holds, this returns."""
    with paused_collector():
        document = parse(file, limits)
        kind = _kind(document.root)
        judge = Judge(document)
        scenario = read_scenario(judge) if kind is FileKind.SCENARIO else None
        return Loaded(file, kind, scenario, judge.diagnostics(), judge.omitted, document)


def _kind(root: MapNode | None) -> FileKind:
    keys = {key.value for key, _ in root.entries} if root is not None else set()
    kinds = (kind for kind in (FileKind.CERTIFICATION, FileKind.PRONUNCIATIONS) if kind in keys)
    return next(kinds, FileKind.SCENARIO)
