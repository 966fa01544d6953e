"""What a call screen shows of its scenario, and the hints it gives, as functions of the call alone."""

from trainer.app.call import Call
from trainer.app.transcript import best_reply
from trainer.scenario.model import Dimension
from trainer.ui.call.articles import ShownArticle
from trainer.ui.call.picture import Caller, Hint, RecordRow, Setting
from trainer.ui.call.words import home_locale, switched_parts

__all__ = ["make_hint", "make_setting", "mood_before"]


def make_setting(call: Call) -> Setting:
    """Return what does not change while the call lasts; the desk is in the language of the call."""
    scenario, locale = call.scenario, call.locale
    return Setting(
        title=scenario.title,
        language=call.language,
        use=call.use,
        channel=scenario.channel,
        caller=Caller(
            scenario.customer.name, scenario.customer.portrait, locale, home_locale(scenario.customer)
        ),
        records=tuple(
            RecordRow(
                record.label.spoken(locale),
                record.value.spoken(locale),
                (*switched_parts(record.label, locale), *switched_parts(record.value, locale)),
            )
            for record in scenario.records
        ),
        articles=tuple(
            ShownArticle(
                number,
                article.title.spoken(locale),
                article.body.spoken(locale),
                (*switched_parts(article.title, locale), *switched_parts(article.body, locale)),
            )
            for number, article in enumerate(scenario.articles)
        ),
        started_at=call.opening.started_at,
        allowance=call.opening.time_allowance,
        timed=call.opening.time_allowance.factor is not None
        and any(scene.silence is not None for scene in scenario.scenes.values()),
    )


def make_hint(call: Call, *, again: bool) -> Hint:
    """Return what counts at this decision; ``again`` also says which card is best."""
    scene = call.scenario.scenes[call.step.state.scene]
    offered = [offer.id for offer in call.offered]
    rated = tuple(
        dimension
        for dimension in Dimension
        if any(reply.points(dimension) is not None for reply in call.step.offered)
    )
    best = best_reply(scene, offered) if again else None
    return Hint(call.hint(), rated, offered.index(best.id) + 1 if best is not None else None, last=again)


def mood_before(call: Call) -> int | None:
    """Return the customer's mood before the last reply; None before any."""
    transcript = call.transcript
    return transcript[-3].mood if len(transcript) > 2 else None  # noqa: PLR2004 - line, reply, line
