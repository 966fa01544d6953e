"""The sentences of Progress. Each is a function of values, so that it is tested without a window."""

from collections.abc import Sequence
from datetime import date, datetime

from trainer.app.home import CertificationProgress
from trainer.app.progress import Course, Evidence, Interval, Period, RequirementReview, Selection, Step
from trainer.app.result_words import dimension_name
from trainer.app.skills import SkillRow, skill_name
from trainer.certification.model import Certification
from trainer.certification.standing import Hold, Status
from trainer.i18n import FORMATS, _, current_language, format_date, format_list, ngettext, pgettext
from trainer.scenario.model import Dimension
from trainer.ui.widgets.marks import language_label, language_name

_WORTH_TELLING = 5
"""A trend of fewer points may be chance from one day to the next."""


def short_day(day: date | datetime, today: date) -> str:
    """Return a day in few letters, with its year where that is not this year's: "Feb 24"."""
    from babel import dates  # noqa: PLC0415 - Babel is loaded when the first day is shown

    there = day.astimezone().date() if isinstance(day, datetime) else day
    skeleton = "MMMd" if there.year == today.year else "yMMMd"
    return dates.format_skeleton(skeleton, there, locale=FORMATS[current_language()])


def interval_name(interval: Interval, step: Step, today: date) -> str:
    """Return what an interval is called: a day, a month, or the first and last day of a week."""
    if step is Step.DAY:
        return short_day(interval.start, today)
    if step is Step.MONTH:
        return month_name(interval.start)
    first, last = short_day(interval.start, today), short_day(interval.end, today)
    return pgettext("week", "{first} to {last}").format(first=first, last=last)


def month_name(day: date) -> str:
    """Return a month with its year."""
    from babel import dates  # noqa: PLC0415 - Babel is loaded when the first day is shown

    return dates.format_skeleton("yMMM", day, locale=FORMATS[current_language()])


def course_title(dimension: Dimension, step: Step) -> str:
    """Return what the chart of the scores shows."""
    name = dimension_name(dimension)
    match step:
        case Step.DAY:
            return _("{dimension}, daily average").format(dimension=name)
        case Step.WEEK:
            return _("{dimension}, weekly average").format(dimension=name)
        case Step.MONTH:
            return _("{dimension}, monthly average").format(dimension=name)


def step_name(step: Step) -> str:
    """Return what an interval is, as the heading of a column."""
    return {
        Step.DAY: pgettext("interval", "Day"),
        Step.WEEK: pgettext("interval", "Week"),
        Step.MONTH: pgettext("interval", "Month"),
    }[step]


def period_name(period: Period) -> str:
    """Return a period as a choice."""
    return {
        Period.DAYS_30: pgettext("period", "30 days"),
        Period.DAYS_90: pgettext("period", "90 days"),
        Period.ALL: pgettext("period", "All"),
    }[period]


def calls_sentence(selection: Selection, today: date) -> str:
    """Return how many calls there are since when."""
    count = len(selection.calls)
    if not count:
        return ""
    since = selection.calls[-1].day
    sentence = ngettext("{count} call since {day}.", "{count} calls since {day}.", count)
    return sentence.format(count=count, day=short_day(since, today))


def trend_sentence(selection: Selection, dimension: Dimension) -> str:
    """Return which language moved most in a dimension; empty where none moved enough to tell."""
    moved = [(abs(by), language, by) for (language, of), by in selection.trends.items() if of is dimension]
    size, language, by = max(moved, default=(0, "", 0))
    if size < _WORTH_TELLING:
        return ""
    if by > 0:
        sentence = ngettext(
            "Your {language} rose by {points} point in {dimension}.",
            "Your {language} rose by {points} points in {dimension}.",
            size,
        )
    else:
        sentence = ngettext(
            "Your {language} fell by {points} point in {dimension}.",
            "Your {language} fell by {points} points in {dimension}.",
            size,
        )
    name = dimension_name(dimension).lower()
    return sentence.format(language=language_name(language), points=size, dimension=name)


def course_summary(course: Course, dimension: Dimension, languages: Sequence[str], mark: int | None) -> str:
    """Return in one sentence where the scores of each language began, where they are, and how far."""
    parts = [part for each in languages if (part := _language_summary(course, dimension, each))]
    if not parts:
        return _("No score in {dimension} yet.").format(dimension=dimension_name(dimension).lower())
    if mark is not None:
        parts.append(_("The usual mark to pass is {mark}.").format(mark=mark))
    return " ".join(parts)


def _language_summary(course: Course, dimension: Dimension, language: str) -> str:
    found = [each for interval in course.intervals if (each := interval.average(language, dimension))]
    if not found:
        return ""
    name = language_label(language)
    if len(found) == 1:
        return _("{language}: {score}.").format(language=name, score=found[0].shown)
    sentence = _("{language}: from {first} to {last}, lowest {lowest}, highest {highest}.")
    return sentence.format(
        language=name,
        first=found[0].shown,
        last=found[-1].shown,
        lowest=min(each.shown for each in found),
        highest=max(each.shown for each in found),
    )


def interval_sentence(
    interval: Interval, step: Step, dimension: Dimension, languages: Sequence[str], today: date
) -> str:
    """Return what the chart shows at one interval."""
    parts = []
    for language in languages:
        average = interval.average(language, dimension)
        if average is not None:
            sentence = ngettext(
                "{language} {score} from {count} call", "{language} {score} from {count} calls", average.calls
            )
            name = language_name(language)
            parts.append(sentence.format(language=name, score=average.shown, count=average.calls))
    when = interval_name(interval, step, today)
    return _("{when}: {scores}").format(when=when, scores=format_list(parts, "unit"))


def skills_summary(skills: Sequence[SkillRow], languages: Sequence[str]) -> str:
    """Return in one sentence for each language which skill is the strongest and which the weakest."""
    parts = []
    for language in languages:
        scored = [(row.by_language[language].shown, row) for row in skills if language in row.by_language]
        if not scored:
            continue
        low, weakest = min(scored, key=lambda pair: pair[0])
        high, strongest = max(scored, key=lambda pair: pair[0])
        sentence = _("{language}: strongest {strong}, {high}; weakest {weak}, {low}.")
        parts.append(
            sentence.format(
                language=language_label(language),
                strong=skill_name(strongest.skill).lower(),
                high=high,
                weak=skill_name(weakest.skill).lower(),
                low=low,
            )
        )
    return " ".join(parts)


def skill_sentence(skill: SkillRow, languages: Sequence[str]) -> str:
    """Return how a skill does in each language, a line each, and what that rests on."""
    lines = [skill_name(skill.skill)]
    for language in languages:
        score, name = skill.by_language.get(language), language_label(language)
        if score is None:
            lines.append(_("{language}: not measured yet").format(language=name))
            continue
        sentence = ngettext(
            "{language}: {score}, from {count} decision",
            "{language}: {score}, from {count} decisions",
            score.decisions,
        )
        lines.append(sentence.format(language=name, score=score.shown, count=score.decisions))
    return "\n".join(lines)


def rules(certification: Certification) -> list[str]:
    """Return what counts for a certification, a sentence each."""
    found = []
    if certification.marks:
        marks = [
            pgettext("mark", "{dimension} {mark}").format(
                dimension=dimension_name(dimension).lower(), mark=mark
            )
            for dimension, mark in certification.marks.items()
        ]
        found.append(_("Marks to reach: {marks}.").format(marks=format_list(marks)))
    if certification.window is not None:
        days = certification.window.days
        sentence = ngettext(
            "A passed assessment counts for {days} day.", "A passed assessment counts for {days} days.", days
        )
        found.append(sentence.format(days=days))
    if certification.limit is not None:
        limit = certification.limit
        sentence = ngettext(
            "After {count} that was not passed, the next opens {wait} later.",
            "After {count} that were not passed, the next opens {wait} later.",
            limit.max,
        )
        wait = ngettext("{count} day", "{count} days", limit.wait.days).format(count=limit.wait.days)
        found.append(sentence.format(count=limit.max, wait=wait))
    if certification.validity is not None:
        days = certification.validity.days
        sentence = ngettext(
            "Once achieved, it is valid for {days} day.", "Once achieved, it is valid for {days} days.", days
        )
        found.append(sentence.format(days=days))
    return found


def validity_lines(progress: CertificationProgress, hold: Hold | None) -> list[tuple[str, str]]:
    """Return when it was achieved, when it expires and from when it can be renewed: names and days."""
    if hold is None:
        return []
    lines = [(pgettext("certification", "Achieved"), format_date(hold.achieved_at, "medium"))]
    if hold.expires_at is not None and hold.renewable_at is not None:
        expired = progress.standing.status is Status.EXPIRED
        name = pgettext("certification", "Expired") if expired else pgettext("certification", "Expires")
        lines.append((name, format_date(hold.expires_at, "medium")))
        if not expired:
            lines.append((_("Renewal from"), format_date(hold.renewable_at, "medium")))
    return lines


def evidence_lines(evidence: Evidence, today: date) -> tuple[str, str]:
    """Return what stands beside a language mark: the state, and below it what there is to know of it."""
    part = evidence.part
    if part.passed_at is not None:
        version = "" if evidence.call is None else _("v{version}").format(version=evidence.call.facts.version)
        if part.lapses_at is not None:
            until = short_day(part.lapses_at, today)
            version = _("{version} · until {day}").format(version=version, day=until)
        return short_day(part.passed_at, today), version
    tries = ""
    if part.failures:
        tries = ngettext("{count} not passed", "{count} not passed", part.failures)
        tries = tries.format(count=part.failures)
    if part.opens_at is not None:
        return _("Opens {day}").format(day=short_day(part.opens_at, today)), tries
    return pgettext("assessment", "Not passed yet") if tries else pgettext("assessment", "To do"), tries


def spoken_evidence(evidence: Evidence, title: str, certification: str) -> str:
    """Return the same for screen readers and tooltips, in full, with the certification that asks for it."""
    part, call = evidence.part, evidence.call
    head = _("{certification}: {scenario} in {language}").format(
        certification=certification, scenario=title, language=language_name(part.language)
    )
    if part.passed_at is not None and call is not None:
        scores = [
            _("{dimension}: {score}").format(dimension=dimension_name(dimension), score=shown)
            for dimension in Dimension
            if (shown := call.result.shown(dimension)) is not None
        ]
        lines = [
            _("Passed on {day}").format(day=format_date(part.passed_at, "long")),
            *scores,
            _("Version {version} of the scenario").format(version=call.facts.version),
        ]
        if part.lapses_at is not None:
            lines.append(_("Counts until {day}").format(day=format_date(part.lapses_at, "long")))
        lines.append(_("Open the debrief"))
        return "\n".join([head, *lines])
    lines = []
    if part.failures:
        sentence = ngettext(
            "{count} assessment was not passed", "{count} assessments were not passed", part.failures
        )
        lines.append(sentence.format(count=part.failures))
    if part.opens_at is not None:
        lines.append(_("The next opens on {day}").format(day=format_date(part.opens_at, "long")))
    elif not part.failures:
        lines.append(_("Not assessed yet"))
    return "\n".join([head, *lines, _("Read the brief")])


def missing_sentence(review: RequirementReview) -> str:
    """Return how many scenarios are missing where a trainee may choose; empty where all are asked for."""
    requirement, done = review.standing.requirement, review.standing.done
    if requirement.at_least == len(requirement.scenarios) or review.standing.met:
        return ""
    count = requirement.at_least - done
    sentence = ngettext(
        "{count} more to pass: whichever you choose.", "{count} more to pass: whichever you choose.", count
    )
    return sentence.format(count=count)
