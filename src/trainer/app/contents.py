"""From the files of the library's folders to what a trainee can practice, and which files are broken.

The bytes come from outside; what is taken in here are scenarios and certifications without an error, each
id once.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Final

from trainer.app.checking import judge_files, owners_and_clashes
from trainer.app.judgement import Judged
from trainer.app.library import BrokenFile, Contents, LibraryScenario
from trainer.certification.checks import ScenarioFacts, check_certification
from trainer.certification.model import Certification
from trainer.certification.reading import read_certification
from trainer.scenario.diagnostics import Diagnostic, in_order
from trainer.scenario.model import Scenario
from trainer.scenario.pronunciations import NO_PRONUNCIATIONS, Pronunciations, read_pronunciations
from trainer.scenario.reading import FileKind, Loaded, load
from trainer.scenario.source import SourceFile

__all__ = ["concerns_library", "pronunciations_in", "read_source", "take_in", "take_in_judged"]

FORMAT_CODES: Final = frozenset("FSRTP")
"""First letters of what keeps a file out of the library; the rest, `check` tells its author."""


def take_in(files: Iterable[SourceFile], bundled: Path) -> Contents:
    """Read files and return what is in them. Those below `bundled` came with the program.

    Of two files with one id the first is taken; the other is broken.
    """
    files = list(files)
    by_path = {file.path: file for file in files}
    return take_in_judged(judge_files(files), bundled, by_path.__getitem__)


def take_in_judged(
    judged: Iterable[Judged], bundled: Path, read: Callable[[Path], SourceFile], *, waiting: int = 0
) -> Contents:
    """Return what is in files that were judged one by one, given in the order of the library.

    `read` reads one of them again; `waiting` is how many further ones nobody has looked into.
    """
    judged = tuple(judged)
    owners, clashes = owners_and_clashes(judged)
    scenarios = {
        name: LibraryScenario(
            one.judgement.synopsis, one.path, one.path.is_relative_to(bundled), partial(read, one.path)
        )
        for name, one in owners.items()
        if one.judgement.synopsis is not None
    }
    clashing = {clash.path for clash in clashes}
    certifications, findings = _certifications(judged, scenarios, clashing, complete=waiting == 0)
    for each in chain(clashes, *map(_problems, judged)):
        findings.setdefault(each.path, []).append(each)
    problems = ((one.path, tuple(in_order(findings.get(one.path, ())))) for one in judged)
    broken = tuple(
        BrokenFile(path, found) for path, found in problems if any(each.is_error for each in found)
    )
    return Contents(scenarios, certifications, broken, waiting, pronunciations_in(judged))


def pronunciations_in(judged: Iterable[Judged]) -> Pronunciations:
    """Return the pronunciations of files that were judged, those of a later file before those of an earlier.

    So a center has the last word on what comes with the program. A file with an error is left out.
    """
    found = NO_PRONUNCIATIONS
    for one in judged:
        if one.judgement.kind is FileKind.PRONUNCIATIONS and one.source is not None:
            own = read_pronunciations(load(one.source)).pronunciations
            found = found if own is None else own.before(found)
    return found


def read_source(source: bytes) -> Scenario | None:
    """Return the scenario that a file's bytes are; None where they are none without an error."""
    return load(SourceFile(Path(), source)).scenario


def concerns_library(found: Diagnostic, path: Path) -> bool:
    """Tell whether a finding is about the form of the file at a path, and not of its plan or its calls."""
    return found.code[0] in FORMAT_CODES and found.path == path


def _problems(one: Judged) -> Sequence[Diagnostic]:
    """Return what is wrong with the form of a file itself, not of its plan."""
    return [each for each in one.judgement.diagnostics if concerns_library(each, one.path)]


def _certifications(
    judged: Iterable[Judged],
    scenarios: Mapping[str, LibraryScenario],
    clashing: set[Path],
    *,
    complete: bool,
) -> tuple[dict[str, Certification], dict[Path, list[Diagnostic]]]:
    """Return the certifications that can be achieved here, and what there is to say about each file of one.

    What an examination of the scenarios would add, the authors are told by `check`. Of a library that is not
    complete yet, a certification that asks for more than is known is neither sound nor broken: it waits.
    """
    read: dict[str, tuple[Loaded, Certification]] = {}
    findings: dict[Path, list[Diagnostic]] = {}
    for one in judged:
        if one.judgement.kind is not FileKind.CERTIFICATION or one.source is None:
            continue
        loaded = load(one.source)
        found = read_certification(loaded)
        findings[one.path] = list(found.diagnostics)
        if found.certification is not None and one.path not in clashing:
            read[found.certification.id] = loaded, found.certification
    known = {name: certification for name, (_, certification) in read.items()}
    facts = {name: _facts(entry) for name, entry in scenarios.items()}
    sound = {}
    for name, (loaded, certification) in read.items():
        found_between = check_certification(loaded, certification, facts, known)
        if complete:
            findings[loaded.file.path].extend(found_between)
        if not any(each.is_error for each in found_between):
            sound[name] = certification
    return sound, findings


def _facts(entry: LibraryScenario) -> ScenarioFacts:
    return ScenarioFacts(
        id=entry.id,
        languages=entry.scenario.languages,
        uses=entry.scenario.use,
        perfect_decisions=None,
        flaws=(),
    )
