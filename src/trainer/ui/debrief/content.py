"""What the debrief says, in the interface's words: folds of a reviewed call, without a widget."""

from trainer.app.debrief import Debrief, ReviewedDecision
from trainer.app.verdict import decision_title, shown_words
from trainer.i18n import _, current_language
from trainer.ui.call.words import first_name, switches_of
from trainer.ui.debrief.decisions import DecisionRow
from trainer.ui.debrief.detail import Moment
from trainer.ui.debrief.verdict import Measure

__all__ = ["describe_measures", "describe_moment", "describe_rows"]


def describe_measures(debrief: Debrief) -> list[Measure]:
    """Return the score of each dimension that the scenario scores, with the points it stands for."""
    return [
        Measure(
            dimension,
            review.measured.shown,
            review.mark,
            earned=review.measured.points,
            par=review.measured.par,
        )
        for dimension, review in debrief.dimensions.items()
        if review is not None
    ]


def describe_rows(debrief: Debrief) -> list[DecisionRow]:
    """Return each decision as the list shows it, in the order of the call."""
    shown = [dimension for dimension, review in debrief.dimensions.items() if review is not None]
    return [
        DecisionRow(
            number=each.number,
            title=decision_title(each),
            said=each.taken.text if each.taken is not None else _("(You said nothing in time.)"),
            costs={dimension: each.costs.get(dimension) for dimension in shown},
            critical=each.critical is not None,
        )
        for each in debrief.decisions
    ]


def describe_moment(debrief: Debrief, decision: ReviewedDecision) -> Moment:
    """Return one decision whole; the perfect call's reply only where something else was said."""
    better = None if decision.taken_was_best else decision.perfect
    sentence, language = shown_words(decision.feedback)
    text = decision.feedback
    switches = switches_of(text, current_language()) if text is not None else ""
    if not sentence and decision.taken_was_best:
        sentence = _("Nothing that was offered was better.")
    return Moment(
        number=decision.number,
        title=decision_title(decision),
        customer=first_name(debrief.scenario.customer.name),
        heard=decision.customer,
        said=decision.taken,
        ratings=decision.ratings,
        critical=decision.critical,
        better=better,
        feedback=sentence,
        feedback_language=language,
        feedback_switches=switches,
        others=decision.others,
    )
