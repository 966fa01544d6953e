"""What the debrief says, in the interface's words: folds of a reviewed call, without a widget."""

from collections.abc import Iterable
from fractions import Fraction

from trainer.app.debrief import Debrief, ReviewedDecision
from trainer.app.skills import skill_name
from trainer.i18n import _, current_language, format_list, pgettext
from trainer.scenario.model import EVERY_LANGUAGE, Outcome, Text
from trainer.ui.call.words import first_name, outcome_name
from trainer.ui.debrief.decisions import DecisionRow
from trainer.ui.debrief.detail import Moment
from trainer.ui.debrief.verdict import Measure, Term
from trainer.ui.debrief.words import critical_name, dimension_name, missing_sentence

__all__ = ["describe_measures", "describe_moment", "describe_rows", "describe_terms", "describe_verdict"]


def describe_verdict(debrief: Debrief) -> tuple[str, str]:
    """Return the verdict, and the sentence below it."""
    if debrief.passed:
        return pgettext("call", "Passed"), _("Every condition is met.")
    return _("Not passed yet"), missing_sentence(debrief.reasons)


def describe_terms(debrief: Debrief) -> list[Term]:
    """Return every condition of passing, met or not, in the order in which reasons are listed."""
    terms = [
        Term(
            _("{dimension} reaches {mark}").format(dimension=dimension_name(dimension), mark=review.mark),
            str(review.measured.shown),
            review.reached,
        )
        for dimension, review in debrief.dimensions.items()
        if review is not None
    ]
    kinds = list(dict.fromkeys(moment.kind for moment in debrief.critical))
    made = format_list([critical_name(kind) for kind in kinds]) or pgettext("critical error", "none")
    terms.append(Term(_("No critical error"), made, not kinds))
    accepted = debrief.outcome in debrief.accepted
    text = _("Accepted outcome") if accepted else _("Outcome: {outcomes}")
    outcomes = format_list([outcome_name(each) for each in _in_order(debrief.accepted)], "or")
    terms.append(Term(text.format(outcomes=outcomes), outcome_name(debrief.outcome), accepted))
    return terms


def describe_measures(debrief: Debrief) -> list[Measure]:
    """Return the score of each dimension that the scenario scores, with the points it stands for."""
    return [
        Measure(
            dimension,
            review.measured.shown,
            review.mark,
            earned=_points(review.measured.score, review.measured.par),
            par=review.measured.par,
        )
        for dimension, review in debrief.dimensions.items()
        if review is not None
    ]


def describe_rows(debrief: Debrief) -> list[DecisionRow]:
    """Return each decision as the list shows it."""
    shown = [dimension for dimension, review in debrief.dimensions.items() if review is not None]
    return [
        DecisionRow(
            number=each.number,
            title=_title(each),
            said=each.taken.text if each.taken is not None else _("(You said nothing in time.)"),
            costs={dimension: each.costs.get(dimension) for dimension in shown},
            critical=each.critical is not None,
        )
        for each in debrief.decisions
    ]


def describe_moment(debrief: Debrief, decision: ReviewedDecision) -> Moment:
    """Return one decision whole; the perfect call's reply only where something else was said."""
    better = None if decision.taken_was_best else decision.perfect
    sentence, language = _words(decision.feedback)
    if not sentence and decision.taken_was_best:
        sentence = _("Nothing that was offered was better.")
    return Moment(
        number=decision.number,
        title=_title(decision),
        customer=first_name(debrief.scenario.customer.name),
        heard=decision.customer,
        said=decision.taken,
        ratings=decision.ratings,
        critical=decision.critical,
        better=better,
        feedback=sentence,
        feedback_language=language,
        others=decision.others,
    )


def _title(decision: ReviewedDecision) -> str:
    if decision.skill is None:
        return _("Decision {number}").format(number=decision.number)
    return skill_name(decision.skill)


def _points(score: Fraction, par: int) -> int:
    """Return how many points of the par a score stands for: whole ones, as the score is made of them."""
    return int(score * par / 100)


def _words(text: Text | None) -> tuple[str, str | None]:
    """Return a file's words for the interface, and their language where it may be another."""
    if text is None:
        return "", None
    words, tag = text.shown(current_language()), text.shown_tag(current_language())
    return words, None if tag == EVERY_LANGUAGE else tag


def _in_order(outcomes: Iterable[Outcome]) -> list[Outcome]:
    accepted = set(outcomes)
    return [outcome for outcome in Outcome if outcome in accepted]
