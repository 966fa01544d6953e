"""Write docs/diagnostics.md: every code of `puente check`, what it means, and an example of it.

The page is made of the catalogue and of the examples that the tests run, so that it can promise nothing
that does not happen. With --check nothing is written; a page that is out of date exits 1.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs" / "diagnostics.md"
sys.path.insert(0, str(ROOT / "tests" / "fakes"))

from examples import EXAMPLES, EXPECTED, example_paths, found  # noqa: E402 - the tests' own module, found by the line above

from trainer import i18n  # noqa: E402 - the same
from trainer.analysis.catalogue import CODES as ANALYSIS_CODES  # noqa: E402 - the same
from trainer.analysis.plans.catalogue import CODES as PLAN_CODES  # noqa: E402 - the same
from trainer.certification.catalogue import CODES as CERTIFICATION_CODES  # noqa: E402 - the same
from trainer.scenario.catalogue import CODES as SCENARIO_CODES  # noqa: E402 - the same
from trainer.scenario.diagnostics import Code, Diagnostic  # noqa: E402 - the same
from trainer.scenario.pronunciation_catalogue import CODES as PRONUNCIATION_CODES  # noqa: E402 - the same

INTRODUCTION: Final = """\
# Diagnostics

What `puente check` says about a file. Each finding has a code, a severity, a place and a sentence that
tells how to mend it. With an error a scenario cannot be played as it is; a warning is advice. Errors of a
[plan](playthroughs.md) keep nothing from being played: they say that a call has changed. Lines and columns
count from 1, columns count Unicode characters.

This page is generated from the catalogue and from the examples in `tests/diagnostics/examples`
(`python tools/diagnostics_page.py`).
"""
FAMILIES: Final = {
    "F": "The file",
    "S": "The form",
    "R": "References",
    "T": "Texts",
    "P": "Pronunciations",
    "G": "The course of the call",
    "Q": "Quality",
    "C": "Certifications",
    "E": "Plans",
}
LINES_AROUND: Final = 1
"""How many lines an example shows before and after the one that is meant."""

LONGEST_LINE: Final = 100


def page() -> str:
    """Return the text of the page."""
    i18n.activate("en")
    parts = [INTRODUCTION]
    family = ""
    examples = example_paths()
    for code in (*SCENARIO_CODES, *PRONUNCIATION_CODES, *ANALYSIS_CODES, *CERTIFICATION_CODES, *PLAN_CODES):
        if code.code[0] != family:
            family = code.code[0]
            parts.append(f"## {FAMILIES[family]}\n")
        parts.append("\n".join(entry(code, found(examples[code.code]))))
    return "\n".join(parts)


def entry(code: Code, diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """Give the lines about one code."""
    yield f"### {code.code}\n"
    yield f"*{code.severity.value.capitalize()}*: {code.when}."
    yield f"Place: {code.place}.\n"
    shown: set[str] = set()
    for each in diagnostics:
        if each.code == code.code and each.message not in shown:
            shown.add(each.message)
            yield "```yaml"
            yield from excerpt(each)
            yield "```\n"
            yield f"> {each.message}\n"


def excerpt(found: Diagnostic) -> Iterator[str]:
    """Give the line that a finding is about, with those around it and a mark below its column."""
    lines = (EXAMPLES / found.path).read_text(encoding="utf-8").splitlines()
    first = max(0, found.line - 1 - LINES_AROUND)
    for number, line in enumerate(lines[first : found.line + LINES_AROUND], first + 1):
        if EXPECTED.fullmatch(f"{line}\n"):
            continue
        text = line.replace("\t", "→")
        yield text if len(text) <= LONGEST_LINE else text[: LONGEST_LINE - 1] + "…"
        if number == found.line:
            yield f"{' ' * (found.column - 1)}^"


def main() -> int:
    """Write the page, or say whether it is fresh; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 where the page is out of date"
    )
    arguments = parser.parse_args()
    text = page()
    if not arguments.check:
        PAGE.write_text(text, encoding="utf-8", newline="\n")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    print(f"{PAGE.relative_to(ROOT)} is out of date; run: python tools/diagnostics_page.py")
    return 1


if __name__ == "__main__":
    sys.exit(main())
