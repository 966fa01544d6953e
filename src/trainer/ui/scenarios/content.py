"""What a card says, in the interface's words: a fold of a catalogue card, without a widget."""

from datetime import datetime

from trainer.app.history import Result
from trainer.app.scenarios import Card, CardState
from trainer.app.skills import skill_name
from trainer.i18n import FORMATS, _, current_language, ngettext, pgettext
from trainer.scenario.model import Dimension, PassMarks
from trainer.ui.call.words import home_locale, place_name
from trainer.ui.icons import Icon
from trainer.ui.portraits import Portrait
from trainer.ui.scenarios.card import Badge, CardContent, Scores
from trainer.ui.widgets.marks import Score, Tone

__all__ = ["describe"]

_SKILLS_SHOWN = 2


def describe(card: Card) -> CardContent:
    """Return what a card shows, in the interface's language."""
    scenario = card.scenario
    customer = scenario.customer
    place = place_name(home_locale(customer))
    minutes = ""
    if card.minutes is not None:
        minutes = ngettext("{count} min", "{count} min", card.minutes).format(count=card.minutes)
    return CardContent(
        scenario=scenario.id,
        title=scenario.title.shown(current_language()),
        portrait=Portrait(customer.portrait, customer.name, customer.mood),
        customer=_("{name}, {place}").format(name=customer.name, place=place) if place else customer.name,
        languages=scenario.languages,
        channel=scenario.channel,
        level=scenario.level.value,
        minutes=minutes,
        skills=" · ".join(skill_name(skill) for skill in card.skills[:_SKILLS_SHOWN]),
        best=_scores(card.best, scenario.marks),
        last=_scores(card.last, scenario.marks),
        note=_("Counts toward your certification.") if card.certifications else _("For practice."),
        badge=_badge(card),
    )


def _scores(result: Result | None, marks: PassMarks) -> Scores | None:
    if result is None:
        return None
    shown = [(dimension, result.shown(dimension)) for dimension in Dimension]
    return [
        (dimension, Score(value, under=value < marks.mark(dimension)))
        for dimension, value in shown
        if value is not None
    ]


def _badge(card: Card) -> Badge | None:
    if not card.playable:
        return Badge(_("Cannot be played"), Tone.CRITICAL, Icon.WARNING)
    match card.state:
        case CardState.NEXT:
            return Badge(pgettext("scenario", "Next"), Tone.ACCENT, Icon.FLAG)
        case CardState.DUE:
            return Badge(pgettext("scenario", "Due for review"), Tone.CAUTION, Icon.REVIEW)
        case CardState.PASSED:
            return Badge(pgettext("scenario", "Passed"), Tone.POSITIVE, Icon.CHECK)
        case CardState.WAITING if card.opens_at is not None:
            opens = pgettext("scenario", "Opens {date}").format(date=_day(card.opens_at))
            return Badge(opens, Tone.NEUTRAL, Icon.CLOCK)
        case _:
            return None


def _day(at: datetime) -> str:
    """Return a day of this year as shortly as it can be read: "Mar 16"."""
    from babel import dates  # noqa: PLC0415 - Babel is loaded when the first day is shown

    return dates.format_skeleton("MMMd", at.astimezone(), locale=FORMATS[current_language()])
