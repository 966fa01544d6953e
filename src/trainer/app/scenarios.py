"""The library as a trainee browses it: cards with what it takes to choose, and functions to find one."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from trainer.app.attempts import Attempts
from trainer.app.history import Result, best, results, results_by_call
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
        finished = results(attempts)
        path = self._home.path(attempts)
        ranked = self._home.recommendations(trainee, finished, path, self._home.skills(attempts))
        by_call = results_by_call(finished)
        return tuple(
            self._card(entry, trainee, by_call, ranked, path) for entry in self._library.scenarios.values()
        )

    def card(self, trainee: Trainee, scenario_id: str) -> Card:
        """Return the card of one scenario; KeyError where the library has none of that id."""
        self._library.scenario(scenario_id)
        return next(card for card in self.cards(trainee) if card.id == scenario_id)

    def _card(
        self,
        entry: LibraryScenario,
        trainee: Trainee,
        by_call: Mapping[tuple[str, str], Sequence[Result]],
        ranked: Sequence[Recommendation],
        path: Sequence[CertificationProgress],
    ) -> Card:
        scenario = entry.scenario
        found = {
            language: by_call[scenario.id, language]
            for language in scenario.languages
            if (scenario.id, language) in by_call
        }
        state, language, opens_at = self._state(scenario, trainee, found, ranked, path)
        results_here = [each for in_language in found.values() for each in in_language]
        return Card(
            scenario=scenario,
            bundled=entry.bundled,
            minutes=scenario.minutes,
            decisions=scenario.decisions,
            skills=scenario.skills,
            results={
                each: LanguageResults(best(in_language) or in_language[0], in_language[0], len(in_language))
                for each, in_language in found.items()
            },
            best=best(results_here),
            last=max(results_here, key=lambda each: each.finished_at, default=None),
            state=state,
            language=language,
            opens_at=opens_at,
            certifications=tuple(
                each.certification.id
                for each in path
                if any(scenario.id == pair[0] for pair in each.certification.pairs())
            ),
            weight=max((each.weight for each in ranked if each.scenario == scenario.id), default=0.0),
        )

    def _state(
        self,
        scenario: Synopsis,
        trainee: Trainee,
        found: Mapping[str, Sequence[Result]],
        ranked: Sequence[Recommendation],
        path: Sequence[CertificationProgress],
    ) -> tuple[CardState, str | None, datetime | None]:
        """Return the state of a card, the language it concerns, and when it opens."""
        if ranked and ranked[0].scenario == scenario.id:
            return CardState.NEXT, ranked[0].language, None
        waiting = [
            (part.opens_at, part.language)
            for progress in path
            for requirement in progress.standing.requirements
            for part in requirement.missing
            if part.scenario == scenario.id and part.opens_at is not None
        ]
        if waiting:
            opens_at, language = min(waiting)
            return CardState.WAITING, language, opens_at
        own = {each: found[each] for each in found if each in trainee.languages}
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


def find(cards: Iterable[Card], wanted: Wanted, interface_language: str) -> list[Card]:
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
        and (not words or _says(card, words, interface_language))
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


_RANKS: Final = {state: rank for rank, state in enumerate(CardState)}


def _says(card: Card, words: Sequence[str], interface_language: str) -> bool:
    scenario = card.scenario
    texts = [*scenario.title.by_tag.values(), *scenario.summary.by_tag.values(), scenario.customer.name]
    texts.extend(scenario.tags)
    texts.extend(skill_name(skill) for skill in card.skills)
    texts.append(scenario.agent.company.shown(interface_language))
    plain = _plain(" ".join(texts))
    return all(word in plain for word in words)


def _plain(text: str) -> str:
    """Return a text without case and accents, so that `citas medicas` finds what has an accent."""
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
