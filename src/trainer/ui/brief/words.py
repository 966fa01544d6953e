"""The sentences of the brief: what is asked of the trainee, and what practice and assessment mean here."""

from trainer.app.history import Result
from trainer.app.practice import Admission, Obstacle
from trainer.app.speech import SpeechCondition, UnspokenReason
from trainer.app.voices import explain
from trainer.i18n import _, current_language, format_date, format_number, format_time, ngettext, one_period
from trainer.scenario.model import Channel, Dimension, Use
from trainer.ui.audio import explain_problem
from trainer.ui.brief.picture import BriefPicture, Facts

__all__ = [
    "answer_words",
    "interruption_words",
    "last_words",
    "length_words",
    "limit_words",
    "marks_words",
    "obstacle_words",
    "use_words",
    "voice_words",
]


def marks_words(facts: Facts) -> str:
    """Return what it takes to pass."""
    marks = {each.value: facts.scenario.marks.mark(each) for each in Dimension}
    if Dimension.REGISTER in facts.dimensions:
        sentence = _("Empathy {empathy}, resolution {resolution}, register {register}, no critical error")
    else:
        sentence = _("Empathy {empathy}, resolution {resolution}, no critical error")
    return sentence.format(**marks)


def length_words(facts: Facts) -> str:
    """Return the level, and how long a perfect call is."""
    decisions = ngettext("{count} decision", "{count} decisions", facts.decisions).format(
        count=facts.decisions
    )
    minutes = ngettext("about {count} minute", "about {count} minutes", facts.minutes).format(
        count=facts.minutes
    )
    return _("{level}, {decisions}, {minutes}").format(
        level=facts.scenario.level.value, decisions=decisions, minutes=minutes
    )


def use_words(facts: Facts, use: Use, language: str) -> str:
    """Return what practice or assessment means, and what it counts for."""
    if use is Use.PRACTICE:
        return _("Feedback after every reply. Hints, and you can go back. Does not count for certification.")
    titles = [title.shown(current_language()) for title in facts.certifications.get(language, ())]
    if not titles:
        return _("Feedback after the call. No hints, no going back. Counts for no certification so far.")
    first, *others = titles
    if not others:
        return _("Feedback after the call. No hints, no going back. Counts for {certifications}.").format(
            certifications=first
        )
    return ngettext(
        "Feedback after the call. No hints, no going back. Counts for {certification} and {count} more.",
        "Feedback after the call. No hints, no going back. Counts for {certification} and {count} more.",
        len(others),
    ).format(certification=first, count=len(others))


def interruption_words() -> str:
    """Return what an assessment records, and what becomes of it when it is cut off."""
    return _("Every reply is recorded. If the call is cut off, it waits 24 hours, then it counts as lost.")


def limit_words(facts: Facts) -> str:
    """Return how often an assessment may be tried; empty where nothing limits it."""
    limit = facts.limit
    if limit is None:
        return ""
    tries = ngettext("{count} try", "{count} tries", limit.max).format(count=limit.max)
    days = ngettext("{count} day", "{count} days", limit.wait.days).format(count=limit.wait.days)
    return _("{tries}; after that, a wait of {days}.").format(tries=tries, days=days)


def last_words(result: Result) -> str:
    """Return how it went the last time."""
    scores = {each.value: result.shown(each) for each in Dimension}
    day = format_date(result.finished_at, "medium")
    if scores["empathy"] is None or scores["resolution"] is None:
        return _("Last time: {day}.").format(day=day)
    return _("Last time, {day}: empathy {empathy}, resolution {resolution}.").format(day=day, **scores)


def obstacle_words(admission: Admission) -> str:
    """Return why a call cannot begin, or what begins instead; empty where nothing stands in the way."""
    match admission.obstacle:
        case Obstacle.OPEN:
            return _("An assessment is open. It goes on exactly where you left it.")
        case Obstacle.WAITING if admission.opens_at is not None:
            sentence = _("It was not passed. It opens again on {day} at {time}.").format(
                day=format_date(admission.opens_at, "long"), time=format_time(admission.opens_at)
            )
            return one_period(sentence)
        case _:
            return ""


def answer_words(picture: BriefPicture) -> str:
    """Return what the main button does."""
    chat = picture.facts is not None and picture.facts.scenario.channel is Channel.CHAT
    if picture.resumes:
        return _("Resume the chat") if chat else _("Resume the call")
    return _("Answer the chat") if chat else _("Answer the call")


def voice_words(picture: BriefPicture) -> tuple[str, bool]:
    """Return which voice speaks, or why none is heard; and whether one can be tried."""
    facts, status = picture.facts, picture.speech
    if facts is None or status is None:
        return "", False
    locale = facts.scenario.locale(picture.language)
    if status.condition in {SpeechCondition.IDLE, SpeechCondition.STARTING}:
        return _("Looking for voices…"), False
    if status.condition is SpeechCondition.DEGRADED and status.reason is not None:
        return explain(status.reason, locale), False
    if picture.voice is None:
        return explain(UnspokenReason.NO_VOICE_FOR_LOCALE, locale), False
    if picture.unheard is not None:
        return explain_problem(picture.unheard), True
    words = _("{voice}, {locale}, speed {rate}×").format(
        voice=picture.voice.name,
        locale=picture.voice.locale,
        rate=format_number(picture.speech_rate, decimals=1),
    )
    return words, True
