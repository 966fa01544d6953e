"""What the doctor says: well or not, and for all that is missing what to do."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from trainer.app.doctor import diagnose
from trainer.app.doctor_facts import (
    AudioFacts,
    CacheFacts,
    Examined,
    FolderFacts,
    LibraryFacts,
    LogFacts,
    ProgramFacts,
    RecordsFacts,
    RecordsState,
    SpeechFacts,
    SpokenSample,
)
from trainer.app.doctor_findings import Finding, Health, Subject, format_bytes, subject_name
from trainer.app.speech import UnspokenReason, Voice, VoiceGender
from trainer.policy import PolicyProblem, PolicyRead

HOME = Path("/home/ana/.local/share/Puente")
VOICE = Voice("mx", "Paulina", "es-MX", VoiceGender.FEMALE, "nsss")
SAMPLE = SpokenSample("es-MX", VOICE, None, "", chosen=False, duration_ms=6400, loudness_db=-21.0, took_ms=90)
WELL = Examined(
    program=ProgramFacts("1.0", "3.12.1", "Linux", "6.11", True, ("a.ttf", "b.ttf"), Path("/opt/fonts")),
    folder=FolderFacts(HOME, True, True, "", 10**11, True),
    records=RecordsFacts(
        HOME / "records" / "puente.db",
        RecordsState.WHOLE,
        1_200_000,
        "3.46.0",
        False,
        2,
        datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
        HOME / "backups",
    ),
    library=LibraryFacts(4, (), ("es-MX",)),
    speech=SpeechFacts({"nsss": 40}, "nsss 14.2", (SAMPLE,)),
    cache=CacheFacts(HOME / "cache" / "speech", 120, 30_000_000, 500_000_000),
    audio=AudioFacts(("Headset",), ("Headset microphone",)),
    log=LogFacts(HOME / "logs", 2048),
)


def findings(examined: Examined, subject: Subject) -> list[Finding]:
    return [each for each in diagnose(examined) if each.subject is subject]


def test_a_machine_that_is_well_has_nothing_to_do() -> None:
    found = diagnose(WELL)
    assert {each.health for each in found} == {Health.GOOD}
    assert not any(each.advice for each in found)
    said = " ".join(each.text for each in found)
    for fact in ("Paulina", "6.4 seconds", "-21 dB", "3.46.0", "Headset microphone", "2 backups", "30.0 MB"):
        assert fact in said


UNWELL = [
    (
        "read-only",
        replace(WELL, folder=replace(WELL.folder, writable=False)),
        Subject.DATA_FOLDER,
        "no call can be recorded",
    ),
    (
        "drive-gone",
        replace(WELL, folder=replace(WELL.folder, writable=False, exists=False, variable="PUENTE_DATA")),
        Subject.DATA_FOLDER,
        "It was chosen by PUENTE_DATA",
    ),
    (
        "forbidden",
        replace(WELL, folder=replace(WELL.folder, exists=False, fault="Permission denied")),
        Subject.DATA_FOLDER,
        "Permission denied",
    ),
    ("disk", replace(WELL, folder=replace(WELL.folder, free_bytes=10**7)), Subject.DISK, "10.0 MB"),
    (
        "no-scenarios",
        replace(WELL, library=LibraryFacts(0, (), ())),
        Subject.LIBRARY,
        "no scenarios",
    ),
    (
        "no-voice",
        replace(
            WELL,
            speech=replace(
                WELL.speech,
                samples=(
                    SpokenSample("es-CO", None, UnspokenReason.NO_VOICE_FOR_LOCALE, "es-CO", chosen=False),
                ),
            ),
        ),
        Subject.VOICE,
        "Spanish (Colombia)",
    ),
    (
        "no-loudspeaker",
        replace(WELL, audio=AudioFacts((), ("Webcam",))),
        Subject.AUDIO_OUTPUT,
        "No loudspeaker",
    ),
    (
        "sound-service-hangs",
        replace(WELL, audio=AudioFacts((), (), "it does not answer")),
        Subject.AUDIO_OUTPUT,
        "it does not answer",
    ),
    ("no-fonts", replace(WELL, program=replace(WELL.program, fonts=())), Subject.FONTS, "/opt/fonts"),
]


@pytest.mark.parametrize(
    ("examined", "subject", "words"), [each[1:] for each in UNWELL], ids=[each[0] for each in UNWELL]
)
def test_what_is_missing_is_told_with_what_to_do(examined: Examined, subject: Subject, words: str) -> None:
    (found,) = (each for each in findings(examined, subject) if each.health is not Health.GOOD)
    assert found.health is Health.TROUBLE
    assert words in found.text
    assert found.advice.endswith((".", "libpulse0"))
    others = [each for each in diagnose(examined) if each is not found and each.subject is not subject]
    assert Health.TROUBLE not in {each.health for each in others}


@pytest.mark.parametrize("state", RecordsState)
def test_every_state_of_the_records_has_words(state: RecordsState) -> None:
    examined = replace(WELL, records=replace(WELL.records, state=state, fault="Permission denied"))
    (found,) = findings(examined, Subject.RECORDS)
    well = {RecordsState.NONE_YET, RecordsState.WHOLE, RecordsState.OLDER}
    assert (found.health is Health.TROUBLE) is (state not in well)
    assert bool(found.advice) is (state not in well or state is RecordsState.OLDER)
    assert "{" not in found.text


def test_records_in_use_are_told() -> None:
    (found,) = findings(replace(WELL, records=replace(WELL.records, in_use=True)), Subject.RECORDS)
    assert found.text.endswith("Puente works on them now.")
    assert found.figures["in_use"] is True


def test_what_could_be_better_is_a_note() -> None:
    near = replace(SAMPLE, locale="es-CO")
    examined = replace(
        WELL,
        folder=replace(WELL.folder, settings_legible=False),
        library=replace(WELL.library, broken=(Path("a.yaml"),)),
        speech=replace(WELL.speech, samples=(near,), missing_choices=("es-MX",)),
        audio=replace(WELL.audio, inputs=()),
        program=replace(WELL.program, screen=False),
    )
    notes = [each.subject for each in diagnose(examined) if each.health is Health.NOTE]
    assert notes == [
        Subject.SETTINGS,
        Subject.LIBRARY,
        Subject.VOICE,
        Subject.VOICE,
        Subject.MICROPHONE,
        Subject.SCREEN,
    ]
    assert Health.TROUBLE not in {each.health for each in diagnose(examined)}


def test_without_an_engine_every_locale_says_how_to_get_one() -> None:
    silent = SpokenSample("es-MX", None, UnspokenReason.ENGINE_MISSING, "no library", chosen=False)
    examined = replace(WELL, speech=SpeechFacts({}, "", (silent, replace(silent, locale="en-US"))))
    assert [each.health for each in findings(examined, Subject.ENGINES)] == [Health.TROUBLE]
    voices = findings(examined, Subject.VOICE)
    assert all(each.health is Health.TROUBLE and each.advice for each in voices)
    assert [each.figures["detail"] for each in voices] == ["no library", "no library"]


def test_a_voice_whose_loudness_is_unknown_is_told_all_the_same() -> None:
    examined = replace(WELL, speech=replace(WELL.speech, samples=(replace(SAMPLE, loudness_db=None),)))
    assert "? dB" in findings(examined, Subject.VOICE)[0].text


def test_a_policy_is_told_and_what_does_not_hold_of_it() -> None:
    file = Path("/etc/puente/policy.json")
    assert findings(replace(WELL, policy=PolicyRead(file, present=False)), Subject.POLICY) == []
    sound = PolicyRead(file, present=True, keys=("modes", "voices"))
    (told,) = findings(replace(WELL, policy=sound), Subject.POLICY)
    assert (told.health, told.text) == (Health.GOOD, f"{file} decides “modes” and “voices”.")
    odd = PolicyProblem("“{key}” is not known", {"key": "colour"})
    (told,) = findings(replace(WELL, policy=replace(sound, problems=(odd,))), Subject.POLICY)
    assert told.health is Health.TROUBLE
    assert "“colour” is not known" in told.advice


def test_a_share_that_is_gone_is_told() -> None:
    gone = replace(WELL, library=replace(WELL.library, gone=(Path("/mnt/share"),)))
    (told,) = findings(gone, Subject.LIBRARY)
    assert told.health is Health.NOTE
    assert "Connect /mnt/share" in told.advice


@pytest.mark.parametrize("subject", Subject)
def test_every_subject_has_a_name(subject: Subject) -> None:
    assert subject_name(subject)
    assert len({subject_name(each) for each in Subject}) == len(Subject)


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, "0 KB"), (4_500, "4 KB"), (1_200_000, "1.2 MB"), (500_000_000, "500.0 MB"), (76 * 10**9, "76.0 GB")],
)
def test_sizes_are_in_the_units_of_disks(count: int, shown: str) -> None:
    assert format_bytes(count) == shown
