"""The examples of the catalogue of diagnostics: one file, or one folder of files, for each code.

An example says at its top what is found in it, in comments such as `# expect 11:1 S102`. The page of
diagnostics is generated from the same files.
"""

import re
from pathlib import Path
from typing import Final

from trainer.app.checking import check_files
from trainer.scenario.diagnostics import Diagnostic
from trainer.scenario.source import SourceFile
from trainer.storage.scenario_files import find_files, read_with_plan

EXAMPLES: Final = Path(__file__).resolve().parent.parent / "diagnostics" / "examples"
EXPECTED: Final = re.compile(r"# expect (\d+:\d+ [A-Z]\d{3})\n")
ABOUT_CALLS: Final = "GQ"
"""First letters of codes that any small scenario has some of; only their own examples are about them."""


def example_paths() -> dict[str, Path]:
    """Return the example of each code."""
    return {path.stem: path for path in sorted(EXAMPLES.iterdir())}


def expected(path: Path) -> list[str]:
    """Return what an example says is found in it, each as `file:line:column code`."""
    files = [path] if path.is_file() else sorted(file for file in path.iterdir() if file.is_file())
    return sorted(
        f"{file.name}:{found}"
        for file in files
        for found in EXPECTED.findall(file.read_text(encoding="utf-8"))
    )


def found(path: Path) -> list[Diagnostic]:
    """Return what is found in an example, as far as the example is about it."""
    files = map(read_with_plan, find_files([path], plans=True))
    diagnostics = check_files(map(_among_examples, files)).diagnostics
    about_calls = path.stem[0] in ABOUT_CALLS
    return [each for each in diagnostics if about_calls or each.code[0] not in ABOUT_CALLS]


def _among_examples(file: SourceFile) -> SourceFile:
    """Name a file by its path among the examples, whatever the folder that holds the project."""
    plan = _among_examples(file.plan) if file.plan is not None else None
    return file._replace(path=file.path.relative_to(EXAMPLES), plan=plan)


def written(found: Diagnostic) -> str:
    """Return a finding as an example states it."""
    return f"{found.path.name}:{found.line}:{found.column} {found.code}"
