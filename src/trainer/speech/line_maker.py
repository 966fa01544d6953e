"""One line, made into a file: out of the cache if it is there, by the engine if not, and then checked."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from trainer.app.speech import Speaking, Spoken, SpokenLine, Unspoken, UnspokenReason
from trainer.speech.cache import CachedLine, CacheError, LineCache
from trainer.speech.child import Child, ChildError
from trainer.speech.plan import Plan, find_obstacle, plan_line
from trainer.speech.protocol import Hello, Save
from trainer.speech.supervisor import EngineError, Patience, Supervisor
from trainer.speech.wave_file import WaveError, check_length, measure
from trainer.speech.words import move_words


class LineMaker:
    """Makes lines with a supervised worker. `recall` may be called from any thread, all else from one."""

    def __init__(self, cache: LineCache, supervisor: Supervisor, patience: Patience) -> None:
        self._cache: Final = cache
        self._supervisor: Final = supervisor
        self._patience: Final = patience
        self._hello: Hello | None = None
        self._requests = 0

    @property
    def engine(self) -> Hello | None:
        """Return what the engine last said of itself; None before it was open."""
        return self._hello

    def open(self) -> None:
        """Open the engine; `EngineError` where it does not."""
        self._hello = self._supervisor.run(lambda _, hello: hello, again=lambda: True)

    def recall(self, line: SpokenLine) -> Speaking | None:
        """Answer a line for which no engine is needed; None where it has to be made."""
        obstacle = find_obstacle(line.text)
        if obstacle is not None:
            return Unspoken(line, obstacle)
        if self._hello is None:
            return None
        plan = plan_line(line, self._hello)
        return _voiceless(line) if plan is None else self._find(line, plan)

    def make(self, line: SpokenLine, *, again: Callable[[], bool]) -> Speaking:
        """Make a line; `again` says, after a failure of the engine, whether to try once more."""
        try:
            return self._supervisor.run(partial(self._make_with, line), again=again)
        except (EngineError, CacheError) as fault:
            return Unspoken(line, fault.reason, str(fault))

    def _make_with(self, line: SpokenLine, child: Child, hello: Hello) -> Speaking:
        self._hello = hello
        plan = plan_line(line, hello)
        if plan is None:
            return _voiceless(line)
        known = self._find(line, plan)
        if known is not None:
            return known
        try:
            unfinished = self._cache.reserve()
        except CacheError as fault:
            return Unspoken(line, fault.reason, str(fault))
        try:
            made = self._fill(child, unfinished, plan)
        finally:
            self._cache.discard(unfinished)
        return _spoken(line, plan, made, cached=False)

    def _fill(self, child: Child, unfinished: Path, plan: Plan) -> CachedLine:
        """Have a file written, and keep it if it is what it should be."""
        identity, target = plan.identity, unfinished.absolute()
        text = identity.text
        self._requests += 1
        request = Save(
            self._requests,
            text,
            plan.voice.id,
            identity.words_per_minute,
            target,
            identity.pitch,
            plan.finish,
        )
        try:
            words = child.save(request, limit_s=self._patience.for_line(text))
            check_length(measure(unfinished), text, plan.rate)
            return self._cache.keep(unfinished, plan.identity, words)
        except (ChildError, WaveError) as fault:
            cause = self._cache.fault()
            if cause is not None:
                raise cause from fault
            if isinstance(fault, ChildError):
                raise
            raise ChildError(UnspokenReason.ENGINE_FAILED, str(fault)) from fault

    def _find(self, line: SpokenLine, plan: Plan) -> Spoken | None:
        """Return the line where it was made before."""
        found = self._cache.find(plan.identity)
        if found is None:
            return None
        return _spoken(line, plan, found, cached=True)


def _spoken(line: SpokenLine, plan: Plan, kept: CachedLine, *, cached: bool) -> Spoken:
    words = move_words(kept.words, plan.identity.text, line.text)
    return Spoken(line, kept.path, kept.duration_ms, plan.voice, cached=cached, words=words)


def _voiceless(line: SpokenLine) -> Unspoken:
    return Unspoken(line, UnspokenReason.NO_VOICE_FOR_LOCALE, line.locale)
