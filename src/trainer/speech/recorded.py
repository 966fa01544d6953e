"""The engine that has the lines read by people: recordings of the scenario, where there are any.

A recording keeps its pace, its pitch and its feeling; what is done to it is what is done to every line: it is
brought to one level, and through the telephone where that is wanted.
"""

from typing import Final

from trainer.app.recordings import Recording, find_recording, read_manifest, text_digest
from trainer.app.speech import SpokenLine, Voice
from trainer.speech.cache import LineIdentity
from trainer.speech.plan import Plan, plain_text
from trainer.speech.protocol import Hello

ENGINE: Final = "recorded"
"""The engine's name in voices and identities."""


def plan_recording(line: SpokenLine, _engine: Hello | None) -> Plan | None:
    """Return how the recording of a line is to be played; None where there is none that says its text.

    Looks at the disk. A recording that is put in another's place is another sound.
    """
    recording = _current(line)
    if recording is None:
        return None
    try:
        facts = recording.path.stat()
    except OSError:
        return None
    voice = Voice(str(recording.path.absolute()), recording.name, line.locale, line.voice, ENGINE)
    identity = LineIdentity(
        engine=ENGINE,
        engine_version=f"{facts.st_size} {facts.st_mtime_ns}",
        voice_id=voice.id,
        words_per_minute=0,
        pitch=0.0,
        loudness=0.0,
        telephone=line.telephone,
        text=plain_text(line.written or line.text),
    )
    return Plan(voice, identity, rate=1.0)


def _current(line: SpokenLine) -> Recording | None:
    if line.recordings is None or not line.key:
        return None
    recording = find_recording(line.recordings, line.key, line.locale)
    if recording is None:
        return None
    noted = read_manifest(line.recordings).get(recording.name)
    return recording if noted in {None, text_digest(line.written or line.text)} else None
