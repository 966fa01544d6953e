"""A call that a person takes in the terminal, as practice: feedback after each reply, no time limit.

It reads lines, so that it works over a pipe as well as at a keyboard, and with a screen reader.
"""

import secrets
import sys
from collections.abc import Mapping

import click

from trainer.app.call import shuffle
from trainer.cli.answers import OutputFormat, print_json
from trainer.cli.lines import heading, said, wrapped
from trainer.cli.play_page import describe_mood, describe_result, find_feedback, spoken_reply
from trainer.cli.play_result import PlayedCall, result_data
from trainer.engine.call import Event, advance, start
from trainer.i18n import _, current_language
from trainer.scenario.model import SILENCE, Dimension, Scenario, Use

__all__ = ["take_call"]

LEAVE, SAY_NOTHING = "q", "s"
SEEDS = 2**31


def take_call(
    scenario: Scenario, par: Mapping[Dimension, int], language: str, seed: int | None, output: OutputFormat
) -> int:
    """Let a person take a call, and return the exit status.

    With JSON the call itself goes to standard error, so that standard output holds the document alone.
    """
    if Use.PRACTICE not in scenario.use:
        raise click.UsageError(
            _("this scenario is for assessment alone; take it in the window, or give --replies")
        )
    aside = output is OutputFormat.JSON
    chosen = secrets.randbelow(SEEDS) if seed is None else seed
    call = _TerminalCall(scenario, par, language, chosen, aside=aside).take()
    if aside:
        print_json(result_data(call))
    return 0


class _TerminalCall:
    """One call, from the first line of the customer to the result."""

    def __init__(
        self, scenario: Scenario, par: Mapping[Dimension, int], language: str, seed: int, *, aside: bool
    ) -> None:
        self._scenario = scenario
        self._par = par
        self._language = language
        self._seed = seed
        self._aside = aside
        self._events: list[Event] = []
        self._step = start(scenario)

    def take(self) -> PlayedCall:
        """Play until the call ends or the person leaves."""
        self._open()
        while self._step.ending is None:
            self._hear()
            choice = self._ask()
            if choice is None:
                self._say("")
                self._say(_("You left the call before its end."))
                return self._call
            self._decide(choice)
        self._hear()
        for line in describe_result(self._call):
            self._say(line)
        return self._call

    @property
    def _call(self) -> PlayedCall:
        return PlayedCall(self._scenario, self._language, self._par, self._events, self._step)

    def _open(self) -> None:
        scenario = self._scenario
        self._say(heading(scenario.title.shown(current_language())))
        self._say(wrapped(scenario.summary.shown(current_language())))
        self._say(
            wrapped(
                _("You work for {company}: {role}.").format(
                    company=self._call.words(scenario.agent.company),
                    role=self._call.words(scenario.agent.role),
                )
            )
        )
        for record in scenario.records:
            self._say(said(self._call.words(record.label), self._call.words(record.value)))

    def _hear(self) -> None:
        """Show what the customer says, and how it is said."""
        self._say("")
        self._say(said(self._scenario.customer.name, self._call.words(self._step.text)))
        self._say(describe_mood(self._step.state.mood))

    def _ask(self) -> str | None:
        """Show what can be said, and return the choice; None where the person leaves."""
        by_id = {reply.id: reply for reply in self._step.offered}
        shown = shuffle(tuple(by_id), self._seed, len(self._events) + 1)
        for number, reply in enumerate(shown, start=1):
            self._say(wrapped(self._call.words(by_id[reply].agent), first=f"  {number}  ", hanging="     "))
        answers = {str(number): reply for number, reply in enumerate(shown, start=1)}
        if self._step.silence is not None:
            self._say(_("  s  (say nothing)"))
            answers[SAY_NOTHING] = SILENCE
        if not answers:
            self._say(_("Nothing can be said here: the scenario needs mending (see `puente check`)."))
            return None
        question = _("Your reply ({answers}, q to leave): ").format(answers=", ".join(answers))
        while True:
            answer = self._read(question)
            if answer is None or answer == LEAVE:
                return None
            if answer in answers:
                return answers[answer]
            self._say(_("Please type one of: {answers}, or q to leave.").format(answers=", ".join(answers)))

    def _decide(self, choice: str) -> None:
        """Take a reply, and tell what it was worth."""
        event, self._step = advance(self._scenario, self._step.state, choice)
        self._events.append(event)
        self._say("")
        self._say(said(_("You"), spoken_reply(self._call, event.scene, event.reply)))
        feedback = find_feedback(self._call, event)
        if feedback is not None:
            self._say(wrapped(self._call.words(feedback), first="→ ", hanging="  "))
        elif all(rating.earned == rating.available for rating in event.ratings.values()) and event.ratings:
            self._say(_("→ Well done."))

    def _read(self, question: str) -> str | None:
        """Return what is typed, without space around it; None where there is no more."""
        click.echo(question, nl=False, err=self._aside)
        try:
            line = sys.stdin.readline()
        except KeyboardInterrupt:
            line = ""
        return line.strip().casefold() if line else None

    def _say(self, line: str) -> None:
        click.echo(line, err=self._aside)
