"""One line, made into a file: out of the cache if it is there, by an engine if not, and then checked.

Of the engines, each line has the one with the best voice for it; where that fails the next is asked, so that
a trainee hears another voice rather than none.
"""

import logging
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from trainer.app.speech import Speaking, Spoken, SpokenLine, Unspoken, UnspokenReason, Voice
from trainer.app.voices import pick_voice, rank_voices
from trainer.speech.cache import CachedLine, CacheError, LineCache
from trainer.speech.engines import Engine
from trainer.speech.plan import Plan, find_obstacle
from trainer.speech.protocol import Save
from trainer.speech.supervisor import EngineError
from trainer.speech.switching import join_parts, joined_identity, parts_of
from trainer.speech.wave_file import WaveError
from trainer.speech.words import move_words

logger = logging.getLogger(__name__)

Again: TypeAlias = Callable[[], bool]
"""Says, after a failure of an engine, whether to try once more."""


class LineMaker:
    """Makes lines with several engines. `recall` may be called from any thread, all else from one.

    `recordings` has lines that people read, and comes before all others; `engines` have voices. The last of
    them is the system's own, whose failure is told where nobody else speaks either.
    """

    def __init__(self, cache: LineCache, engines: Sequence[Engine], recordings: Engine | None = None) -> None:
        self._cache: Final = cache
        self._engines: Final = tuple(engines)
        self._recordings: Final = recordings
        self._tried = False
        """Whether every engine was opened once, or would not open."""
        self._requests = 0

    @property
    def voices(self) -> tuple[Voice, ...]:
        """Return the voices of all engines, as far as they are known."""
        return tuple(voice for engine in self._engines if engine.hello for voice in engine.hello.voices)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the name and version of each engine that was open."""
        hellos = (engine.hello for engine in self._engines)
        return tuple(f"{hello.engine} {hello.engine_version}" for hello in hellos if hello)

    def open(self) -> None:
        """Open every engine, whatever became of it before; the last `EngineError` where none opens."""
        failures = [self._open(engine, again=lambda: True) for engine in self._engines]
        self._tried = True
        last = failures[-1]
        if last is not None and all(failures):
            raise last

    def recall(self, line: SpokenLine) -> Speaking | None:
        """Answer a line for which no engine is needed; None where it has to be made."""
        obstacle = find_obstacle(line.text)
        if obstacle is not None:
            return Unspoken(line, obstacle)
        recorded = self._recorded(line)
        if recorded is not None:
            return self._find(line, recorded[1])
        if not self._tried:
            return None
        plans = [plan for _, plan in self._ways(line)]
        if plans:
            return self._recall_switched(line, plans[0]) if line.segments else self._find(line, plans[0])
        return _voiceless(line) if all(engine.hello for engine in self._engines) else None

    def make(self, line: SpokenLine, *, again: Again) -> Speaking:
        """Make a line, by the best engine that does not fail."""
        recorded = self._recorded(line)
        failure: EngineError | None = None
        if recorded is not None:
            made = self._try([recorded], line, again)
            if not isinstance(made, EngineError):
                return made
            failure = made
        unopened = self._open_missing(again)
        ways = self._ways(line)
        if not ways:
            failure = unopened or failure
            return _voiceless(line) if failure is None else Unspoken(line, failure.reason, str(failure))
        if line.segments:
            return self._make_switched(line, ways[0][1], again)
        made = self._try(ways, line, again)
        return Unspoken(line, made.reason, str(made)) if isinstance(made, EngineError) else made

    def forgive(self) -> None:
        """Let every engine that rests after failures try again. From any thread."""
        for engine in self._all:
            engine.forgive()

    def close(self) -> None:
        """Stop whatever is being made, at once. From any thread."""
        for engine in self._all:
            engine.close()

    def end(self) -> None:
        """Let go of every engine's process."""
        for engine in self._all:
            engine.end()

    @property
    def _all(self) -> tuple[Engine, ...]:
        return self._engines if self._recordings is None else (self._recordings, *self._engines)

    # Which engine

    def _recorded(self, line: SpokenLine) -> tuple[Engine, Plan] | None:
        if self._recordings is None:
            return None
        plan = self._recordings.plan(line)
        return None if plan is None else (self._recordings, plan)

    def _ways(self, line: SpokenLine) -> list[tuple[Engine, Plan]]:
        """Return each engine that can speak a line and how it would, the one with the best voice first."""
        plans = [(engine, plan) for engine in self._engines if (plan := engine.plan(line)) is not None]
        voices = tuple(plan.voice for _, plan in plans)
        first = pick_voice(voices, line.locale, line.voice, line.voice_id)
        ranked = rank_voices(voices, line.locale, line.voice)
        return sorted(plans, key=lambda way: (way[1].voice != first, ranked.index(way[1].voice)))

    def _open_missing(self, again: Again) -> EngineError | None:
        """Open the engines that are not known yet; return why the last one does not, if it does not."""
        failure = None
        for engine in self._engines:
            failure = None if engine.hello else self._open(engine, again)
        self._tried = True
        return failure

    @staticmethod
    def _open(engine: Engine, again: Again) -> EngineError | None:
        try:
            engine.open(again=again)
        except EngineError as fault:
            return fault
        return None

    # One language

    def _try(
        self, ways: Sequence[tuple[Engine, Plan]], line: SpokenLine, again: Again
    ) -> Speaking | EngineError:
        """Return what the first engine that does not fail makes of a line; the last failure where all do."""
        failure = EngineError(UnspokenReason.ENGINE_FAILED, "there is no engine")
        for engine, plan in ways:
            known = self._find(line, plan)
            if known is not None:
                return known
            try:
                made = self._write(engine, plan, again)
            except CacheError as fault:
                return Unspoken(line, fault.reason, str(fault))
            except EngineError as fault:
                failure = fault
            else:
                return _spoken(line, plan, made, cached=False)
        return failure

    def _write(self, engine: Engine, plan: Plan, again: Again) -> CachedLine:
        """Have a file written, and keep it."""
        identity, unfinished = plan.identity, self._cache.reserve()
        self._requests += 1
        request = Save(
            self._requests,
            identity.text,
            plan.voice.id,
            identity.words_per_minute,
            unfinished.absolute(),
            identity.pitch,
            plan.finish,
        )
        try:
            words = engine.write(plan, request, again=again)
            return self._cache.keep(unfinished, identity, words)
        except WaveError as fault:
            raise EngineError(UnspokenReason.ENGINE_FAILED, str(fault)) from fault
        finally:
            self._cache.discard(unfinished)

    def _find(self, line: SpokenLine, plan: Plan) -> Spoken | None:
        """Return the line where it was made before."""
        found = self._cache.find(plan.identity)
        return None if found is None else _spoken(line, plan, found, cached=True)

    # Several languages

    def _recall_switched(self, line: SpokenLine, main: Plan) -> Spoken | None:
        found = self._cache.find(joined_identity(line, self._part_plans(line)))
        return None if found is None else _joined(line, main, found, cached=True)

    def _make_switched(self, line: SpokenLine, main: Plan, again: Again) -> Speaking:
        """Make the parts of a line, each by a voice of its language, and join them."""
        identity = joined_identity(line, self._part_plans(line))
        found = self._cache.find(identity)
        if found is not None:
            return _joined(line, main, found, cached=True)
        parts = []
        for part in parts_of(line):
            made = None if find_obstacle(part.text) else self.make(part, again=again)
            missing = isinstance(made, Unspoken) and made.reason is UnspokenReason.NO_VOICE_FOR_LOCALE
            if isinstance(made, Unspoken) and not missing:
                return Unspoken(line, made.reason, made.detail)
            parts.append((part, made))
        try:
            unfinished = self._cache.reserve()
        except CacheError as fault:
            return Unspoken(line, fault.reason, str(fault))
        try:
            words = join_parts(parts, unfinished)
            return _joined(line, main, self._cache.keep(unfinished, identity, words), cached=False)
        except CacheError as fault:
            return Unspoken(line, fault.reason, str(fault))
        except (OSError, WaveError) as fault:
            cause = self._cache.fault() or EngineError(UnspokenReason.ENGINE_FAILED, str(fault))
            return Unspoken(line, cause.reason, str(cause))
        finally:
            self._cache.discard(unfinished)

    def _part_plans(self, line: SpokenLine) -> list[Plan | None]:
        ways = [[] if find_obstacle(part.text) else self._ways(part) for part in parts_of(line)]
        return [way[0][1] if way else None for way in ways]


def _spoken(line: SpokenLine, plan: Plan, kept: CachedLine, *, cached: bool) -> Spoken:
    words = move_words(kept.words, plan.identity.text, line.text)
    return Spoken(line, kept.path, kept.duration_ms, plan.voice, cached=cached, words=words)


def _joined(line: SpokenLine, main: Plan, kept: CachedLine, *, cached: bool) -> Spoken:
    return Spoken(line, kept.path, kept.duration_ms, main.voice, cached=cached, words=kept.words)


def _voiceless(line: SpokenLine) -> Unspoken:
    return Unspoken(line, UnspokenReason.NO_VOICE_FOR_LOCALE, line.locale)
