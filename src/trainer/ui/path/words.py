"""The sentences of the path. Each is a function of values, so that it is tested without a window."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from trainer.app.progress import CertificationReview, Evidence
from trainer.app.result_words import dimension_name
from trainer.certification.standing import Part, RequirementStanding, Status
from trainer.i18n import (
    _,
    current_language,
    format_date,
    format_list,
    format_time,
    ngettext,
    one_period,
    pgettext,
)
from trainer.scenario.model import Dimension
from trainer.ui.widgets.marks import language_name

__all__ = [
    "detail_lines",
    "done_sentence",
    "held_sentence",
    "opening_sentence",
    "part_name",
    "prerequisite_sentence",
    "state_line",
    "title_of",
    "titles_of",
]


def title_of(review: CertificationReview) -> str:
    """Return a certification's title."""
    return review.progress.certification.title.shown(current_language())


def titles_of(reviews: Sequence[CertificationReview]) -> Mapping[str, str]:
    """Return the titles of certifications, by id."""
    return {each.progress.certification.id: title_of(each) for each in reviews}


def held_sentence(reviews: Sequence[CertificationReview]) -> str:
    """Return how many certifications are held."""
    held = sum(each.progress.standing.held for each in reviews)
    sentence = ngettext(
        "You hold {held} of {count} certification.",
        "You hold {held} of {count} certifications.",
        len(reviews),
    )
    return sentence.format(held=held, count=len(reviews))


def prerequisite_sentence(review: CertificationReview, titles: Mapping[str, str]) -> str:
    """Return what must be held first; empty where nothing must."""
    names = [titles.get(name, name) for name in review.progress.certification.after]
    return _("After: {certifications}").format(certifications=format_list(names)) if names else ""


def done_sentence(standing: RequirementStanding) -> str:
    """Return how many scenarios of a requirement are done, of how many that are asked for."""
    asked = standing.requirement.at_least
    return _("{done} of {count} done").format(done=min(standing.done, asked), count=asked)


def part_name(part: Part, scenario: str) -> str:
    """Return what one assessment is called."""
    return _("{scenario} in {language}").format(scenario=scenario, language=language_name(part.language))


def state_line(evidence: Evidence) -> str:
    """Return in few words what one assessment has come to."""
    part = evidence.part
    if part.passed_at is not None:
        return _("Passed on {day}").format(day=format_date(part.passed_at, "medium"))
    if part.opens_at is not None:
        return _("Opens again on {moment}").format(moment=_moment(part.opens_at))
    return pgettext("assessment", "Not passed yet") if part.failures else pgettext("assessment", "To do")


def detail_lines(evidence: Evidence) -> list[str]:
    """Return what else there is to know: scores and version of what was passed, failures of what was not."""
    part, call = evidence.part, evidence.call
    if part.passed_at is None:
        if not part.failures:
            return []
        said = ngettext(
            "{count} assessment was not passed", "{count} assessments were not passed", part.failures
        )
        return [said.format(count=part.failures)]
    found = []
    if call is not None:
        scores = [
            _("{dimension}: {score}").format(dimension=dimension_name(dimension), score=shown)
            for dimension in Dimension
            if (shown := call.result.shown(dimension)) is not None
        ]
        found.append(format_list(scores))
    if part.lapses_at is not None:
        found.append(_("Counts until {day}").format(day=format_date(part.lapses_at, "medium")))
    if call is not None:
        found.append(_("Version {version} of the scenario").format(version=call.facts.version))
    return found


def opening_sentence(review: CertificationReview) -> str:
    """Return when the next assessment can begin where none can now; else nothing."""
    standing = review.progress.standing
    if standing.next_opening is not None:
        sentence = _("The next assessment opens on {moment}.")
        return one_period(sentence.format(moment=_moment(standing.next_opening)))
    if standing.status is Status.ACHIEVED and review.hold is not None:
        renewable = review.hold.renewable_at
        if renewable is not None:
            day = format_date(renewable, "long")
            return _("Nothing is to be done before {day}: then it can be renewed.").format(day=day)
    return ""


def _moment(at: datetime) -> str:
    return _("{day}, {time}").format(day=format_date(at, "medium"), time=format_time(at))
