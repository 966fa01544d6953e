"""`puente play`: a call in the terminal, decided beforehand by `--replies` or taken by a person.

With `--replies` the whole process takes about as long as its imports, so that scripts can play many calls;
what only a person needs is imported when a person plays.
"""

from collections.abc import Sequence
from pathlib import Path

import click

from trainer.analysis.playability import find_playable
from trainer.cli.answers import OutputFormat, format_option, print_json
from trainer.cli.path_argument import PATH
from trainer.cli.play_result import PlayedCall, result_data
from trainer.cli.scenario_file import read_scenario_file
from trainer.engine.call import CallEndedError, Event, NotOfferedError, Step, advance, start
from trainer.i18n import _
from trainer.scenario.model import Scenario

__all__ = ["command"]


@click.command(
    "play",
    help=_(
        "Take a call in the terminal. With --replies the call is played without asking. "
        "A failed call exits with 0: the command did what it was asked."
    ),
)
@click.argument("file", type=PATH)
@click.option(
    "--language", metavar="LANGUAGE", help=_("Language of the call; the scenario's first unless told.")
)
@click.option("--replies", metavar="A,B,C", help=_("Ids of the replies to take, in order; silence is one."))
@click.option("--seed", type=int, help=_("Decides the order in which replies are shown."))
@format_option
def command(file: Path, language: str | None, replies: str | None, seed: int | None, output: str) -> int:
    """Run the command; a file that cannot be played is answered as `analyze` answers."""
    loaded = read_scenario_file(file)
    scenario = loaded.scenario
    perfect = None if scenario is None else find_playable(scenario)
    if scenario is None or perfect is None:
        # Only a file that cannot be played needs everything that is proved about one.
        from trainer.cli.analyze import answer  # noqa: PLC0415

        return answer(loaded, OutputFormat(output))
    spoken = _choose_language(scenario, language)
    if replies is None:
        # Only a call that a person takes needs words to show, and an order to show them in.
        from trainer.cli.terminal_call import take_call  # noqa: PLC0415

        return take_call(scenario, perfect.par, spoken, seed, OutputFormat(output))
    events, step = _play(scenario, _split(replies))
    _print(PlayedCall(scenario, spoken, perfect.par, events, step), OutputFormat(output))
    return 0


def _choose_language(scenario: Scenario, language: str | None) -> str:
    if language is None:
        return scenario.languages[0]
    if language not in scenario.languages:
        raise click.UsageError(
            _("this scenario cannot be played in {language}; choose one of: {offered}").format(
                language=language, offered=", ".join(scenario.languages)
            )
        )
    return language


def _split(replies: str) -> list[str]:
    return [each.strip() for each in replies.split(",")] if replies.strip() else []


def _play(scenario: Scenario, replies: Sequence[str]) -> tuple[list[Event], Step]:
    """Play a call as far as the replies go; a reply that cannot be taken is a wrong call of the command."""
    step, events = start(scenario), []
    for reply in replies:
        try:
            event, step = advance(scenario, step.state, reply)
        except NotOfferedError as error:
            raise click.UsageError(
                _('in the scene "{scene}" the reply "{reply}" is not offered; offered are: {offered}').format(
                    scene=error.scene, reply=reply, offered=", ".join(error.offered) or _("none")
                )
            ) from error
        except CallEndedError as error:
            raise click.UsageError(
                _(
                    'the call has ended in the scene "{scene}", where nothing is offered; '
                    'leave out the reply "{reply}" and those after it'
                ).format(scene=error.scene, reply=reply)
            ) from error
        events.append(event)
    return events, step


def _print(call: PlayedCall, output: OutputFormat) -> None:
    if output is OutputFormat.JSON:
        print_json(result_data(call))
        return
    # Only a person needs the call in words.
    from trainer.cli.play_page import describe_call  # noqa: PLC0415

    for line in describe_call(call):
        click.echo(line)
