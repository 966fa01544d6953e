"""`puente voices`: which voices this machine has, and lines spoken ahead for a whole library.

`prepare` plans as a call does and asks the same synthesizer, so that a call afterwards finds every line. It
skips what is there: whoever interrupts it goes on later where it stood.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import click

from trainer import paths
from trainer.app.checking import judge_files
from trainer.app.contents import pronunciations_in, take_in_judged
from trainer.app.doctor_findings import format_bytes
from trainer.app.faults import Fault
from trainer.app.library import Contents
from trainer.app.pronouncing.pronounce import said_line
from trainer.app.recordings import audio_folder
from trainer.app.speaking_ahead import Tally, await_voices, plan_lines, speak_all
from trainer.app.speech import Speech, Spoken, SpokenLine, Voice, VoiceGender
from trainer.app.voices import System, explain, installation_advice, locale_name, speaks
from trainer.bootstrap import SPEECH, open_voices
from trainer.cli.answers import OutputFormat, print_json
from trainer.cli.path_argument import PATH
from trainer.cli.progress import watched
from trainer.cli.recorded import recorded_command
from trainer.i18n import _, format_number, ngettext, pgettext
from trainer.scenario.model import Channel
from trainer.scenario.pronunciations import Pronunciations
from trainer.scenario.reading import FileKind, load
from trainer.settings import FASTEST_SPEECH, SLOWEST_SPEECH, Settings, SettingsFile
from trainer.speech.cache import DEFAULT_LIMIT_BYTES
from trainer.storage.judgement_cache import JudgementCache
from trainer.storage.judging import judge_paths, spare_processes
from trainer.storage.scenario_files import MissingPathError, find_files, read_file

__all__ = ["command"]

INCOMPLETE: Final = 1
"""The exit status where a line has no sound, or a language no voice."""
NO_LIMIT: Final = 1 << 62
"""A folder that is handed out holds what it must."""

FORMAT = click.option(
    "--format",
    "output",
    type=click.Choice([each.value for each in OutputFormat]),
    default=OutputFormat.TEXT.value,
    show_default=True,
    help=_("For people, or one JSON document for programs."),
)


@click.group(
    "voices", help=_("List the voices of this machine, have lines spoken ahead, or note recordings.")
)
def command() -> None:
    """Hold them together."""


command.add_command(recorded_command)


@command.command(
    "list",
    help=_(
        "List the voices of this machine for the languages of the library, and which would speak. "
        "The exit status is 1 where a customer of the library has no voice."
    ),
)
@click.option("--all", "every", is_flag=True, help=_("List the voices of every language."))
@FORMAT
def list_command(output: str, *, every: bool) -> int:
    """List voices; 1 where a locale of the library has none."""
    contents = _read_library(())
    locales = _locales(contents)
    with _voices(paths.cache_folder() / SPEECH) as speech:
        status = await_voices(speech)
        voices = speech.voices()
        chosen = {locale: speech.choose(locale, VoiceGender.FEMALE) for locale in locales}
    shown = [voice for voice in voices if every or any(speaks(voice, locale) for locale in locales)]
    if OutputFormat(output) is OutputFormat.JSON:
        print_json(
            {
                "engine": status.engine or None,
                "voices": [_voice_data(voice) for voice in shown],
                "locales": [
                    {"locale": locale, "voice": None if voice is None else voice.id}
                    for locale, voice in chosen.items()
                ],
            }
        )
    else:
        _print_voices(shown)
        for locale, voice in chosen.items():
            click.echo(_speaker(locale, voice))
    return 0 if all(chosen.values()) else INCOMPLETE


@command.command(
    "prepare",
    help=_(
        "Have all lines of scenarios spoken ahead, so that no call waits for a voice. "
        "A PATH is a file or a folder; without any, the whole library. "
        "What is there already is skipped. "
        "The exit status is 1 where a line could not be spoken."
    ),
)
@click.argument("paths_", metavar="[PATH]...", nargs=-1, type=PATH)
@click.option("--language", "languages", multiple=True, help=_("Only calls in this language, such as es."))
@click.option("--locale", "locales", multiple=True, help=_("Only customers who speak this, such as es-MX."))
@click.option("--replies", is_flag=True, help=_("The agent's replies, too, which the debrief plays."))
@click.option(
    "--pace",
    "paces",
    multiple=True,
    type=click.FloatRange(SLOWEST_SPEECH, FASTEST_SPEECH),
    help=_("At this pace, 1 being natural; several times for several. As in Settings unless told."),
)
@click.option(
    "--output",
    "folder",
    type=PATH,
    help=_("Keep the lines in this folder, to hand it out; other machines name it in PUENTE_SPOKEN_LINES."),
)
@FORMAT
def prepare_command(  # noqa: PLR0913, PLR0917 - one for each option, given by name
    paths_: Sequence[Path],
    languages: Sequence[str],
    locales: Sequence[str],
    paces: Sequence[float],
    folder: Path | None,
    output: str,
    *,
    replies: bool,
) -> int:
    """Have lines spoken ahead; 1 where one was not."""
    contents = _read_library(paths_)
    settings = SettingsFile(paths.data_folder()).current
    kinds = [replace(settings, speech_rate=pace) for pace in paces] or [settings]
    wanted = _Wanted(tuple(languages), tuple(locales), replies=replies)
    lines = list(_plan(contents, kinds, wanted))
    kept = paths.cache_folder() / SPEECH if folder is None else folder.expanduser().absolute()
    prepared = _Prepared(len(contents.scenarios), len(lines), kept, contents, bounded=folder is None)
    try:
        _speak(lines, prepared)
    except KeyboardInterrupt:
        click.echo(
            _("puente: interrupted; what was spoken is kept, and the same call goes on from there"), err=True
        )
        raise click.Abort from None
    if OutputFormat(output) is OutputFormat.JSON:
        print_json(prepared.as_data())
    else:
        for line in prepared.as_text():
            click.echo(line)
    return 0 if prepared.complete else INCOMPLETE


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which lines are asked for; empty means all."""

    languages: tuple[str, ...]
    locales: tuple[str, ...]
    replies: bool


class _Prepared:
    """What became of it all."""

    def __init__(
        self, scenarios: int, lines: int, folder: Path, contents: Contents, *, bounded: bool
    ) -> None:
        self.scenarios = scenarios
        self.lines = lines
        self.folder = folder
        self.broken = tuple(str(each.path) for each in contents.broken)
        self.bounded = bounded
        self.tally = Tally()
        self.sizes = dict[Path, int]()

    @property
    def size_bytes(self) -> int:
        """The size of all lines together."""
        return sum(self.sizes.values())

    @property
    def over_limit(self) -> bool:
        """Whether the folder cannot keep all of them at once."""
        return self.bounded and self.size_bytes > DEFAULT_LIMIT_BYTES

    @property
    def complete(self) -> bool:
        """Whether every line of every file is there now."""
        return self.tally.complete and not self.broken and not self.over_limit

    def as_data(self) -> dict[str, object]:
        """Return the document for programs."""
        tally = self.tally
        return {
            "folder": str(self.folder),
            "scenarios": self.scenarios,
            "lines": self.lines,
            "made": tally.made,
            "known": tally.known,
            "duration_ms": tally.duration_ms,
            "size_bytes": self.size_bytes,
            "over_limit": self.over_limit,
            "unspoken": [
                {"reason": reason.value, "locale": locale, "count": count}
                for (reason, locale), count in tally.unspoken.items()
            ],
            "broken": list(self.broken),
            "complete": self.complete,
        }

    def as_text(self) -> Iterator[str]:
        """Give the lines for people."""
        tally = self.tally
        yield ngettext(
            "{count} line of {scenarios} scenarios: {made} spoken now, {known} known before, "
            "{minutes} minutes and {size} in {folder}.",
            "{count} lines of {scenarios} scenarios: {made} spoken now, {known} known before, "
            "{minutes} minutes and {size} in {folder}.",
            self.lines,
        ).format(
            count=self.lines,
            scenarios=self.scenarios,
            made=tally.made,
            known=tally.known,
            minutes=format_number(tally.duration_ms / 60_000, decimals=1),
            size=format_bytes(self.size_bytes),
            folder=self.folder,
        )
        for (reason, locale), count in tally.unspoken.items():
            yield ngettext(
                "{count} line in {locale} has no sound: {reason}",
                "{count} lines in {locale} have no sound: {reason}",
                count,
            ).format(count=count, locale=locale, reason=explain(reason, locale))
        if self.broken:
            yield ngettext(
                "A file cannot be used. Look with: puente check {path}",
                "{count} files cannot be used. Look with: puente check {path}",
                len(self.broken),
            ).format(count=len(self.broken), path=self.broken[0])
        if self.over_limit:
            yield _(
                "The folder keeps at most {limit}, so the lines used least will leave it again. "
                "Prepare fewer, or keep them in a folder of their own with --output."
            ).format(limit=format_bytes(DEFAULT_LIMIT_BYTES))


def _speak(lines: Sequence[SpokenLine], prepared: _Prepared) -> None:
    """Have every line spoken, with a bar where a person watches."""
    limit = DEFAULT_LIMIT_BYTES if prepared.bounded else NO_LIMIT
    with _voices(prepared.folder, limit_bytes=limit) as speech:
        # The engine is asked for its voices first: what it made before is then known at once.
        await_voices(speech)
        for answer in watched(speak_all(speech, lines), len(lines), _("Speaking lines")):
            prepared.tally.note(answer)
            if isinstance(answer, Spoken) and answer.path not in prepared.sizes:
                prepared.sizes[answer.path] = answer.path.stat().st_size


def _plan(contents: Contents, kinds: Sequence[Settings], wanted: _Wanted) -> Iterator[SpokenLine]:
    """Give the lines of all voice calls, as a voice is to say them. A chat's are read."""
    for entry in contents.scenarios.values():
        if entry.scenario.channel is not Channel.VOICE:
            continue
        scenario = load(entry.read()).scenario
        if scenario is None:
            continue  # its file has changed since it was looked at
        languages = [
            language
            for language in scenario.languages
            if (not wanted.languages or language in wanted.languages)
            and (not wanted.locales or scenario.locale(language) in wanted.locales)
        ]
        recorded = audio_folder(entry.path)
        for settings in kinds:
            lines = plan_lines(
                scenario,
                settings,
                languages=languages,
                recordings=recorded if recorded.is_dir() else None,
                replies=wanted.replies,
            )
            yield from (said_line(line, contents.pronunciations) for line in lines)


@contextmanager
def _voices(folder: Path, *, limit_bytes: int = DEFAULT_LIMIT_BYTES) -> Iterator[Speech]:
    # What engines say when they fail is in the reasons that are told at the end.
    logging.getLogger("trainer").addHandler(logging.NullHandler())
    speech = open_voices(folder, limit_bytes=limit_bytes)
    with closing(speech):
        yield speech


def _read_library(asked: Sequence[Path]) -> Contents:
    """Read the files of these paths, or of the library; a path that leads nowhere is a wrong call."""
    bundled, own = paths.bundled_scenarios_folder(), paths.user_scenarios_folder()
    try:
        files = find_files(asked or [folder for folder in (bundled, own) if folder.is_dir()])
    except MissingPathError as error:
        raise click.UsageError(
            _("there is no file or folder {path}; check how it is spelled").format(path=error.path)
        ) from error
    except Fault as fault:
        raise click.UsageError(str(fault)) from fault
    with closing(judge_paths(files, JudgementCache(), processes=spare_processes())) as judged:
        place = {path: number for number, path in enumerate(files)}
        ordered = sorted(judged, key=lambda one: place[one.path])
    contents = take_in_judged(ordered, bundled, read_file)
    if not asked:
        return contents
    library = find_files([folder for folder in (bundled, own) if folder.is_dir()])
    return replace(contents, pronunciations=contents.pronunciations.before(_pronunciations_of(library)))


def _pronunciations_of(library: Sequence[Path]) -> Pronunciations:
    """Return the pronunciations of the library, by which calls say their lines; no scenario is judged."""
    key = FileKind.PRONUNCIATIONS.encode()
    files = (file for path in library if key in (file := read_file(path)).data)
    return pronunciations_in(judge_files(files))


def _locales(contents: Contents) -> list[str]:
    """Return the locales in which the customers speak, sorted."""
    return sorted(
        {
            locale
            for entry in contents.scenarios.values()
            for locale in entry.scenario.customer.locales.values()
        }
    )


def _voice_data(voice: Voice) -> dict[str, object]:
    return {
        "id": voice.id,
        "name": voice.name,
        "locale": voice.locale,
        "gender": voice.gender,
        "engine": voice.engine,
    }


def _print_voices(voices: Sequence[Voice]) -> None:
    genders = {
        VoiceGender.FEMALE: pgettext("voice", "female"),
        VoiceGender.MALE: pgettext("voice", "male"),
        None: "",
    }
    rows = [(voice.locale, voice.name, genders[voice.gender], voice.engine, voice.id) for voice in voices]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in sorted(rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())
    if rows:
        click.echo()


def _speaker(locale: str, voice: Voice | None) -> str:
    """Return which voice speaks a locale, or how to get one."""
    if voice is None:
        return _("{locale}: no voice. {advice}").format(
            locale=locale_name(locale), advice=installation_advice(locale, System.current())
        )
    return _("{locale} is spoken by {voice} ({voice_locale}).").format(
        locale=locale_name(locale), voice=voice.name, voice_locale=voice.locale
    )
