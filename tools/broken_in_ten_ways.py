"""Break a sound scenario in ten ways that authors know, and show what `puente check` says of each.

It needs no screen and writes nothing: the copies are broken and checked in memory. PUENTE_LANGUAGE chooses
the language. The exit status is 1 where a break was not found.
"""

import difflib
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from trainer import i18n
from trainer.analysis.proof import Proof
from trainer.app.checking import check_files
from trainer.scenario.diagnostics import Diagnostic
from trainer.scenario.model import Dimension
from trainer.scenario.reading import load
from trainer.scenario.source import SourceFile
from trainer.scoring.perfect import Move

SCENARIO: Final = Path(__file__).resolve().parent.parent / "scenarios" / "flight-cancelled.yaml"
SHOWN: Final = 100
"""Characters of a line that are shown, around the place where it changed."""

LINES_SHOWN: Final = 4
"""Changed lines that are shown before the rest is only counted."""

Lines: TypeAlias = list[str]
Edit: TypeAlias = Callable[[Lines], None]


@dataclass(frozen=True, slots=True)
class Break:
    """One mistake of an author."""

    code: str
    """What should be found."""
    told: dict[str, str]
    """What the author did, by language."""
    edit: Edit


def find(lines: Lines, *names: str) -> int:
    """Return the number of a line, from 0, by the keys above it and its own, in their order."""
    number = -1
    for name in names:
        number = next(
            each for each in range(number + 1, len(lines)) if lines[each].strip().startswith(f"{name}:")
        )
    return number


def replaced(*names: str, old: str, new: str) -> Edit:
    """Return what writes something else in one line."""

    def edit(lines: Lines) -> None:
        number = find(lines, *names)
        if old not in lines[number]:
            raise ValueError(f"{old!r} is not in {lines[number]!r}")
        lines[number] = lines[number].replace(old, new)

    return edit


def removed(*names: str) -> Edit:
    """Return what leaves out one line."""

    def edit(lines: Lines) -> None:
        del lines[find(lines, *names)]

    return edit


def forget_to_lead_to_a_scene(lines: Lines) -> None:
    """Write a scene at the end that no reply leads to."""
    lines.append("  rebooked: {customer: {en: All right then., es: Está bien entonces.}, ending: resolved}\n")


def offer_nothing_to_the_angry(lines: Lines) -> None:
    """Give every reply of a scene a condition that no angry customer meets."""
    for reply in ("straight", "calm-down", "grovel", "yes-code"):
        number = find(lines, "boiling", "replies", reply)
        lines.insert(number + 1, "        when: [mood >= 0]\n")


def lengthen_the_best_replies(lines: Lines) -> None:
    """Explain more in every reply of the perfect call, in English."""
    more = " I say this so that you know exactly where we stand and what I am doing for you at this moment."
    for move in perfect_call(lines):
        number = find(lines, "scenes", move.scene, "replies", move.reply, "en")
        lines[number] = f"{lines[number].rstrip()}{more}\n"


def rate_useless_warmth_lower(lines: Lines) -> None:
    """Give a warm reply that solves nothing less for its warmth, all along the perfect call."""
    scenario = load(source(lines)).scenario
    if scenario is None:
        raise ValueError("the scenario is broken already")
    for move in perfect_call(lines):
        for reply in scenario.scenes[move.scene].replies:
            if reply.id != move.reply and reply.points(Dimension.EMPATHY) == 3:  # noqa: PLR2004 - the most there is
                number = find(lines, "scenes", move.scene, "replies", reply.id, "empathy")
                lines[number] = lines[number].replace("3", "2")


def perfect_call(lines: Lines) -> tuple[Move, ...]:
    """Return the decisions of the perfect call of a sound scenario."""
    scenario = load(source(lines)).scenario
    perfect = None if scenario is None else Proof(scenario).perfect
    if perfect is None:
        raise ValueError("the scenario is broken already")
    return tuple(perfect.moves)


BREAKS: Final = (
    Break(
        "R201",
        {"en": "misspelled the name of a scene", "es": "escribió mal el nombre de una escena"},
        replaced("opening", "own", "next", old="verify", new="verfy"),
    ),
    Break(
        "G401",
        {"en": "wrote an ending that no reply leads to", "es": "escribió un final al que no lleva nada"},
        forget_to_lead_to_a_scene,
    ),
    Break(
        "T301",
        {"en": "forgot a line in Spanish", "es": "olvidó una línea en español"},
        removed("fare", "replies", "no-charge", "es"),
    ),
    Break(
        "G403",
        {
            "en": "let a reply lead back to its own scene",
            "es": "hizo que una respuesta regresara a su escena",
        },
        replaced("opening", "replies", "let-out", "next", old="verify", new="opening"),
    ),
    Break(
        "G402",
        {
            "en": "left an angry customer without any reply",
            "es": "dejó al cliente enojado sin ninguna respuesta",
        },
        offer_nothing_to_the_angry,
    ),
    Break(
        "G405",
        {
            "en": "marked down the best reply, so that no reply of the scene is best on everything",
            "es": "le bajó puntos a la mejor respuesta, y ninguna de la escena es ya la mejor en todo",
        },
        replaced("return", "replies", "keep-and-move", "resolution", old="3", new="2"),
    ),
    Break(
        "Q503",
        {
            "en": "explained more in every good reply, so that the longest is always the best",
            "es": "explicó más en cada respuesta buena, y la más larga es siempre la mejor",
        },
        lengthen_the_best_replies,
    ),
    Break(
        "Q506",
        {
            "en": "rated useless warmth lower, so that kindness alone passes",
            "es": "le bajó la empatía a lo cálido e inútil, y basta con ser amable",
        },
        rate_useless_warmth_lower,
    ),
    Break(
        "T304",
        {"en": "mixed tú and usted in one line", "es": "mezcló tú y usted en una línea"},
        replaced("recap", "own-suitcase", "es", old="le llega mañana", new="te llega mañana"),
    ),
    Break(
        "F002",
        {
            "en": "wrote a colon in a text without quotes",
            "es": "escribió dos puntos en un texto sin comillas",
        },
        replaced("opening", "customer", "en", old="minutes. I have", new="minutes: I have"),
    ),
)


def source(lines: Lines) -> SourceFile:
    """Return lines as the file that they would be."""
    return SourceFile(Path("scenarios") / SCENARIO.name, "".join(lines).encode())


def broken(one: Break, lines: Lines) -> Lines:
    """Return the lines of a scenario after one break."""
    copy = list(lines)
    one.edit(copy)
    return copy


def found_in(lines: Lines) -> list[Diagnostic]:
    """Return what `check` finds."""
    return list(check_files([source(lines)]).diagnostics)


def shown_change(before: Lines, after: Lines) -> Iterator[str]:
    """Give the changed lines, each cut around its first difference."""
    changes = [
        line
        for line in difflib.unified_diff(before, after, n=0)
        if line.startswith(("+", "-")) and not line.startswith(("+++", "---"))
    ]
    minus, plus = ([line for line in changes if line[0] == sign] for sign in "-+")
    start = 0
    if minus and plus:
        pairs = zip(minus[0][1:], plus[0][1:], strict=False)
        first = next((number for number, (old, new) in enumerate(pairs) if old != new), 0)
        start = max(0, first - SHOWN // 2)
    shown = [line for pair in zip(minus, plus, strict=False) for line in pair] or changes
    for line in shown[:LINES_SHOWN]:
        words = line[1:].rstrip()
        cut = words if len(words) <= SHOWN else f"…{words[start:].strip()}" if start else words
        yield f"  {line[0]} {cut if len(cut) <= SHOWN else f'{cut[: SHOWN - 1]}…'}"
    if len(changes) > LINES_SHOWN:
        more = {"en": "and {count} lines more", "es": "y {count} líneas más"}[i18n.current_language()]
        yield f"    … {more.format(count=len(changes) - LINES_SHOWN)}"


def show(number: int, one: Break, before: Lines) -> bool:
    """Print one break and what is said of it; tell whether it was found."""
    after = broken(one, before)
    findings = found_in(after)
    print(f"{number}. {one.told[i18n.current_language()]}\n")
    for line in shown_change(before, after):
        print(line)
    print()
    wanted = [each for each in findings if each.code == one.code]
    for each in wanted:
        print(f"  {each.path}:{each.line}:{each.column}: {each.code} {each.message}")
    others = len(findings) - len(wanted)
    if others:
        more = {"en": "({count} more that follow from it)", "es": "({count} más que se deben a lo mismo)"}
        print(f"  {more[i18n.current_language()].format(count=others)}")
    print()
    return bool(wanted)


def main() -> int:
    """Break the scenario in every way; return the exit status."""
    i18n.activate(os.environ.get("PUENTE_LANGUAGE") or i18n.system_language())
    lines = SCENARIO.read_text(encoding="utf-8").splitlines(keepends=True)
    sound = not found_in(lines)
    first = {
        "en": "scenarios/{name}: nothing is to be mended. Now its author …\n",
        "es": "scenarios/{name}: no hay nada que corregir. Ahora quien lo escribe…\n",
    }
    print(first[i18n.current_language()].format(name=SCENARIO.name))
    told = [show(number, one, lines) for number, one in enumerate(BREAKS, 1)]
    last = {"en": "{found} of {count} found.", "es": "Se encontraron {found} de {count}."}
    print(last[i18n.current_language()].format(found=sum(told), count=len(told)))
    return 0 if sound and all(told) else 1


if __name__ == "__main__":
    sys.exit(main())
