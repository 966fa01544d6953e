"""The library as a trainee browses it: cards with what it takes to choose, and functions to find one."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Final

from trainer.app.attempts import Attempts
from trainer.app.history import Result, best, results_by_call
from trainer.app.home import CertificationProgress, Home
from trainer.app.library import Library, LibraryScenario
from trainer.app.ports import Clock, Trainee
from trainer.app.recommendation import Recommendation
from trainer.app.review import due_at
from trainer.app.skills import skill_name
from trainer.app.synopsis import Synopsis
from trainer.scenario.model import Channel, Level, Use

__all__ = [
    "Card",
    "CardState",
    "Catalogue",
    "LanguageResults",
    "Order",
    "PlainTexts",
    "Wanted",
    "find",
    "in_order",
]


class CardState(StrEnum):
    """What a card says about a scenario, in the order in which they matter."""

    NEXT = "next"
    """The call recommended now."""
    DUE = "due"
    """Due for review."""
    NEW = "new"
    """Never finished."""
    WAITING = "waiting"
    """Its assessment opens on a date."""
    PRACTICED = "practiced"
    """Finished, not passed lately, not yet due."""
    PASSED = "passed"
    """The last time passed."""


@dataclass(frozen=True, slots=True)
class LanguageResults:
    """How a scenario went in one language."""

    best: Result
    last: Result
    times: int
    """How often it was finished."""


@dataclass(frozen=True, slots=True)
class Card:
    """One scenario as it is browsed."""

    scenario: Synopsis
    bundled: bool
    minutes: int | None
    """None where it cannot be played."""
    decisions: int | None
    """Of the perfect call; None where it cannot be played."""
    skills: tuple[str, ...]
    """In the order in which the call exercises them."""
    results: Mapping[str, LanguageResults]
    """By language; only where it was finished."""
    best: Result | None
    """In any of the trainee's languages."""
    last: Result | None
    state: CardState
    language: str | None
    """The language that the state concerns; None where it concerns all of them."""
    opens_at: datetime | None
    """When its assessment opens, where the state is `WAITING`."""
    certifications: tuple[str, ...]
    """Those for which its assessment counts."""
    weight: float
    """How much speaks for taking it next; for sorting only."""

    @property
    def id(self) -> str:
        """Return the scenario's id."""
        return self.scenario.id

    @property
    def playable(self) -> bool:
        """Whether a call of it can be scored, and so begun."""
        return self.minutes is not None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody is looking for; whatever is None or empty is of no matter."""

    words: str = ""
    """Looked for in title, customer, summary, tags and skills, whatever the case or the accents."""
    language: str | None = None
    channel: Channel | None = None
    level: Level | None = None
    skill: str | None = None
    use: Use | None = None
    state: CardState | None = None


class Order(StrEnum):
    """How cards are sorted."""

    RECOMMENDED = "recommended"
    TITLE = "title"
    LEVEL = "level"
    LENGTH = "length"
    LAST = "last"
    """The longest not practiced first; what never was comes before all."""


class Catalogue:
    """The library as one trainee sees it."""

    def __init__(self, *, library: Library, attempts: Attempts, home: Home, clock: Clock) -> None:
        self._library = library
        self._attempts = attempts
        self._home = home
        self._clock = clock

    def cards(self, trainee: Trainee) -> tuple[Card, ...]:
        """Return a card for every scenario, in the library's order; not for the interface's thread."""
        attempts = self._attempts.of(trainee.id)
        finished = self._home.finished(attempts)
        path = self._home.path(attempts)
        ranked = self._home.recommendations(trainee, finished, path, self._home.skills(attempts))
        survey = _Survey(trainee, results_by_call(finished), ranked, path)
        return tuple(self._card(entry, survey) for entry in self._library.scenarios.values())

    def card(self, trainee: Trainee, scenario_id: str) -> Card:
        """Return the card of one scenario; KeyError where the library has none of that id."""
        self._library.scenario(scenario_id)
        return next(card for card in self.cards(trainee) if card.id == scenario_id)

    def _card(self, entry: LibraryScenario, survey: "_Survey") -> Card:
        scenario = entry.scenario
        found = survey.results_of(scenario)
        state, language, opens_at = self._state(scenario, survey, found)
        bests = {language: best(here) or here[0] for language, here in found.items()}
        return Card(
            scenario=scenario,
            bundled=entry.bundled,
            minutes=scenario.minutes,
            decisions=scenario.decisions,
            skills=scenario.skills,
            results={
                language: LanguageResults(bests[language], here[0], len(here))
                for language, here in found.items()
            },
            best=best(list(bests.values())),
            last=max((here[0] for here in found.values()), key=lambda each: each.finished_at, default=None),
            state=state,
            language=language,
            opens_at=opens_at,
            certifications=tuple(survey.certifications.get(scenario.id, ())),
            weight=survey.weights.get(scenario.id, 0.0),
        )

    def _state(
        self, scenario: Synopsis, survey: "_Survey", found: Mapping[str, Sequence[Result]]
    ) -> tuple[CardState, str | None, datetime | None]:
        """Return the state of a card, the language it concerns, and when it opens."""
        following = survey.following
        if following is not None and following.scenario == scenario.id:
            return CardState.NEXT, following.language, None
        if scenario.id in survey.openings:
            opens_at, language = survey.openings[scenario.id]
            return CardState.WAITING, language, opens_at
        own = {each: found[each] for each in found if each in survey.trainee.languages}
        if not own:
            return CardState.NEW, None, None
        now = self._clock.now()
        for language, in_language in own.items():
            due = due_at(in_language, now)
            if due is not None and due <= now:
                return CardState.DUE, language, None
        if all(in_language[0].passed for in_language in own.values()):
            return CardState.PASSED, None, None
        return CardState.PRACTICED, None, None


class _Survey:
    """What is known of a trainee, by scenario: looked through once, not once for each card."""

    def __init__(
        self,
        trainee: Trainee,
        results: Mapping[tuple[str, str], Sequence[Result]],
        ranked: Sequence[Recommendation],
        path: Sequence[CertificationProgress],
    ) -> None:
        self.trainee = trainee
        self.following = ranked[0] if ranked else None
        self.weights: dict[str, float] = {}
        """How much speaks for each; what weighs most comes first."""
        for each in ranked:
            self.weights.setdefault(each.scenario, each.weight)
        self.openings: dict[str, tuple[datetime, str]] = {}
        """When the assessment of each opens first, and in which language, where one has to wait."""
        for opens_at, language, scenario in sorted(_waiting(path), reverse=True):
            self.openings[scenario] = opens_at, language
        self.certifications: dict[str, list[str]] = {}
        """Those that ask for each."""
        for progress in path:
            for scenario in dict.fromkeys(pair[0] for pair in progress.certification.pairs()):
                self.certifications.setdefault(scenario, []).append(progress.certification.id)
        self._results = results

    def results_of(self, scenario: Synopsis) -> dict[str, Sequence[Result]]:
        """Return the results of a scenario by language, newest first; only where it was finished."""
        return {
            language: self._results[scenario.id, language]
            for language in scenario.languages
            if (scenario.id, language) in self._results
        }


def _waiting(path: Iterable[CertificationProgress]) -> Iterator[tuple[datetime, str, str]]:
    """Give when the assessments that one has to wait for open, with their language and scenario."""
    for progress in path:
        for requirement in progress.standing.requirements:
            for part in requirement.missing:
                if part.opens_at is not None:
                    yield part.opens_at, part.language, part.scenario


class PlainTexts:
    """All that cards say, without case and accents, as an interface in one language shows it.

    Kept by the scenario's id for as long as the cards are the same: at each letter that is typed, the texts
    of all of them are asked for again.
    """

    def __init__(self, interface_language: str) -> None:
        self.interface_language = interface_language
        self._names: dict[str, str] = {}
        self._texts: dict[str, str] = {}

    def __getitem__(self, card: Card) -> str:
        if card.id not in self._texts:
            self._texts[card.id] = _plain(" ".join(self._said_by(card)))
        return self._texts[card.id]

    def _said_by(self, card: Card) -> Iterator[str]:
        scenario = card.scenario
        for text in (scenario.title, scenario.summary):
            yield from (text.shown(tag) for tag in text.by_tag)
        yield scenario.customer.name
        yield from scenario.tags
        for skill in card.skills:
            # A thousand cards share a few skills.
            if skill not in self._names:
                self._names[skill] = skill_name(skill)
            yield self._names[skill]
        yield scenario.agent.company.shown(self.interface_language)


def find(cards: Iterable[Card], wanted: Wanted, texts: PlainTexts) -> list[Card]:
    """Return the cards looked for, in the order given. Every word must be somewhere on a card."""
    words = _plain(wanted.words).split()
    return [
        card
        for card in cards
        if (wanted.language is None or wanted.language in card.scenario.languages)
        and (wanted.channel is None or wanted.channel is card.scenario.channel)
        and (wanted.level is None or wanted.level is card.scenario.level)
        and (wanted.skill is None or wanted.skill in card.skills)
        and (wanted.use is None or wanted.use in card.scenario.use)
        and (wanted.state is None or wanted.state is card.state)
        and (not words or all(word in texts[card] for word in words))
    ]


def in_order(cards: Iterable[Card], order: Order, interface_language: str) -> list[Card]:
    """Return cards sorted; equal ones by title."""

    def title(card: Card) -> str:
        return _plain(card.scenario.title.shown(interface_language))

    by_title = sorted(cards, key=title)
    match order:
        case Order.TITLE:
            return by_title
        case Order.LEVEL:
            return sorted(by_title, key=lambda card: list(Level).index(card.scenario.level))
        case Order.LENGTH:
            return sorted(by_title, key=lambda card: (card.minutes is None, card.minutes or 0))
        case Order.LAST:
            return sorted(
                by_title, key=lambda card: card.last.finished_at.timestamp() if card.last else float("-inf")
            )
        case Order.RECOMMENDED:
            return sorted(by_title, key=lambda card: (_RANKS[card.state], -card.weight))


_REMEMBERED: Final = 4096
"""Of how many texts the plain form is remembered: the titles of a large library, and more."""

_RANKS: Final = {state: rank for rank, state in enumerate(CardState)}


@lru_cache(_REMEMBERED)
def _plain(text: str) -> str:
    """Return a text without case and accents, so that `citas medicas` finds what has an accent.

    Remembered: cards are sorted by title again and again.
    """
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
