"""What the doctor says of voices and sound: who speaks which locale, and whether it can be heard."""

from collections.abc import Iterator

from trainer.app.doctor_facts import AudioFacts, CacheFacts, SpeechFacts, SpokenSample
from trainer.app.doctor_findings import Finding, Health, Subject, ended, format_bytes
from trainer.app.speech import UnspokenReason
from trainer.app.voices import System, explain, installation_advice, locale_name
from trainer.i18n import _, format_list, format_number, ngettext

__all__ = ["findings_of_audio", "findings_of_speech"]


def findings_of_speech(speech: SpeechFacts, cache: CacheFacts) -> Iterator[Finding]:
    """Give what there is to say of the voices and of the lines that are kept."""
    yield _engines(speech)
    yield from map(_voice, speech.samples)
    yield from map(_missing_choice, speech.missing_choices)
    yield _spoken_lines(cache)


def _engines(speech: SpeechFacts) -> Finding:
    figures = {"opened": speech.opened or None, "voices": dict(speech.engines)}
    if not speech.opened:
        text = _("No speech program could be opened; captions show every line.")
        return Finding(Subject.ENGINES, Health.TROUBLE, text, figures=figures)
    count = sum(speech.engines.values())
    text = ngettext("{engines}, with {count} voice.", "{engines}, with {count} voices.", count).format(
        engines=speech.opened, count=count
    )
    return Finding(Subject.ENGINES, Health.GOOD, text, figures=figures)


def _voice(sample: SpokenSample) -> Finding:
    named = locale_name(sample.locale)
    figures: dict[str, object] = {
        "locale": sample.locale,
        "voice": None if sample.voice is None else sample.voice.id,
        "voice_locale": None if sample.voice is None else sample.voice.locale,
        "engine": None if sample.voice is None else sample.voice.engine,
        "chosen": sample.chosen,
        "reason": None if sample.reason is None else sample.reason.value,
        "duration_ms": sample.duration_ms,
        "loudness_db": sample.loudness_db,
        "took_ms": sample.took_ms,
        "detail": sample.detail or None,
    }
    if sample.voice is None:
        reason = sample.reason or UnspokenReason.ENGINE_FAILED
        text = _("{locale}: {reason}").format(locale=named, reason=explain(reason, sample.locale))
        missing = reason in {UnspokenReason.NO_VOICE_FOR_LOCALE, UnspokenReason.ENGINE_MISSING}
        advice = installation_advice(sample.locale, System.current()) if missing else ""
        return Finding(Subject.VOICE, Health.TROUBLE, text, advice, figures)
    spoken = _("{locale}: {voice} ({engine}) spoke for {seconds} seconds at {loudness} dB.").format(
        locale=named,
        voice=sample.voice.name,
        engine=sample.voice.engine,
        seconds=format_number(sample.duration_ms / 1000, decimals=1),
        loudness="?" if sample.loudness_db is None else format_number(sample.loudness_db, decimals=0),
    )
    if sample.near:
        advice = _(
            "The voice is of the same language, from elsewhere: {locale}. Settings > Voices says how to add "
            "one of the place."
        ).format(locale=locale_name(sample.voice.locale))
        return Finding(Subject.VOICE, Health.NOTE, spoken, advice, figures)
    return Finding(Subject.VOICE, Health.GOOD, spoken, figures=figures)


def _missing_choice(locale: str) -> Finding:
    return Finding(
        Subject.VOICE,
        Health.NOTE,
        _("{locale}: the voice that was chosen is no longer installed; the best one speaks instead.").format(
            locale=locale_name(locale)
        ),
        _("Install it again, or choose another in Settings > Voices."),
        {"locale": locale, "reason": "chosen-voice-missing"},
    )


def _spoken_lines(cache: CacheFacts) -> Finding:
    text = ngettext(
        "{count} line is kept in {folder} ({size} of at most {limit}).",
        "{count} lines are kept in {folder} ({size} of at most {limit}).",
        cache.lines,
    ).format(
        count=cache.lines,
        folder=cache.folder,
        size=format_bytes(cache.size_bytes),
        limit=format_bytes(cache.limit_bytes),
    )
    return Finding(
        Subject.SPOKEN_LINES,
        Health.GOOD,
        text,
        figures={
            "path": str(cache.folder),
            "lines": cache.lines,
            "size_bytes": cache.size_bytes,
            "limit_bytes": cache.limit_bytes,
        },
    )


def findings_of_audio(audio: AudioFacts) -> Iterator[Finding]:
    """Give what there is to say of loudspeakers and microphones."""
    if audio.fault:
        text = _("The system's audio could not be asked ({reason}).").format(reason=audio.fault)
        advice = _(
            "Install Puente again with its libraries; on Debian and Ubuntu: sudo apt install libpulse0"
        )
        yield Finding(Subject.AUDIO_OUTPUT, Health.TROUBLE, text, advice, {"devices": []})
        return
    if audio.outputs:
        yield Finding(
            Subject.AUDIO_OUTPUT,
            Health.GOOD,
            ended(format_list(audio.outputs)),
            figures={"devices": list(audio.outputs)},
        )
    else:
        yield Finding(
            Subject.AUDIO_OUTPUT,
            Health.TROUBLE,
            _("No loudspeaker or headset was found; calls go on with captions."),
            _("Connect one, and see that the system's sound service runs."),
            {"devices": []},
        )
    if audio.inputs:
        text = ended(format_list(audio.inputs))
        yield Finding(Subject.MICROPHONE, Health.GOOD, text, figures={"devices": list(audio.inputs)})
    else:
        text = _("None was found. One is needed only to record your own replies in practice.")
        yield Finding(Subject.MICROPHONE, Health.NOTE, text, figures={"devices": []})
