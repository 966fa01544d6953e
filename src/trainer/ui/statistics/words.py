"""The sentences of the statistics. Each is a function of values, so that it is tested without a window."""

from typing import Final

from trainer.analysis.statistics import (
    FIRM_FROM,
    GROUP_SHARE,
    SHOWN_FROM,
    Certainty,
    DecisionStatistics,
    LanguageDifference,
    Reliability,
    ReplyStatistics,
)
from trainer.app.item_report import ItemReport, ReportedDecision
from trainer.app.item_words import hint_words
from trainer.app.transcript import best_reply
from trainer.i18n import _, current_language, format_list, format_number, format_percent, ngettext, pgettext
from trainer.scenario.model import SILENCE, Scenario
from trainer.ui.widgets.marks import language_label, language_name

__all__ = [
    "NONE",
    "basis_sentences",
    "best_of",
    "certainty_sentence",
    "decision_line",
    "decision_sentence",
    "difference_sentence",
    "discrimination_meaning",
    "group_names",
    "number",
    "reliability_error",
    "reply_line",
    "reply_sentence",
    "share",
]

NONE: Final = "–"
TELLING: Final = 0.2
WELL: Final = 0.4
"""Ebel 1972: from 0.2 on a decision tells people apart, from 0.4 on very well."""
DIFFERENT: Final = 2.77
"""1.96 times the square root of 2: so many standard errors lie between two scores that differ."""


def share(value: float | None) -> str:
    """Return a share as a percentage."""
    return NONE if value is None else format_percent(value)


def number(value: float | None) -> str:
    """Return a figure with two places, its minus a real one."""
    return NONE if value is None else format_number(value, decimals=2).replace("-", "−")


def basis_sentences(report: ItemReport) -> list[str]:
    """Return what the figures are made of."""
    if report.every_attempt:
        said = ngettext("{count} assessment.", "{count} assessments.", report.attempts)
    else:
        said = ngettext(
            "{count} assessment, the first of each trainee.",
            "{count} assessments, the first of each trainee.",
            report.attempts,
        )
    found = [said.format(count=format_number(report.attempts))]
    if len(report.versions) > 1:
        versions = format_list([str(each) for each in report.versions])
        found.append(_("Versions {versions} of the scenario are counted together.").format(versions=versions))
    return found


def certainty_sentence(certainty: Certainty) -> str:
    """Return what too few attempts mean; empty where there are enough."""
    match certainty:
        case Certainty.HIDDEN:
            said = _("Figures are hidden until there are {least}: fewer say little and may give people away.")
            return said.format(least=SHOWN_FROM)
        case Certainty.PROVISIONAL:
            return _("Provisional: under {least} the figures still move.").format(least=FIRM_FROM)
        case Certainty.FIRM:
            return ""


def decision_line(scene: str, scenario: Scenario | None, language: str | None) -> str:
    """Return what the customer says there; the scene's own name where that is not known."""
    if scenario is None or scene not in scenario.scenes:
        return scene
    return scenario.scenes[scene].customer[0].text.shown(language or current_language())


def reply_line(scene: str, reply: str, scenario: Scenario | None, language: str | None) -> str:
    """Return the words of a reply; its own name where they are not known."""
    if reply == SILENCE:
        return pgettext("reply", "Says nothing")
    if scenario is not None and scene in scenario.scenes:
        for each in scenario.scenes[scene].replies:
            if each.id == reply:
                return each.agent.shown(language or current_language())
    return reply


def best_of(scene: str, scenario: Scenario | None) -> str | None:
    """Return the reply that a perfect call takes there; None where it is not known."""
    if scenario is None or scene not in scenario.scenes:
        return None
    found = scenario.scenes[scene]
    best = best_reply(found, [each.id for each in found.replies])
    return None if best is None else best.id


def group_names() -> tuple[str, str, str, str]:
    """Return of whom the shares of a reply are: of all, of the best, of those between, of the weakest."""
    part = format_percent(GROUP_SHARE)
    return (
        pgettext("trainees", "All"),
        pgettext("trainees", "Best {share}").format(share=part),
        pgettext("trainees", "Middle"),
        pgettext("trainees", "Weakest {share}").format(share=part),
    )


def decision_sentence(decision: ReportedDecision) -> str:
    """Return a decision's figures for screen readers and tooltips, a line each."""
    found = decision.statistics
    attempts = ngettext("{count} attempt", "{count} attempts", found.attempts)
    lines = [attempts.format(count=format_number(found.attempts))]
    if found.certainty is Certainty.HIDDEN:
        return "\n".join([*lines, certainty_sentence(found.certainty)])
    if found.certainty is Certainty.PROVISIONAL:
        lines.append(pgettext("figures", "Provisional"))
    lines += [
        _("Difficulty: {share} of the points are earned").format(share=share(found.difficulty)),
        _("Discrimination: {number}").format(number=number(found.discrimination)),
        *(difference_sentence(each) for each in decision.languages),
        *(hint_words(each) for each in decision.hints),
    ]
    return "\n".join(lines)


def discrimination_meaning(found: DecisionStatistics) -> str:
    """Return what a discrimination means, in a few words."""
    value = found.discrimination
    if value is None:
        return _("Everybody decides alike, or earns alike elsewhere.")
    if value < 0:
        return _("Who does well elsewhere does worse here.")
    if value < TELLING:
        return _("It hardly tells good calls from weak ones.")
    if value < WELL:
        return _("It tells good calls from weak ones.")
    return _("It tells good calls from weak ones very well.")


def difference_sentence(compared: LanguageDifference) -> str:
    """Return how much easier a decision is in one language, with the interval in which the truth may lie."""
    first, second = compared.languages
    one, other = (format_number(each) for each in compared.attempts)
    if compared.certainty is Certainty.HIDDEN:
        said = _("{first} and {second}: hidden ({one} and {other} attempts)")
        return said.format(first=language_label(first), second=language_name(second), one=one, other=other)
    if not compared.differs:
        said = _(
            "What differs between {first} and {second} may be chance: {difference} "
            "(95 percent interval {low} to {high}; {one} and {other} attempts)."
        )
    else:
        said = _(
            "Easier in {easier}: {difference} between {first} and {second} (95 percent interval {low} to "
            "{high}; {one} and {other} attempts)."
        )
    return said.format(
        easier=language_name(first if compared.difference > 0 else second),
        first=language_name(first),
        second=language_name(second),
        difference=number(compared.difference),
        low=number(compared.low),
        high=number(compared.high),
        one=one,
        other=other,
    )


def reply_sentence(reply: ReplyStatistics) -> str:
    """Return how often a reply is taken, and by whom, for screen readers and tooltips."""
    if reply.certainty is Certainty.HIDDEN:
        said = ngettext("Hidden: offered {count} time", "Hidden: offered {count} times", reply.offered)
        return said.format(count=format_number(reply.offered))
    said = ngettext(
        "Taken by {share}: {upper} of the best, {middle} of the middle, {lower} of the weakest; "
        "offered {count} time",
        "Taken by {share}: {upper} of the best, {middle} of the middle, {lower} of the weakest; "
        "offered {count} times",
        reply.offered,
    )
    return said.format(
        share=share(reply.share),
        upper=share(reply.upper),
        middle=share(reply.middle),
        lower=share(reply.lower),
        count=format_number(reply.offered),
    )


def reliability_error(found: Reliability) -> str:
    """Return what the standard error of measurement means; empty where there is none."""
    if found.error is None:
        return ""
    return _(
        "Two trainees whose mean scores lie closer than {twice} points should not be told apart by them."
    ).format(twice=format_number(DIFFERENT * found.error, decimals=1))
