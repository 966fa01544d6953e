"""The verdict on a finished call in words: passed or not, and every condition of passing, met or not.

The debrief on the screen and the one on paper are folds of the same call, and must not say it in two ways.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from trainer.app.debrief import Debrief, ReviewedDecision
from trainer.app.result_words import critical_name, dimension_name, missing_sentence, outcome_name
from trainer.app.skills import skill_name
from trainer.i18n import _, current_language, format_list, pgettext
from trainer.scenario.model import EVERY_LANGUAGE, Outcome, Text

__all__ = ["Condition", "decision_title", "describe_conditions", "describe_verdict", "shown_words"]


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of passing: what it asks, what there was, and whether that is enough."""

    text: str
    value: str
    met: bool


def describe_verdict(debrief: Debrief) -> tuple[str, str]:
    """Return the verdict, and the sentence below it."""
    if debrief.passed:
        return pgettext("call", "Passed"), _("Every condition is met.")
    return _("Not passed yet"), missing_sentence(debrief.reasons)


def describe_conditions(debrief: Debrief) -> list[Condition]:
    """Return every condition of passing, met or not, in the order in which reasons are listed."""
    conditions = [
        Condition(
            _("{dimension} reaches {mark}").format(dimension=dimension_name(dimension), mark=review.mark),
            str(review.measured.shown),
            review.reached,
        )
        for dimension, review in debrief.dimensions.items()
        if review is not None
    ]
    kinds = list(dict.fromkeys(moment.kind for moment in debrief.critical))
    made = format_list([critical_name(kind) for kind in kinds]) or pgettext("critical error", "none")
    conditions.append(Condition(_("No critical error"), made, not kinds))
    accepted = debrief.outcome in debrief.accepted
    text = _("Accepted outcome") if accepted else _("Outcome: {outcomes}")
    outcomes = format_list([outcome_name(each) for each in _in_order(debrief.accepted)], "or")
    conditions.append(Condition(text.format(outcomes=outcomes), outcome_name(debrief.outcome), accepted))
    return conditions


def decision_title(decision: ReviewedDecision) -> str:
    """Return what a decision is called: the skill that it exercises, or its number."""
    if decision.skill is None:
        return _("Decision {number}").format(number=decision.number)
    return skill_name(decision.skill)


def shown_words(text: Text | None) -> tuple[str, str | None]:
    """Return a file's words for the interface, and their language where it may be another."""
    if text is None:
        return "", None
    words, tag = text.shown(current_language()), text.shown_tag(current_language())
    return words, None if tag == EVERY_LANGUAGE else tag


def _in_order(outcomes: Iterable[Outcome]) -> list[Outcome]:
    accepted = set(outcomes)
    return [outcome for outcome in Outcome if outcome in accepted]
