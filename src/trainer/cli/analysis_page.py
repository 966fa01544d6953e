"""What is proved about a scenario, as a page that an instructor reads.

Every figure says what it counts and, where it could be better, what to do about it. What must be mended
stands last, next to the prompt; the first lines say whether there is anything of the kind.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import click

from trainer.analysis.proof import Proof
from trainer.analysis.strategies import Strategy, StrategyPlay
from trainer.app.result_words import dimension_name, outcome_name
from trainer.cli.analysis_figures import describe_chance, play_command, whole_number, whole_percent
from trainer.cli.lines import heading, wrapped
from trainer.cli.words import language_word
from trainer.engine.call import Step, advance, start
from trainer.i18n import _, current_language, format_list, ngettext, pgettext
from trainer.scenario.diagnostics import Diagnostic
from trainer.scenario.model import Dimension, Outcome, Scenario
from trainer.scoring.perfect import Move

__all__ = ["print_page"]

INDENT = "  "


def print_page(path: Path, proof: Proof | None, diagnostics: Sequence[Diagnostic]) -> None:
    """Print the page of the file at a path: what its calls come to, and what should be mended."""
    page = (
        [wrapped(_("The scenario cannot be read yet; mend these errors first."))]
        if proof is None
        else list(_page(path, proof, diagnostics))
    )
    page.extend(_findings(path, proof, diagnostics))
    click.echo("\n".join(page))


def _page(path: Path, proof: Proof, diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    scenario = proof.scenario
    title = scenario.title.shown(current_language())
    named = _("{title} ({id}, version {version})")
    yield heading(wrapped(named.format(title=title, id=scenario.id, version=scenario.version)))
    yield wrapped(_verdict(diagnostics))
    yield from _extent(proof)
    yield from _endings(proof)
    yield from _passing(scenario)
    yield from _perfect(path, proof)
    yield from _lowest(proof)
    yield from _habits(path, proof)


def _section(title: str, *paragraphs: str) -> Iterator[str]:
    """Give a heading with an empty line before it, and paragraphs below."""
    yield ""
    yield heading(title)
    for paragraph in paragraphs:
        yield _paragraph(paragraph)


def _paragraph(text: str) -> str:
    return wrapped(text, first=INDENT, hanging=INDENT)


def _verdict(diagnostics: Sequence[Diagnostic]) -> str:
    """Return in a sentence whether the scenario can be used."""
    if any(found.is_error for found in diagnostics):
        return _("This scenario cannot be used yet. What to mend stands at the end of this page.")
    if diagnostics:
        return _(
            "This scenario can be played. Before you publish it, read the warnings at the end of this page."
        )
    return _("This scenario is sound: it can be passed, every call ends, and nothing is to be mended.")


def _extent(proof: Proof) -> Iterator[str]:
    """Give how much there is: scenes, situations, plays and decisions."""
    total = len(proof.scenario.scenes)
    yield from _section(_("What there is"))
    if proof.graph is None:
        yield _paragraph(ngettext("{count} scene.", "{count} scenes.", total).format(count=total))
        yield _paragraph(
            _("There are too many situations (scene, mood and flags together) to look at each of them.")
        )
        return
    yield _paragraph(_scenes(proof, total))
    count = proof.graph.size
    yield _paragraph(
        ngettext(
            "A call can be in {number} situation (scene, mood and flags together). It was looked at.",
            "A call can be in {number} different situations (scene, mood and flags together). "
            "Each of them was looked at.",
            count,
        ).format(number=whole_number(count))
    )
    plays = proof.plays
    if plays is None:
        yield _paragraph(_("A call can go on for ever, so nothing else can be counted."))
        return
    yield _paragraph(
        ngettext(
            "There is {number} way through the call, from the first line to an ending.",
            "There are {number} different ways through the call, from the first line to an ending.",
            plays.plays,
        ).format(number=whole_number(plays.plays))
    )
    if plays.shortest is None or plays.longest is None:
        return
    if plays.shortest == plays.longest:
        yield _paragraph(
            ngettext(
                "Every call takes {count} decision.", "Every call takes {count} decisions.", plays.longest
            ).format(count=plays.longest)
        )
    else:
        yield _paragraph(
            _("A call takes {shortest} to {longest} decisions.").format(
                shortest=plays.shortest, longest=plays.longest
            )
        )


def _scenes(proof: Proof, total: int) -> str:
    missing = [scene for scene in proof.scenario.scenes if scene not in proof.reached]
    if not missing:
        return ngettext(
            "{count} scene, which every call reaches.", "{count} scenes, each reached by some call.", total
        ).format(count=total)
    return _("{count} scenes, of which no call reaches: {missing}.").format(
        count=total, missing=format_list(missing)
    )


def _endings(proof: Proof) -> Iterator[str]:
    """Give how many ways lead to each outcome, as a table."""
    plays = proof.plays
    if plays is None or plays.plays == 0:
        return
    yield from _section(
        _("How they end"),
        _("These are ways through the call, each counted once; trainees do not take all of them equally."),
    )
    accepted = proof.scenario.marks.outcomes
    rows = [
        (outcome_name(outcome), whole_number(number), whole_percent(number, plays.plays), outcome)
        for outcome, number in plays.endings.items()
    ]
    name, number, share = (max(len(row[column]) for row in rows) for column in (0, 1, 2))
    for row in rows:
        told = pgettext("an outcome", "accepted") if row[3] in accepted else ""
        yield f"{INDENT}{row[0]:<{name}}  {row[1]:>{number}}  {row[2]:>{share}}  {told}".rstrip()


def _passing(scenario: Scenario) -> Iterator[str]:
    """Give what it takes to pass."""
    marks = scenario.marks
    scores = [
        pgettext("mark", "{dimension} {mark}").format(
            dimension=dimension_name(dimension), mark=marks.mark(dimension)
        )
        for dimension in Dimension
        if dimension is not Dimension.REGISTER or _rates(scenario, dimension)
    ]
    yield from _section(
        _("What it takes to pass"),
        _("A score of at least: {marks}. No critical error. An ending that is: {outcomes}.").format(
            marks=", ".join(scores),
            outcomes=format_list([outcome_name(each) for each in Outcome if each in marks.outcomes], "or"),
        ),
    )


def _rates(scenario: Scenario, dimension: Dimension) -> bool:
    return any(
        reply.points(dimension) is not None for scene in scenario.scenes.values() for reply in scene.replies
    )


def _perfect(path: Path, proof: Proof) -> Iterator[str]:
    """Give the perfect call as a dialogue, in each language, that of the reader first."""
    if proof.perfect is None:
        return
    scenario, moves = proof.scenario, proof.perfect.moves
    steps = _replay(scenario, moves)
    yield from _section(
        ngettext(
            "The perfect call ({count} decision)", "The perfect call ({count} decisions)", len(moves)
        ).format(count=len(moves)),
        _(
            "Each reply is the best of those offered at its moment, on everything that is rated there. "
            "Read it aloud: it should sound like your best agent."
        ),
    )
    for language in _readers_first(scenario.languages):
        yield from _section(
            _("The perfect call in {language}").format(language=language_word(language))
            if len(scenario.languages) > 1
            else language_word(language)
        )
        yield from _dialogue(scenario, moves, steps, language)
        if proof.par is not None:
            yield ""
            yield _paragraph(_("To play it:"))
            yield play_command(path, language, [move.reply for move in moves])


def _readers_first(languages: Sequence[str]) -> list[str]:
    """Return languages with that of the reader before the others, where it is among them."""
    return sorted(languages, key=lambda each: each != current_language())


def _replay(scenario: Scenario, moves: Sequence[Move]) -> list[Step]:
    """Return what is shown before each move of a call, and after the last."""
    steps = [start(scenario)]
    for move in moves:
        steps.append(advance(scenario, steps[-1].state, move.reply)[1])
    return steps


def _dialogue(
    scenario: Scenario, moves: Sequence[Move], steps: Sequence[Step], language: str
) -> Iterator[str]:
    """Give what is said in a perfect call, each exchange below the scene and the reply that it is from."""
    locale = scenario.locale(language)
    for number, (move, step) in enumerate(zip(moves, steps, strict=False), 1):
        taken = next(reply for reply in step.offered if reply.id == move.reply)
        place = _("{number}. {scene}, reply {reply}").format(
            number=number, scene=move.scene, reply=move.reply
        )
        yield click.style(f"{INDENT}{place}", dim=True)
        yield _said(scenario.customer.name, step.text.spoken(locale))
        yield _said(_("Agent"), taken.agent.spoken(locale))
    last = steps[-1]
    if last.ending is not None:
        place = _("Ending: {scene} ({outcome})").format(
            scene=last.state.scene, outcome=outcome_name(last.ending)
        )
        yield click.style(f"{INDENT}{place}", dim=True)
    yield _said(scenario.customer.name, last.text.spoken(locale))


def _said(speaker: str, words: str) -> str:
    spoken = pgettext("dialogue", "{speaker}: {words}").format(speaker=speaker, words=words)
    return wrapped(spoken, first=INDENT * 2, hanging=INDENT * 4)


def _lowest(proof: Proof) -> Iterator[str]:
    """Give the par of each dimension, and how low a call can fall."""
    if proof.lowest is None or proof.par is None:
        return
    yield from _section(
        _("Scores"),
        _(
            "A perfect call scores 100. Its points are the par; a call loses each point that a better reply "
            "at the same moment would have earned more, and what it never reached."
        ),
    )
    for dimension, lowest in proof.lowest.items():
        name, mark = dimension_name(dimension), proof.scenario.marks.mark(dimension)
        if lowest is None:
            yield _paragraph(
                _("{dimension}: a perfect call can earn nothing here, so it never counts.").format(
                    dimension=name
                )
            )
            continue
        told = _(
            "{dimension}: the par is {par} points. The worst call scores {lowest}; the worst that still has "
            "an accepted ending scores {accepted}."
        ).format(dimension=name, par=proof.par[dimension], lowest=lowest.of_all, accepted=lowest.of_accepted)
        yield _paragraph(told)
        if lowest.of_accepted >= mark:
            yield _paragraph(
                _(
                    "Every call with an accepted ending reaches the mark of {mark} here, so this dimension "
                    "tells nobody apart; rate more decisions, or more sharply."
                ).format(mark=mark)
            )


def _habits(path: Path, proof: Proof) -> Iterator[str]:
    """Give what somebody would score who does not listen."""
    if proof.strategies is None and proof.chance is None:
        return
    yield from _section(
        _("Habits that should not pass"),
        _(
            "Somebody who does not listen may still have a habit, or luck. Where that passes, the scenario "
            "measures the habit and not the skill."
        ),
    )
    for strategy, plays in (proof.strategies or {}).items():
        yield from _habit(path, strategy, plays)
    if proof.chance is not None:
        yield _paragraph(describe_chance(proof.chance))


def _habit(path: Path, strategy: Strategy, plays: Mapping[str, StrategyPlay]) -> Iterator[str]:
    told: dict[str, list[str]] = {}
    for language, play in plays.items():
        told.setdefault(_fate(play), []).append(language)
    for fate, languages in told.items():
        habit = _habit_name(strategy)
        if len(told) > 1:
            habit = pgettext("habit", "{habit} in {language}").format(
                habit=habit, language=format_list([language_word(each) for each in languages])
            )
        yield _paragraph(pgettext("habit", "{habit}: {fate}").format(habit=habit, fate=fate))
        spoken = _readers_first(languages)[0]
        if plays[spoken].card.passed:
            yield play_command(path, spoken, plays[spoken].replies)


def _fate(play: StrategyPlay) -> str:
    scores = [
        _("{dimension} {score}").format(dimension=dimension_name(dimension), score=measured.shown)
        for dimension, measured in play.card.dimensions.items()
        if measured is not None
    ]
    verdict = pgettext("habit", "PASSES") if play.card.passed else pgettext("habit", "does not pass")
    parts = [verdict, outcome_name(play.card.outcome), *scores]
    if play.card.critical:
        parts.append(
            ngettext("{count} critical error", "{count} critical errors", len(play.card.critical)).format(
                count=len(play.card.critical)
            )
        )
    return ", ".join(parts)


def _habit_name(strategy: Strategy) -> str:
    return {
        Strategy.LONGEST: _("Always the longest reply"),
        Strategy.SHORTEST: _("Always the shortest reply"),
        Strategy.KINDEST: _("Always the kindest reply"),
        Strategy.FIXER: _("Always the most effective reply"),
    }[strategy]


def _findings(path: Path, proof: Proof | None, diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """Give what to mend, errors and warnings in the order of the file."""
    found = list(diagnostics)
    if not found:
        yield from _section(_("Nothing is to be mended."))
        return
    errors = sum(each.is_error for each in found)
    yield from _section(
        _("What to mend: {errors}, {warnings}").format(
            errors=ngettext("{count} error", "{count} errors", errors).format(count=errors),
            warnings=ngettext("{count} warning", "{count} warnings", len(found) - errors).format(
                count=len(found) - errors
            ),
        )
    )
    for alike in _by_place(found):
        each = min(alike, key=lambda one: len(one.play or ()))
        yield wrapped(f"{each.where}: {each.code} {each.message}", hanging=INDENT * 2)
        if len(alike) > 1:
            others = ngettext(
                "({count} more way leads to the same.)",
                "({count} more ways lead to the same.)",
                len(alike) - 1,
            )
            yield wrapped(others.format(count=len(alike) - 1), first=INDENT * 2, hanging=INDENT * 2)
        if each.play and proof is not None and proof.par is not None:
            yield wrapped(_("To see it happen:"), first=INDENT * 2)
            yield play_command(path, _readers_first(proof.scenario.languages)[0], each.play)


def _by_place(found: Iterable[Diagnostic]) -> Iterator[list[Diagnostic]]:
    """Give findings in their order; those that differ only in the play that leads there come together.

    One way back in a long call may be hundreds of sets of states, and is one line to mend.
    """
    together: dict[object, list[Diagnostic]] = {}
    for number, each in enumerate(found):
        key = number if each.play is None else (each.code, each.line, each.column)
        together.setdefault(key, []).append(each)
    yield from together.values()
