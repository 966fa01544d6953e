"""Scenarios built from values, so that tests of the pure layers need no file: only what matters is said."""

from collections.abc import Iterable
from typing import Literal

from trainer.scenario.model import (
    EVERY_LANGUAGE,
    Agent,
    Case,
    Channel,
    Condition,
    CriticalError,
    Customer,
    FlagTerm,
    Level,
    MoodTerm,
    Outcome,
    PassMarks,
    Reply,
    Scenario,
    Scene,
    Silence,
    Text,
    Use,
    Variant,
    VoiceGender,
)

Next = str | Iterable[tuple[Condition, str]]


def text(words: str = "Words.", **by_tag: str) -> Text:
    return Text({tag.replace("_", "-"): said for tag, said in by_tag.items()} or {EVERY_LANGUAGE: words})


def flag(name: str, *, wanted: bool = True) -> FlagTerm:
    return FlagTerm(name, wanted)


def mood(operator: Literal["<", "<=", "==", ">=", ">"], value: int) -> MoodTerm:
    return MoodTerm(operator, value)


def cases(target: Next) -> tuple[Case, ...]:
    if isinstance(target, str):
        return (Case((), target),)
    return tuple(Case(when, scene) for when, scene in target)


def reply(  # noqa: PLR0913 - as many as a reply of the format has keys; all but two have defaults
    name: str,
    target: Next,
    points: str = "",
    *,
    agent: Text | None = None,
    critical: CriticalError | None = None,
    mood: int = 0,
    sets: tuple[str, ...] = (),
    clears: tuple[str, ...] = (),
    when: Condition = (),
    feedback: Text | None = None,
) -> Reply:
    """Build a reply; `points` are those of empathy, resolution and register: `32`, `3-1`, `` or `333`."""
    rated = [None if point == "-" else int(point) for point in points.ljust(3, "-")]
    return Reply(
        id=name,
        agent=text(name) if agent is None else agent,
        empathy=rated[0],
        resolution=rated[1],
        register_=rated[2],
        critical=critical,
        mood=mood,
        sets=sets,
        clears=clears,
        when=when,
        feedback=feedback,
        next=cases(target),
    )


def silence(target: Next, *, mood: int = 0) -> Silence:
    return Silence(after=20, mood=mood, feedback=None, next=cases(target))


def scene(
    name: str,
    *replies: Reply,
    silence: Silence | None = None,
    variants: Iterable[Condition] | None = None,
    skill: str | None = None,
) -> Scene:
    """Build a scene; `variants` are the conditions of the lines that the customer may say."""
    line = f"scenes/{name}/customer"
    customer = (
        (Variant(line, (), text(name)),)
        if variants is None
        else tuple(
            Variant(f"{line}/{place}", when, text(f"{name} {place}")) for place, when in enumerate(variants)
        )
    )
    return Scene(name, customer, replies, None, skill, silence, None)


def ending(name: str, outcome: Outcome = Outcome.RESOLVED) -> Scene:
    line = Variant(f"scenes/{name}/customer", (), text(name))
    return Scene(name, (line,), (), outcome, None, None, None)


def scenario(
    *scenes: Scene,
    mood: int = 0,
    marks: PassMarks | None = None,
    languages: tuple[str, ...] = ("en", "es"),
    name: str = "example",
) -> Scenario:
    """Build a scenario that starts in its first scene."""
    regions = {"en": "en-US", "es": "es-MX"}
    return Scenario(
        id=name,
        version=1,
        title=text("Title"),
        summary=text("Summary"),
        languages=languages,
        channel=Channel.VOICE,
        level=Level.B1,
        tags=(),
        use=(Use.PRACTICE, Use.ASSESSMENT),
        customer=Customer(
            "Lucía Herrera",
            VoiceGender.FEMALE,
            {language: regions[language] for language in languages},
            mood,
            None,
            {},
        ),
        agent=Agent(text("Company"), text("Role")),
        records=(),
        articles=(),
        marks=marks or PassMarks(80, 80, 80, (Outcome.RESOLVED,)),
        start=scenes[0].id,
        scenes={each.id: each for each in scenes},
    )


def double_charge() -> Scenario:
    """Build the call of the format's complete example."""
    return scenario(
        scene(
            "opening",
            reply(
                "own-it",
                "verify",
                "33",
                agent=text(
                    en="I'm sorry, being charged twice and left without an answer is upsetting. "
                    "Let me look at both charges now.",
                    es="Lamento mucho que le cobraran dos veces y que nadie le respondiera. "
                    "Permítame revisar ambos cargos ahora mismo.",
                ),
                mood=1,
                sets=("apologized",),
            ),
            reply(
                "wait",
                "verify",
                "00",
                agent=text(
                    en="Sometimes it falls off by itself. Could you wait a week?",
                    es="A veces se quita solo. ¿Podría esperar una semana?",
                ),
                mood=-1,
                feedback=text("The customer has already waited."),
            ),
            skill="acknowledge-emotion",
        ),
        scene(
            "verify",
            reply(
                "last-four",
                "done",
                "23",
                agent=text(
                    en="Only your account number and postcode, please.",
                    es="Solo su número de cuenta y código postal, por favor.",
                ),
            ),
            reply(
                "full-card",
                [((mood_below_zero,), "hung-up"), ((), "done")],
                "10",
                agent=text(
                    en="Read me your full card number.", es="Dígame el número completo de su tarjeta."
                ),
                critical=CriticalError.COMPLIANCE,
                feedback=text("Never ask for a full card number."),
            ),
            silence=silence("hung-up", mood=-1),
            variants=[(flag("apologized"),), ()],
            skill="verify-identity",
        ),
        ending("done"),
        ending("hung-up", Outcome.LOST),
        mood=-1,
        name="double-charge",
    )


mood_below_zero = mood("<", 0)
