"""Lines made ahead are those that calls ask for: all of them, and in the very manner of the call."""

from pathlib import Path

from building import double_charge, ending, flag, reply, scenario, scene
from workshop import Workshop

from trainer.app.call import Call
from trainer.app.delivery import customer_manner, model_manner, spoken_line
from trainer.app.speaking_ahead import Tally, plan_lines, speak_all
from trainer.app.speech import Spoken as SpokenAnswer
from trainer.app.speech import SpokenLine, Unspoken, UnspokenReason, Voice, VoiceGender
from trainer.app.transcript import agent_line
from trainer.scenario.model import SILENCE, Scenario, Use
from trainer.settings import Settings

SETTINGS = Settings(speech_rate=0.9, voices={"es-MX": "sabina"}, telephone=True)


def every_call(workshop: Workshop, name: str, language: str, longest: int = 6) -> list[Call]:
    """Return a call for each way through a scenario, as it stands before each of its decisions."""
    found, ahead = list[Call](), [""]
    while ahead:
        replies = ahead.pop()
        call = workshop.play(replies, name, language, Use.PRACTICE)
        found.append(call)
        if call.finish is None and replies.count(" ") < longest:
            choices = [offer.id for offer in call.offered] + [SILENCE] * (call.step.silence is not None)
            ahead.extend(f"{replies} {choice}".strip() for choice in choices)
    return found


def customers_line(call: Call) -> SpokenLine:
    return spoken_line(call.line, customer_manner(call.scenario, call.locale, SETTINGS))


def test_every_line_of_every_call_is_planned_in_its_manner() -> None:
    workshop = Workshop(double_charge())
    for language in ("en", "es"):
        planned = plan_lines(double_charge(), SETTINGS, languages=[language])
        calls = every_call(workshop, "double-charge", language)
        asked = {customers_line(call) for call in calls}
        assert asked == set(planned)
        assert len(planned) == len(asked)
        for call in calls:
            manner = customer_manner(call.scenario, call.locale, SETTINGS)
            assert {spoken_line(line, manner) for line in call.upcoming_lines()} <= set(planned)


def test_the_agents_replies_are_planned_where_they_are_wanted() -> None:
    example = double_charge()
    alone = plan_lines(example, SETTINGS, languages=example.languages)
    both = plan_lines(example, SETTINGS, languages=example.languages, replies=True)
    manner = model_manner(example, SETTINGS)
    models = {
        spoken_line(agent_line(example, scene.id, reply, language), manner)
        for language in example.languages
        for scene in example.scenes.values()
        for reply in scene.replies
    }
    assert set(both) == set(alone) | models
    assert both[: len(alone)] == alone


def wide(flags: int) -> Scenario:
    """Return a scenario of so many independent flags: two to their power of states."""
    names = [f"flag-{number}" for number in range(flags)]
    replies = [
        reply(f"set-{name}", "one", "33", sets=(name,), when=(flag(name, wanted=False),)) for name in names
    ]
    replies.append(reply("done", "end", "33", mood=1))
    return scenario(scene("one", *replies), ending("end"))


def test_where_there_are_too_many_states_every_line_is_planned_in_every_mood() -> None:
    many, few = wide(15), wide(2)
    planned = plan_lines(many, SETTINGS, languages=many.languages)
    assert len(planned) == len(many.scenes) * len(many.languages) * 7
    assert set(plan_lines(few, SETTINGS, languages=few.languages)) <= set(planned)


class Echo:
    """A voice that answers when it is told to."""

    def __init__(self) -> None:
        self.asked = 0

    def speak(self, line: SpokenLine, on_done: object) -> None:
        self.asked += 1
        assert callable(on_done)
        on_done(Unspoken(line, UnspokenReason.NOTHING_TO_SAY))


def line(text: str, locale: str = "es-MX") -> SpokenLine:
    return SpokenLine(text, locale, VoiceGender.FEMALE)


def test_who_stops_asking_stops_the_making() -> None:
    echo = Echo()
    answers = speak_all(echo, [line(str(number)) for number in range(50)], at_once=3)  # type: ignore[arg-type]  # all that it asks of a voice
    assert [next(answers).line.text for _ in range(2)] == ["0", "1"]
    assert echo.asked == 4
    del answers
    assert echo.asked == 4


def test_a_tally_counts_by_reason_and_locale() -> None:
    tally = Tally()
    voice = Voice("v", "V", "es-MX", VoiceGender.FEMALE, "pretend")
    tally.note(SpokenAnswer(line("a"), Path("a.wav"), 1500, voice, cached=True))
    tally.note(SpokenAnswer(line("b"), Path("b.wav"), 500, voice, cached=False))
    tally.note(Unspoken(line("…"), UnspokenReason.NOTHING_TO_SAY))
    assert (tally.made, tally.known, tally.duration_ms, tally.complete) == (1, 1, 2000, True)
    for _ in range(3):
        tally.note(Unspoken(line("c", "pt-BR"), UnspokenReason.NO_VOICE_FOR_LOCALE))
    assert tally.unspoken[UnspokenReason.NO_VOICE_FOR_LOCALE, "pt-BR"] == 3
    assert not tally.complete
