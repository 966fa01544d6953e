"""The sentences of Home. Each is a function of values, so that it is tested without a window."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from trainer.app.home import CertificationProgress, LostAssessment
from trainer.app.practice import OpenAttempt
from trainer.app.recommendation import DueForReview, DueLater, NeverPracticed, NextOnPath, WeakSkill, Why
from trainer.app.skills import skill_name
from trainer.app.synopsis import Described
from trainer.certification.model import Requirement
from trainer.certification.standing import Part, RequirementStanding, Status
from trainer.i18n import (
    FORMATS,
    _,
    current_language,
    format_date,
    format_time,
    ngettext,
    npgettext,
    pgettext,
)
from trainer.scenario.model import Channel, Use
from trainer.ui.icons import Icon
from trainer.ui.widgets.marks import language_name

_NOON, _NIGHTFALL = 12, 19
_BOTH = 2
_WEEK = 7
_SOON = timedelta(days=30)
"""How long before an assessment no longer counts a trainee is told."""


@dataclass(frozen=True, slots=True)
class Note:
    """One line of what there is to know, and the part of it that stands out."""

    icon: Icon
    sentence: str
    strong: str


def greeting(name: str, now: datetime) -> str:
    """Return the greeting for the time of day, by the first name."""
    first = name.split(maxsplit=1)[0]
    if now.hour < _NOON:
        return _("Good morning, {name}").format(name=first)
    if now.hour < _NIGHTFALL:
        return _("Good afternoon, {name}").format(name=first)
    return _("Good evening, {name}").format(name=first)


def day_sentence(now: datetime, practiced_days: int) -> str:
    """Return the date, and on how many of the last seven days the trainee practiced."""
    day = weekday_and_date(now)
    if not practiced_days:
        return _("{day}. A good day for a first call.").format(day=_capital(day))
    sentence = ngettext(
        "{day}. You have practiced on {count} of the last 7 days.",
        "{day}. You have practiced on {count} of the last 7 days.",
        practiced_days,
    )
    return sentence.format(day=_capital(day), count=practiced_days)


def moment(at: datetime, now: datetime) -> str:
    """Return the day of something: today, yesterday, the weekday within a week, else the date."""
    from babel import dates  # noqa: PLC0415 - Babel is loaded when the first day is shown

    there = at.astimezone(now.tzinfo)
    days = (now.date() - there.date()).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    reader = FORMATS[current_language()]
    if 1 < days < _WEEK:
        return dates.format_date(there, "EEE", locale=reader)
    return format_date(there, "medium") if there.year != now.year else _without_year(there, "long")


def weekday_and_date(at: datetime) -> str:
    """Return a day with its weekday and without the year: "Monday, March 16"."""
    return _without_year(at.astimezone(), "full")


def _without_year(day: datetime, style: Literal["full", "long"]) -> str:
    """Return a date in the reader's own pattern, less the year at its end."""
    from babel import Locale, dates  # noqa: PLC0415 - Babel is loaded when the first day is shown

    reader = Locale.parse(FORMATS[current_language()])
    pattern = re.sub(r"(,|\s|'de')*y+$", "", reader.date_formats[style].pattern)
    return dates.format_date(day, pattern, locale=reader)


def number_word(number: int) -> str:
    """Return a small number as a word, for a heading; digits from eleven on."""
    words = {
        1: pgettext("number", "one"),
        2: pgettext("number", "two"),
        3: pgettext("number", "three"),
        4: pgettext("number", "four"),
        5: pgettext("number", "five"),
        6: pgettext("number", "six"),
        7: pgettext("number", "seven"),
        8: pgettext("number", "eight"),
        9: pgettext("number", "nine"),
        10: pgettext("number", "ten"),
    }
    return words.get(number, str(number))


def call_facts(scenario: Described, place: str, minutes: int | None) -> str:
    """Return who calls from where, the channel, the level and the length in minutes."""
    voice = scenario.channel is Channel.VOICE
    channel = pgettext("channel", "voice") if voice else pgettext("channel", "chat")
    if minutes is None:
        sentence = _("{customer}, {place} · {channel}, {level}")
        return sentence.format(
            customer=scenario.customer.name, place=place, channel=channel, level=scenario.level
        )
    return ngettext(
        "{customer}, {place} · {channel}, {level}, {minutes} minute",
        "{customer}, {place} · {channel}, {level}, {minutes} minutes",
        minutes,
    ).format(
        customer=scenario.customer.name,
        place=place,
        channel=channel,
        level=scenario.level,
        minutes=minutes,
    )


def reason(why: Why, language: str) -> tuple[Icon, str, str]:
    """Return a reason for a recommendation: its icon, the sentence, and the part that stands out."""
    match why:
        case WeakSkill():
            one_sided = why.elsewhere is not None
            strong = _("Weak in {language} only:") if one_sided else _("Weak skill in {language}:")
            strong = strong.format(language=language_name(why.language))
            skill = skill_name(why.skill)
            # Only the first letter: a name within keeps its own.
            skill = skill[:1].lower() + skill[1:]
            sentence = _("{strong} {skill}, {score}")
            return Icon.CHART, sentence.format(strong=strong, skill=skill, score=why.score), strong
        case DueForReview():
            strong = _("Due for review:")
            sentence = ngettext(
                "{strong} {days} day since you scored {score}",
                "{strong} {days} days since you scored {score}",
                why.days,
            )
            return Icon.REVIEW, sentence.format(strong=strong, days=why.days, score=why.score), strong
        case NextOnPath():
            strong = _("Next on your path:") if why.renews is None else _("To renew your certification:")
            return Icon.FLAG, _("{strong} {state}").format(strong=strong, state=_path_state(why)), strong
        case NeverPracticed():
            strong = _("New to you:")
            sentence = _("{strong} not practiced in {language} yet")
            return Icon.STAR, sentence.format(strong=strong, language=language_name(language)), strong
        case DueLater():
            strong = _("Nothing is due today:")
            sentence = _("{strong} this is the next to review, on {day}")
            return Icon.REVIEW, sentence.format(strong=strong, day=weekday_and_date(why.at)), strong


def _path_state(why: NextOnPath) -> str:
    if why.opens_at is not None:
        return _("its assessment opens again on {day}").format(day=weekday_and_date(why.opens_at))
    if why.ready:
        return _("you passed it in practice, ready to be assessed")
    if why.failures:
        return ngettext(
            "assessed once, not passed yet", "assessed {count} times, not passed yet", why.failures
        ).format(count=why.failures)
    return _("not assessed yet")


def waiting_sentences(waiting: OpenAttempt, now: datetime) -> list[tuple[Icon, str, str]]:
    """Return what there is to say about a call that waits: where it stands, and until when."""
    facts = waiting.facts
    at = moment(facts.last_at, now)
    strong = _("It waits where you left it:")
    sentence = (
        ngettext(
            "{strong} after {count} decision, {moment}",
            "{strong} after {count} decisions, {moment}",
            facts.decisions,
        )
        if facts.decisions
        else _("{strong} before the first decision, {moment}")
    )
    lines = [
        (Icon.PAUSE, sentence.format(strong=strong, count=facts.decisions, moment=at), strong),
    ]
    if waiting.until is not None:
        strong = _("Resume it before {moment}:").format(moment=_deadline(waiting.until))
        sentence = _("{strong} after that it counts as not passed.")
        lines.append((Icon.CLOCK, sentence.format(strong=strong), strong))
    elif facts.use is Use.PRACTICE:
        strong = _("Practice:")
        lines.append((Icon.INFO, _("{strong} it waits as long as you like.").format(strong=strong), strong))
    return lines


def lost_words(lost: LostAssessment, now: datetime) -> str:
    """Return what became of an assessment that was not resumed in time, and when there is another."""
    title = lost.scenario if lost.title is None else lost.title.shown(current_language())
    sentence = _(
        "The assessment “{scenario}” in {language} was cut off and not resumed within 24 hours. It was "
        "closed as lost ({moment}) and counts as not passed."
    ).format(scenario=title, language=language_name(lost.language), moment=moment(lost.lost_at, now))
    if lost.opens_at is None:
        return sentence
    then = _("It opens again on {day}.").format(day=weekday_and_date(lost.opens_at))
    return _("{first} {second}").format(first=sentence, second=then)


def _deadline(until: datetime) -> str:
    return _("{time} on {day}").format(time=format_time(until), day=format_date(until, "medium"))


def standing_sentence(progress: CertificationProgress, then: str | None = None) -> str:
    """Return in one sentence where a trainee stands in a certification; ``then`` is the one after it."""
    standing = progress.standing
    missing = progress.total - progress.met
    match standing.status:
        case Status.ACHIEVED if standing.expires_at is None:
            return _("Achieved on {day}.").format(day=format_date(_known(standing.achieved_at), "long"))
        case Status.ACHIEVED:
            return _("Achieved on {day}; valid until {end}.").format(
                day=format_date(_known(standing.achieved_at), "long"),
                end=format_date(_known(standing.expires_at), "long"),
            )
        case Status.EXPIRING:
            return _("Valid until {end}. Pass its assessments again to renew it.").format(
                end=format_date(_known(standing.expires_at), "long")
            )
        case Status.EXPIRED:
            return _("It expired on {end}. Pass its assessments again to get it back.").format(
                end=format_date(_known(standing.expires_at), "long")
            )
        case Status.IN_PROGRESS if not missing:
            return _("Everything here is passed. Another certification comes first.")
        case _:
            return _to_go(missing, then)


def _to_go(missing: int, then: str | None) -> str:
    if then is None:
        sentence = ngettext("{count} assessment to go.", "{count} assessments to go.", missing)
        return _capital(sentence.format(count=number_word(missing)))
    sentence = ngettext("{count} to go, then comes “{next}”.", "{count} to go, then comes “{next}”.", missing)
    return _capital(sentence.format(count=number_word(missing), next=then))


def requirement_caption(requirement: Requirement) -> str:
    """Return what a requirement asks for: how many of its scenarios, and in which languages."""
    count = requirement.at_least
    every = count == len(requirement.scenarios)
    if len(requirement.languages) >= _BOTH:
        if every:
            text = npgettext(
                "scenarios", "This one, in both languages", "All {count}, in both languages", count
            )
        else:
            text = npgettext(
                "scenarios", "One of these, in both languages", "{count} of these, in both languages", count
            )
        return _capital(text.format(count=number_word(count)))
    language = language_name(requirement.languages[0])
    if every:
        text = npgettext("scenarios", "This one, in {language}", "All {count}, in {language}", count)
    else:
        text = npgettext("scenarios", "One of these, in {language}", "{count} of these, in {language}", count)
    return _capital(text.format(count=number_word(count), language=language))


def path_notes(progress: CertificationProgress, titles: Mapping[str, str], now: datetime) -> list[Note]:
    """Return what there is to know of dates: what opens, what lapses, when to renew; at first, how to begin.

    `titles` are those of the scenarios; the nearest dates come first, each with the part that stands out.
    """
    standing = progress.standing
    if standing.status is Status.NOT_STARTED:
        strong = _("How a ring closes:")
        return [
            Note(
                Icon.INFO,
                _("{strong} pass its assessment. Practice first, as often as you like.").format(
                    strong=strong
                ),
                strong,
            )
        ]
    if standing.status is Status.ACHIEVED:
        renewable = standing.holds[-1].renewable_at
        if renewable is None or renewable <= now:
            return []
        strong = _("It can be renewed from {day}").format(day=format_date(renewable, "long"))
        return [Note(Icon.CALENDAR, _("{strong}: pass its assessments again.").format(strong=strong), strong)]
    dated = [
        (part.opens_at or part.lapses_at, part)
        for requirement in standing.requirements
        for part in requirement.parts
        if _waits(requirement, part) or _lapses_soon(part, now)
    ]
    dated.sort(key=lambda each: _known(each[0]))
    return [_dated_note(part, titles.get(part.scenario, part.scenario)) for _at, part in dated]


def _waits(requirement: RequirementStanding, part: Part) -> bool:
    return part.opens_at is not None and part in requirement.missing


def _lapses_soon(part: Part, now: datetime) -> bool:
    return part.lapses_at is not None and part.lapses_at - now <= _SOON


def _dated_note(part: Part, title: str) -> Note:
    strong = _("{scenario} in {language}").format(scenario=title, language=language_name(part.language))
    if part.opens_at is not None:
        sentence = _("{strong} opens again on {day}.")
        return Note(Icon.CLOCK, sentence.format(strong=strong, day=weekday_and_date(part.opens_at)), strong)
    sentence = _("{strong} counts until {day}. Meet the others before then.")
    day = weekday_and_date(_known(part.lapses_at))
    return Note(Icon.CALENDAR, sentence.format(strong=strong, day=day), strong)


def _known(at: datetime | None) -> datetime:
    if at is None:
        raise ValueError("a moment that this standing must have")
    return at


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
