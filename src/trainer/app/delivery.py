"""How a line of a scenario is spoken: its words, and everything about the person who says them.

One place, for the call, the debrief and whoever makes lines ahead: a line made ahead is found by a call only
where both ask for exactly the same sound.
"""

from dataclasses import dataclass
from pathlib import Path

from trainer.app.expression import NATURAL, express
from trainer.app.speech import NATURAL_RATE, SpokenLine, VoiceGender
from trainer.app.transcript import Line
from trainer.scenario.model import Channel, Scenario
from trainer.settings import Settings

__all__ = ["Manner", "customer_manner", "model_manner", "spoken_line"]


@dataclass(frozen=True, slots=True)
class Manner:
    """How somebody speaks."""

    gender: VoiceGender
    rate: float = NATURAL_RATE
    voice_id: str = ""
    """The voice a person chose for the locale; empty for the best one."""
    customer: str = ""
    """The name of the customer who speaks, which gives a voice of their own; empty for the agent."""
    telephone: bool = False
    recordings: Path | None = None
    """The folder of what people recorded for the scenario."""


def customer_manner(
    scenario: Scenario, locale: str, settings: Settings, recordings: Path | None = None
) -> Manner:
    """Return how the customer of a scenario speaks in a locale."""
    return Manner(
        VoiceGender(scenario.customer.voice.value),
        settings.speech_rate,
        settings.voices.get(locale, ""),
        customer=scenario.customer.name,
        telephone=settings.telephone and scenario.channel is Channel.VOICE,
        recordings=recordings,
    )


def model_manner(scenario: Scenario, settings: Settings, recordings: Path | None = None) -> Manner:
    """Return how an agent's line is spoken: by the other gender than the customer's, to tell the two apart.

    The voice that a person chose for a locale is the customer's; the agent's is the best there is.
    """
    customer = VoiceGender(scenario.customer.voice.value)
    other = VoiceGender.MALE if customer is VoiceGender.FEMALE else VoiceGender.FEMALE
    return Manner(other, settings.speech_rate, recordings=recordings)


def spoken_line(line: Line, manner: Manner) -> SpokenLine:
    """Return a line as it is asked of a voice."""
    expression = express(manner.customer, line.mood) if manner.customer else NATURAL
    return SpokenLine(
        text=line.text,
        locale=line.locale,
        voice=manner.gender,
        rate=manner.rate * expression.rate,
        key=line.id,
        voice_id=manner.voice_id,
        pitch=expression.pitch,
        loudness=expression.loudness,
        telephone=manner.telephone,
        recordings=manner.recordings,
        segments=line.segments,
    )
