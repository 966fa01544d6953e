"""From the files of the library's folders to what a trainee can practice, and which files are broken.

The bytes come from outside; what is taken in here are scenarios and certifications without an error, each
id once.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from trainer.app.library import BrokenFile, Contents, LibraryScenario
from trainer.certification.checks import ScenarioFacts, check_certification
from trainer.certification.model import Certification
from trainer.certification.reading import read_certification
from trainer.scenario.collection import Collection, collect
from trainer.scenario.diagnostics import Diagnostic, Severity, in_order
from trainer.scenario.model import Scenario
from trainer.scenario.reading import FileKind, Loaded, load
from trainer.scenario.source import SourceFile

__all__ = ["read_source", "take_in"]


def take_in(files: Iterable[SourceFile], bundled: Path) -> Contents:
    """Read files and return what is in them. Those below `bundled` came with the program.

    Of two files with one id the first is taken; the other is broken.
    """
    collection = collect(load(file) for file in files)
    scenarios = {
        name: LibraryScenario(
            scenario=scenario,
            source=collection.owners[name].file.data,
            path=collection.owners[name].file.path,
            bundled=collection.owners[name].file.path.is_relative_to(bundled),
        )
        for name, scenario in collection.scenarios.items()
    }
    certifications, findings = _certifications(collection)
    judged = [
        (loaded.file.path, tuple(_problems(loaded, collection, findings))) for loaded in collection.files
    ]
    broken = tuple(
        BrokenFile(path, problems)
        for path, problems in judged
        if any(each.severity is Severity.ERROR for each in problems)
    )
    return Contents(scenarios, certifications, broken)


def read_source(source: bytes) -> Scenario | None:
    """Return the scenario that a file's bytes are; None where they are none without an error."""
    return load(SourceFile(Path(), source)).scenario


def _problems(
    loaded: Loaded, collection: Collection, findings: dict[Path, Sequence[Diagnostic]]
) -> list[Diagnostic]:
    return in_order([*collection.diagnostics_of(loaded), *findings.get(loaded.file.path, ())])


def _certifications(
    collection: Collection,
) -> tuple[dict[str, Certification], dict[Path, Sequence[Diagnostic]]]:
    """Return the certifications that can be achieved here, and what there is to say about each file of one.

    What an examination of the scenarios would add, the authors are told by `check`.
    """
    clashing = {clash.path for clash in collection.clashes}
    read: dict[str, tuple[Loaded, Certification]] = {}
    findings: dict[Path, Sequence[Diagnostic]] = {}
    for loaded in collection.files:
        if loaded.kind is not FileKind.CERTIFICATION:
            continue
        found = read_certification(loaded)
        findings[loaded.file.path] = found.diagnostics
        if found.certification is not None and loaded.file.path not in clashing:
            read[found.certification.id] = loaded, found.certification
    known = {name: certification for name, (_, certification) in read.items()}
    facts = {name: _facts(scenario) for name, scenario in collection.scenarios.items()}
    sound = {}
    for name, (loaded, certification) in read.items():
        found_between = check_certification(loaded, certification, facts, known)
        findings[loaded.file.path] = [*findings[loaded.file.path], *found_between]
        if not any(each.severity is Severity.ERROR for each in found_between):
            sound[name] = certification
    return sound, findings


def _facts(scenario: Scenario) -> ScenarioFacts:
    return ScenarioFacts(
        id=scenario.id,
        languages=scenario.languages,
        uses=scenario.use,
        perfect_decisions=None,
        flaws=(),
    )
