"""What an editor tells an author about a key: its meaning, its default, and pieces of text to begin with.

The form of a value is not said here: it follows from the shape that the reader judges by (see `json_schema`).
A key is named by the mapping it stands in: `reply.feedback`, `scenario.title`.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from trainer.i18n import N_
from trainer.scenario.grammar import DEFAULT_MARK, DEFAULT_OUTCOMES, DEFAULT_USE
from trainer.scenario.model import Address, Channel, CriticalError, Level, Outcome, Use, VoiceGender
from trainer.scenario.pronunciations import LetterCase

__all__ = [
    "LANGUAGE_NOTES",
    "SCENARIO_NOTES",
    "TITLES",
    "WORD_NOTES",
    "Note",
    "Snippet",
    "text_snippet",
]


class Snippet(NamedTuple):
    """A piece of YAML that completion offers; `$1`, `$2` and so on are where its author goes on typing."""

    label: str
    body: object


class Note(NamedTuple):
    """What is told of one key. Sentences are translated when they are shown."""

    meaning: str
    default: object = None
    """What an absent key means; None where it means nothing in particular."""
    values: tuple[str, ...] = ()
    """What each whole number means, from the lowest to the highest, where each has a meaning of its own."""
    examples: tuple[object, ...] = ()
    snippets: tuple[Snippet, ...] = ()


def text_snippet(first: int) -> dict[str, str]:
    """Return a Text to fill in, whose first stop is numbered `first`. The `^` keeps the quotes behind it."""
    return {"en": f'^"${first}"', "es": f'^"${first + 1}"'}


def _reply(first: int) -> dict[str, object]:
    return {
        f"${{{first}:reply-id}}": {
            "agent": text_snippet(first + 1),
            "empathy": f"^${{{first + 3}:3}}",
            "resolution": f"^${{{first + 4}:3}}",
            "feedback": text_snippet(first + 5),
            "next": f"^${{{first + 7}:scene-id}}",
        }
    }


NEXT: Final = (
    Snippet(N_("one scene"), "^${1:scene-id}"),
    Snippet(
        N_("it depends"),
        [{"when": ["^${1:mood < 0}"], "scene": "^${2:scene-id}"}, {"scene": "^${3:scene-id}"}],
    ),
)
POINTS: Final = (
    N_("Harmful, dismissive or wrong"),
    N_("Neutral, or stalling"),
    N_("Right, with something missing"),
    N_("What an expert would say here"),
)
MOODS: Final = (
    N_("Angry"),
    N_("Upset"),
    N_("Impatient"),
    N_("Neutral"),
    N_("Calm"),
    N_("Satisfied"),
    N_("Delighted"),
)

SCENARIO_NOTES: Final[Mapping[str, Note]] = {
    "scenario.format": Note(N_("The version of the format. It is 1.")),
    "scenario.id": Note(
        N_(
            "The name by which records know this scenario: lower-case letters, digits and single hyphens. It "
            "is unique in a library, and never changes."
        ),
        examples=("double-charge",),
    ),
    "scenario.version": Note(
        N_("Counts from 1. Raise it when you change a scenario that has been published."), examples=(1,)
    ),
    "scenario.title": Note(N_("What the scenario is called in lists and reports.")),
    "scenario.summary": Note(N_("The brief that the trainee reads before the call.")),
    "scenario.languages": Note(
        N_(
            "The languages in which the call can be played, as two letters each. Every text is wanted in all "
            "of them."
        ),
        examples=(["en", "es"],),
    ),
    "scenario.channel": Note(N_("How the customer reaches the agent.")),
    "scenario.level": Note(N_("How demanding the customer's language is, on the European scale (CEFR).")),
    "scenario.tags": Note(N_("Words by which people find the scenario."), examples=(["billing"],)),
    "scenario.use": Note(
        N_(
            "What the scenario is for. One for assessment alone is never offered for practice, so that it is "
            "still unseen when it counts."
        ),
        default=[str(use) for use in DEFAULT_USE],
    ),
    "scenario.customer": Note(N_("Who calls.")),
    "scenario.agent": Note(N_("Whom the trainee works for, and as what.")),
    "scenario.records": Note(
        N_("What the agent's desktop shows of the customer's account, row by row."),
        snippets=(Snippet(N_("a row"), [{"label": text_snippet(1), "value": "$3"}]),),
    ),
    "scenario.articles": Note(
        N_("Help articles that the trainee may look up during the call."),
        snippets=(Snippet(N_("an article"), [{"title": text_snippet(1), "body": text_snippet(3)}]),),
    ),
    "scenario.pass": Note(N_("What it takes to pass. Every mark is 80 where you do not set it.")),
    "scenario.start": Note(N_("The scene in which the call begins."), examples=("opening",)),
    "scenario.scenes": Note(
        N_("The call, moment by moment: each scene under an id of its own."),
        snippets=(
            Snippet(
                N_("a scene with two replies"),
                {
                    "${1:scene-id}": {
                        "customer": text_snippet(2),
                        "replies": {**_reply(4), **_reply(12)},
                    }
                },
            ),
            Snippet(
                N_("a scene that ends the call"),
                {
                    "${1:scene-id}": {
                        "customer": text_snippet(2),
                        "ending": "^${4:resolved}",
                    }
                },
            ),
        ),
    ),
    "customer.name": Note(N_("The customer's name. Put it in quotes if it looks like a number.")),
    "customer.voice": Note(N_("Which kind of voice speaks the customer's lines.")),
    "customer.locales": Note(
        N_("For each language, the country whose way of speaking the customer has."),
        snippets=(Snippet(N_("United States and Mexico"), {"en": "en-US", "es": "es-MX"}),),
    ),
    "customer.mood": Note(N_("How the customer feels as the call begins."), default=0, values=MOODS),
    "customer.portrait": Note(N_("The portrait that is shown, by its name.")),
    "customer.address": Note(
        N_("For each language, the form of address that this customer expects."),
        snippets=(Snippet(N_("usted in Spanish"), {"es": "usted"}),),
    ),
    "agent.company": Note(N_("The company for which the trainee answers.")),
    "agent.role": Note(N_("The trainee's role there.")),
    "records.label": Note(N_("What the row is about.")),
    "records.value": Note(N_("What the row says.")),
    "articles.title": Note(N_("The title of the article.")),
    "articles.body": Note(N_("What the article says.")),
    "pass.empathy": Note(N_("The least score for empathy, 1 to 100."), default=DEFAULT_MARK),
    "pass.resolution": Note(N_("The least score for resolution, 1 to 100."), default=DEFAULT_MARK),
    "pass.register": Note(N_("The least score for register, 1 to 100."), default=DEFAULT_MARK),
    "pass.outcomes": Note(
        N_("The outcomes that are good enough."), default=[str(outcome) for outcome in DEFAULT_OUTCOMES]
    ),
    "scenes.*": Note(
        N_(
            "A moment of the call: the customer says something, and then either the trainee replies or the "
            "call ends."
        )
    ),
    "scene.customer": Note(
        N_(
            "What the customer says here. A list of variants depends on what happened before: the first "
            "whose condition holds is said, and the last has none. Words of another language stand in "
            "brackets: [[en: billing statement]]."
        ),
    ),
    "scene.replies": Note(
        N_("What the trainee may say, one to six replies, each under an id of its own."),
        snippets=(Snippet(N_("a reply"), _reply(1)),),
    ),
    "scene.ending": Note(N_("How the call ends here. A scene has either an ending or replies.")),
    "scene.skill": Note(
        N_("What this decision exercises, for reports."), examples=("acknowledge-emotion", "verify-identity")
    ),
    "scene.silence": Note(
        N_("What happens when the trainee says nothing in time."),
        snippets=(
            Snippet(
                N_("after 20 seconds"), {"after": "^${1:20}", "mood": "^${2:-1}", "next": "^${3:scene-id}"}
            ),
        ),
    ),
    "scene.note": Note(N_("A note to other authors. Trainees never see it.")),
    "replies.*": Note(N_("One thing that the trainee may say, and what it leads to.")),
    "reply.agent": Note(
        N_("What the trainee says. Words of another language stand in brackets: [[en: billing statement]].")
    ),
    "reply.empathy": Note(
        N_(
            "How the customer's feelings and situation are met: emotion acknowledged, situation understood, "
            "need explored."
        ),
        values=POINTS,
    ),
    "reply.resolution": Note(
        N_("Whether the problem moves the right way."),
        values=POINTS,
    ),
    "reply.register": Note(
        N_(
            "How the wording fits this customer's language and country: tú, usted or vos, and staying in the "
            "customer's language."
        ),
        values=POINTS,
    ),
    "reply.critical": Note(
        N_("Makes this reply a critical error, which fails the attempt whatever the scores.")
    ),
    "reply.mood": Note(N_("How much the customer's mood changes, from -6 to 6."), default=0),
    "reply.sets": Note(
        N_("Flags that are remembered from here on, for conditions."), examples=(["apologized"],)
    ),
    "reply.clears": Note(N_("Flags that are forgotten from here on.")),
    "reply.when": Note(N_("The reply is offered only while all of this holds.")),
    "reply.feedback": Note(
        N_(
            "Tells the trainee why this reply earns what it earns. Every reply that is not the best of its "
            "scene should have it."
        )
    ),
    "reply.next": Note(
        N_(
            "The scene that follows, or a list of cases: the first whose condition holds decides, and "
            "the last has none."
        ),
        snippets=NEXT,
    ),
    "silence.after": Note(N_("After how many seconds, 3 to 120."), examples=(20,)),
    "silence.mood": Note(N_("How much the customer's mood changes, from -6 to 6."), default=0),
    "silence.feedback": Note(N_("Tells the trainee why silence was no good answer here.")),
    "silence.next": Note(
        N_(
            "The scene that follows, or a list of cases: the first whose condition holds decides, and "
            "the last has none."
        ),
        snippets=NEXT,
    ),
    "case.when": Note(N_("This scene follows only if all of this holds. The last case has no condition.")),
    "case.scene": Note(N_("The id of a scene.")),
    "variant.when": Note(
        N_("The line is said only if all of this holds. The last variant has no condition.")
    ),
}

TITLES: Final[Mapping[str, str]] = {
    "scenario": N_("scenario"),
    "certification": N_("certification"),
    "scene": N_("scene"),
    "reply": N_("reply"),
}
"""The mappings that editors name above what they tell of a key inside."""

LANGUAGE_NOTES: Final[Mapping[str, str]] = {
    "en": N_("In English."),
    "es": N_("In Spanish, for every country that has no line of its own."),
    "es-CO": N_("For customers from Colombia, in place of the line in Spanish."),
    "es-MX": N_("For customers from Mexico, in place of the line in Spanish."),
}
"""The language tags that completion offers; a file may use others."""

WORD_NOTES: Final[Mapping[type[StrEnum], Mapping[str, str]]] = {
    Channel: {
        Channel.VOICE: N_("A telephone call: the customer's lines are spoken."),
        Channel.CHAT: N_("A chat: the customer's lines are written."),
    },
    Level: {
        Level.A2: N_("Short everyday sentences"),
        Level.B1: N_("Familiar matters, plainly put"),
        Level.B2: N_("Longer explanations, some idiom"),
        Level.C1: N_("Fluent, implicit, idiomatic"),
        Level.C2: N_("Whatever a native speaker may say"),
    },
    Outcome: {
        Outcome.RESOLVED: N_("The problem is solved in this call."),
        Outcome.FOLLOW_UP: N_("Somebody will have to come back to it."),
        Outcome.ESCALATED: N_("Somebody else takes over."),
        Outcome.LOST: N_("The customer gives up or hangs up."),
    },
    CriticalError: {
        CriticalError.CUSTOMER: N_("It harms the customer."),
        CriticalError.BUSINESS: N_("It harms the company."),
        CriticalError.COMPLIANCE: N_("It breaks a law or a rule, such as one on identity or privacy."),
    },
    Use: {
        Use.PRACTICE: N_("Trainees may play it to learn, with feedback."),
        Use.ASSESSMENT: N_("It may count toward a certification."),
    },
    VoiceGender: {
        VoiceGender.FEMALE: N_("A woman's voice"),
        VoiceGender.MALE: N_("A man's voice"),
    },
    Address: {
        Address.TU: N_("The familiar form"),
        Address.USTED: N_("The formal form"),
        Address.VOS: N_("The familiar form of, among others, parts of Colombia and Central America"),
    },
    LetterCase: {
        LetterCase.ANY: N_("Found in capitals and small letters alike"),
        LetterCase.EXACT: N_("Found only as it is written"),
    },
}
