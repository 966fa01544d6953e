"""Write docs/library.md, its Spanish twin, and three calls in full: what there is, and how it measures.

An instructor chooses calls by it, and whoever adds one sees what is still missing. With --check nothing is
written; a page that is out of date exits 1.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

import library_calls
from library_figures import (
    PLACES,
    ROOT,
    SECTORS,
    Figures,
    bundled_certifications,
    bundled_scenarios,
    figures,
    manners,
    the_one,
)
from library_words import WORDS, Words
from trainer import i18n
from trainer.app.skills import KNOWN_SKILLS, scenario_skills, skill_name
from trainer.certification.model import Certification
from trainer.scenario.model import Channel, Scenario, Text, Use

CALLS: Final = ROOT / "docs" / "library-calls.md"
PAGES: Final = {"en": ROOT / "docs" / "library.md", "es": ROOT / "docs" / "library.es.md"}


@dataclass(frozen=True, slots=True)
class Library:
    """What the pages tell of."""

    scenarios: Sequence[Scenario]
    certifications: Sequence[Certification]
    figures: Mapping[str, Figures]
    """By the scenario's id."""


def page(library: Library, language: str) -> str:
    """Return the text of the page in one language."""
    i18n.activate(language)
    words = WORDS[language]
    chats = sum(each.channel is Channel.CHAT for each in library.scenarios)
    parts = (
        [
            words.opening.format(
                calls=len(library.scenarios),
                voice=len(library.scenarios) - chats,
                chat=chats,
                assessment=sum(_unseen(each) for each in library.scenarios),
            )
        ],
        _calls(library, words, language),
        _skills(library, words),
        _certifications(library, words, language),
        _figures(library, words, language),
    )
    return "\n".join(line for part in parts for line in part) + "\n"


def _calls(library: Library, words: Words, language: str) -> Iterator[str]:
    yield from _heading(words.calls_title, words.calls_head)
    for each in library.scenarios:
        yield _row(
            f"{_written(each.title, language)} (`{each.id}`)",
            words.tags[the_one(each, SECTORS)],
            words.chat if each.channel is Channel.CHAT else words.voice,
            each.level.value,
            each.customer.name,
            words.tags[the_one(each, PLACES)],
            ", ".join(words.tags[manner] for manner in manners(each)),
            words.assessment_only if _unseen(each) else words.practice_and_assessment,
        )


def _skills(library: Library, words: Words) -> Iterator[str]:
    yield from _heading(words.skills_title, words.skills_head)
    for skill in KNOWN_SKILLS:
        calls = [each.id for each in library.scenarios if skill in scenario_skills(each)]
        yield _row(skill_name(skill), str(len(calls)), ", ".join(f"`{each}`" for each in calls))


def _certifications(library: Library, words: Words, language: str) -> Iterator[str]:
    yield from _heading(words.certifications_title, words.certifications_head)
    unseen = {each.id for each in library.scenarios if _unseen(each)}
    titles = {each.id: _written(each.title, language) for each in library.certifications}
    for each in library.certifications:
        asked = list(dict.fromkeys(scenario for scenario, _ in each.pairs()))
        yield _row(
            f"{titles[each.id]} (`{each.id}`)",
            ", ".join(f"`{scenario}`" for scenario in asked),
            f"{sum(scenario in unseen for scenario in asked)} / {len(asked)}",
            ", ".join(titles[earlier] for earlier in each.after),
        )


def _figures(library: Library, words: Words, language: str) -> Iterator[str]:
    yield from _heading(words.figures_title, words.figures_head, words.figures_opening)
    for each in library.scenarios:
        measured = library.figures[each.id]
        ordered = sorted(measured.best_is_longest, key=lambda other: other != language)
        yield _row(
            f"`{each.id}`",
            str(measured.decisions),
            f"{measured.states:,}",
            f"{measured.plays:,}",
            f"{float(100 * measured.chance):.2f} %",
            ", ".join(measured.passing) or words.nothing_passes,
            *(_percent(measured.best_is_longest[other]) for other in ordered),
            str(measured.warm_and_idle),
            str(measured.cold_and_effective),
        )


def _heading(title: str, head: str, *paragraphs: str) -> Iterator[str]:
    yield f"\n## {title}\n"
    yield from paragraphs
    yield head
    yield _row(*["---"] * (head.count("|") - 1))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _percent(share: Fraction) -> str:
    return f"{float(100 * share):.0f} %"


def _written(text: Text, language: str) -> str:
    return text.shown(language)


def _unseen(scenario: Scenario) -> bool:
    return Use.PRACTICE not in scenario.use


def main() -> int:
    """Write the pages, or say whether they are fresh; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 where a page is out of date"
    )
    arguments = parser.parse_args()
    scenarios = bundled_scenarios()
    library = Library(scenarios, bundled_certifications(), {each.id: figures(each) for each in scenarios})
    pages = {path: page(library, language) for language, path in PAGES.items()}
    pages[CALLS] = library_calls.page(scenarios)
    stale = [path for path, text in pages.items() if _differs(path, text, write=not arguments.check)]
    if arguments.check and stale:
        print("The pages about the library are out of date; run: python tools/library_page.py")
        return 1
    return 0


def _differs(path: Path, text: str, *, write: bool) -> bool:
    """Tell whether a page says something else, and where asked, write it."""
    differs = not path.exists() or path.read_text(encoding="utf-8") != text
    if differs and write:
        path.write_text(text, encoding="utf-8", newline="\n")
    return differs


if __name__ == "__main__":
    sys.exit(main())
