"""Whatever the engine's process does, the line is answered, and the voice comes back."""

import errno
import gc
import os
import signal
from pathlib import Path

import psutil
import pytest
from speech_studio import SOON_S, Opener, Studio, line

from trainer.app.speech import SpeechCondition, Spoken, Unspoken, UnspokenReason
from trainer.speech.cache import LEFT_FREE_BYTES, LineCache
from trainer.speech.supervisor import Patience, Supervisor
from trainer.speech.synthesizer import Synthesizer

IN_LINE = (
    "dies",
    "rubbish",
    "endless",
    "mixed-up",
    "refuses",
    "writes-nothing",
    "breaks-off",
    "half-file",
)
AT_START = ("broken", "foreign", "talkative")
KILLED_AT = ("before-greeting", "before-writing", "half-written", "before-answering", "half-answered")
"""Every step of a line at which its answer is still wanted."""
IMPATIENT = Patience(greeting_s=SOON_S, line_s=0.2, per_character_s=0.0, backoff_s=(0.0,))


class Clock:
    """Time that passes when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def unspoken(studio: Studio, text: str) -> Unspoken:
    answer = studio.speak(text)
    assert isinstance(answer, Unspoken), answer
    return answer


@pytest.mark.parametrize("fault", [*IN_LINE, *AT_START])
def test_a_fault_that_strikes_once_is_not_noticed(open_studio: Opener, fault: str) -> None:
    studio = open_studio(f"{fault}-once")
    answer = studio.speak("Una línea de prueba")
    assert isinstance(answer, Spoken)
    assert len(studio.starts()) == 2
    assert studio.synthesizer.status().condition is SpeechCondition.READY


def test_a_child_that_hangs_once_is_replaced(open_studio: Opener) -> None:
    studio = open_studio("hangs-once", patience=IMPATIENT)
    assert isinstance(studio.speak("Una línea de prueba"), Spoken)
    hung, _ = studio.starts()
    assert not psutil.pid_exists(int(hung))


@pytest.mark.parametrize("fault", [*IN_LINE, *AT_START])
def test_a_fault_that_stays_is_told(open_studio: Opener, fault: str) -> None:
    studio = open_studio(fault)
    assert unspoken(studio, "Una línea de prueba").reason is UnspokenReason.ENGINE_FAILED
    status = studio.await_status(lambda status: status.condition is SpeechCondition.DEGRADED)
    assert status.reason is UnspokenReason.ENGINE_FAILED
    assert not status.healthy


def test_what_the_dying_child_said_is_kept_for_the_log(open_studio: Opener) -> None:
    assert "Segmentation fault" in unspoken(open_studio("dies"), "Hola").detail


def test_a_child_that_greets_in_another_protocol_is_told_apart(open_studio: Opener) -> None:
    assert "protocol 999" in unspoken(open_studio("foreign"), "Hola").detail


@pytest.mark.parametrize(
    ("fault", "patience"),
    [("hangs", IMPATIENT), ("mute", Patience(greeting_s=0.2, backoff_s=(0.0,)))],
)
def test_a_child_that_keeps_hanging_times_out(open_studio: Opener, fault: str, patience: Patience) -> None:
    studio = open_studio(fault, patience=patience)
    assert unspoken(studio, "Hola").reason is UnspokenReason.TIMED_OUT
    assert not any(psutil.pid_exists(int(process)) for process in studio.starts())


def test_a_missing_engine_is_not_looked_for_at_every_line(open_studio: Opener) -> None:
    studio = open_studio("missing")
    reasons = {unspoken(studio, text).reason for text in ("uno", "dos", "tres")}
    assert reasons == {UnspokenReason.ENGINE_MISSING}
    assert len(studio.starts()) == 1
    status = studio.await_status(lambda status: status.condition is SpeechCondition.DEGRADED)
    assert status.reason is UnspokenReason.ENGINE_MISSING


def test_a_failing_engine_is_given_a_rest_that_grows(open_studio: Opener) -> None:
    clock = Clock()
    patience = Patience(
        line_s=SOON_S, backoff_s=(0.0,), failures_to_rest=3, shortest_rest_s=10.0, longest_rest_s=15.0
    )
    studio = open_studio("dies", patience=patience, clock=clock)
    unspoken(studio, "uno")  # tried twice
    unspoken(studio, "dos")  # once, and then it rests
    unspoken(studio, "tres")
    assert studio.asked() == ["uno", "uno", "dos"]
    clock.now = 10.5
    unspoken(studio, "cuatro")  # once
    clock.now = 20.6
    unspoken(studio, "cinco")  # it rests longer now
    clock.now = 26.0
    unspoken(studio, "seis")
    assert studio.asked() == ["uno", "uno", "dos", "cuatro", "seis"]


def test_after_a_rest_the_voice_comes_back(open_studio: Opener) -> None:
    clock = Clock()
    studio = open_studio("dies", clock=clock)
    unspoken(studio, "uno")
    unspoken(studio, "dos")
    mend(studio)
    unspoken(studio, "tres")
    clock.now = 1000.0
    assert isinstance(studio.speak("cuatro"), Spoken)
    studio.await_status(lambda status: status.condition is SpeechCondition.READY)


def test_a_person_may_end_the_rest(open_studio: Opener) -> None:
    studio = open_studio("missing")
    unspoken(studio, "uno")
    mend(studio)
    studio.synthesizer.start()
    studio.await_status(lambda status: status.condition is SpeechCondition.READY)
    assert isinstance(studio.speak("dos"), Spoken)


def mend(studio: Studio) -> None:
    (studio.folder / "mended.txt").touch()


def test_a_child_killed_in_the_middle_of_a_line_is_replaced(open_studio: Opener) -> None:
    studio = open_studio()
    studio.hold()
    studio.ask("interrumpida")
    with studio.held():
        os.kill(int(studio.starts()[0]), signal.SIGKILL)
    assert isinstance(studio.answer(), Spoken)
    assert studio.asked() == ["interrumpida", "interrumpida"]
    assert len(studio.starts()) == 2


def test_a_child_that_dies_between_lines_is_replaced_unnoticed(open_studio: Opener) -> None:
    studio = open_studio()
    studio.speak("una")
    process = psutil.Process(int(studio.starts()[0]))
    process.kill()
    psutil.wait_procs([process], SOON_S)
    assert isinstance(studio.speak("otra"), Spoken)
    assert studio.asked() == ["una", "otra"]


def test_a_line_made_ahead_that_fails_alarms_nobody(open_studio: Opener) -> None:
    studio = open_studio("dies")
    studio.hold()
    studio.synthesizer.prepare([line("por si acaso")])
    with studio.held():
        pass
    psutil.wait_procs([psutil.Process(int(process)) for process in studio.starts()], SOON_S)
    mend(studio)
    assert isinstance(studio.speak("otra"), Spoken)
    assert studio.asked() == ["por si acaso", "otra"]  # not tried again for nobody
    studio.synthesizer.close()
    statuses = list[SpeechCondition]()
    while not studio.statuses.empty():
        statuses.append(studio.statuses.get().condition)
    assert SpeechCondition.DEGRADED not in statuses


def test_what_was_spoken_is_heard_when_the_engine_is_gone(open_studio: Opener) -> None:
    clock = Clock()
    studio = open_studio("dies-after-one", clock=clock)
    studio.speak("conocida")
    unspoken(studio, "nueva")
    assert isinstance(studio.speak("conocida"), Spoken)


def test_a_program_that_is_not_there_is_a_failed_engine(tmp_path: Path) -> None:
    synthesizer = Synthesizer(
        LineCache(tmp_path / "lines"), command=(str(tmp_path / "no-program"),), patience=IMPATIENT
    )
    studio = Studio(tmp_path, synthesizer)
    assert "does not start" in unspoken(studio, "Hola").detail
    synthesizer.close()


def test_a_folder_that_takes_no_files_is_told(open_studio: Opener, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    studio = open_studio(cache=LineCache(tmp_path / "file" / "lines"))
    assert unspoken(studio, "Hola").reason is UnspokenReason.FOLDER_NOT_WRITABLE
    status = studio.await_status(lambda status: status.condition is SpeechCondition.DEGRADED)
    assert status.reason is UnspokenReason.FOLDER_NOT_WRITABLE
    assert studio.asked() == []


def test_a_full_disk_is_told_and_forgotten_when_there_is_room(open_studio: Opener, tmp_path: Path) -> None:
    free = [LEFT_FREE_BYTES - 1]
    studio = open_studio(cache=LineCache(tmp_path / "lines", free_bytes=lambda _: free[0]))
    assert unspoken(studio, "Hola").reason is UnspokenReason.DISK_FULL
    free[0] = LEFT_FREE_BYTES
    assert isinstance(studio.speak("Hola"), Spoken)
    assert len(studio.starts()) == 1
    assert studio.synthesizer.status().condition is SpeechCondition.READY


def test_a_disk_that_fills_in_the_middle_of_a_line_is_not_the_engines_fault(
    open_studio: Opener, tmp_path: Path
) -> None:
    free = iter([LEFT_FREE_BYTES, *[0] * 9])
    studio = open_studio("half-file", cache=LineCache(tmp_path / "lines", free_bytes=lambda _: next(free)))
    assert unspoken(studio, "Hola").reason is UnspokenReason.DISK_FULL
    assert studio.asked() == ["Hola"]  # to try again would fill it once more


@pytest.mark.parametrize("fault", ["dies", "half-file", "breaks-off", "refuses"])
def test_a_line_that_failed_leaves_no_file(open_studio: Opener, tmp_path: Path, fault: str) -> None:
    unspoken(open_studio(fault), "Una línea de prueba")
    assert [path for path in (tmp_path / "lines").rglob("*") if path.is_file()] == []


def test_fifty_lines_and_ten_crashes_leak_nothing(open_studio: Opener) -> None:
    studio = open_studio()
    me = psutil.Process()
    others = me.children()
    studio.speak("La primera")
    before = (me.num_fds(), me.num_threads(), len(me.children()))
    for number in range(50):
        if number % 5 == 0:
            os.kill(int(studio.starts()[-1]), signal.SIGKILL)
        assert isinstance(studio.speak(f"Línea número {number}"), Spoken)
    assert (me.num_fds(), me.num_threads(), len(me.children())) == before
    studio.synthesizer.close()
    assert me.children() == others


def test_a_defect_of_ours_at_the_start_does_not_end_the_voice(
    open_studio: Opener, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    studio = open_studio()
    with monkeypatch.context() as patch:
        patch.setattr(Supervisor, "run", lambda *_, **__: 1 / 0)
        studio.synthesizer.start()
        status = studio.await_status(lambda status: status.condition is SpeechCondition.DEGRADED)
    assert status.reason is UnspokenReason.ENGINE_FAILED
    assert "ZeroDivisionError" in caplog.text
    assert isinstance(studio.speak("Hola"), Spoken)


@pytest.mark.parametrize("step", KILLED_AT)
def test_a_child_killed_at_any_step_of_a_line_is_replaced(
    open_studio: Opener, tmp_path: Path, step: str
) -> None:
    studio = open_studio(f"killed-{step}-once")
    assert isinstance(studio.speak("Una línea de prueba"), Spoken)
    assert len(studio.starts()) == 2
    assert not list((tmp_path / "lines").glob("*.part"))


@pytest.mark.parametrize("step", KILLED_AT)
def test_a_child_that_is_killed_at_every_try_is_told(open_studio: Opener, tmp_path: Path, step: str) -> None:
    studio = open_studio(f"killed-{step}")
    assert unspoken(studio, "Una línea de prueba").reason is UnspokenReason.ENGINE_FAILED
    assert [path for path in (tmp_path / "lines").rglob("*") if path.is_file()] == []
    assert len(studio.starts()) > 1


def test_a_child_killed_when_it_has_answered_costs_nothing(open_studio: Opener) -> None:
    studio = open_studio("killed-after-answering")
    for text in ("una", "dos", "tres"):
        assert isinstance(studio.speak(text), Spoken)
        process = psutil.Process(int(studio.starts()[-1]))
        psutil.wait_procs([process], SOON_S)
    assert studio.asked() == ["una", "dos", "tres"]


def test_a_disk_that_is_full_when_the_line_gets_its_name_is_told(
    open_studio: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, f"No space left on device: {self} to {target}")

    studio = open_studio()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        assert unspoken(studio, "Hola").reason is UnspokenReason.DISK_FULL
    assert [path for path in (tmp_path / "lines").rglob("*") if path.is_file()] == []
    assert isinstance(studio.speak("Hola"), Spoken)


def test_fifty_calls_in_a_row_leak_nothing(open_studio: Opener) -> None:
    """Each call prepares and asks, leaves in the middle, and every tenth finds its child gone."""
    studio = open_studio()
    me = psutil.Process()

    def call(number: int) -> None:
        synthesizer = studio.synthesizer
        stop = synthesizer.watch(lambda _status: None)
        synthesizer.prepare([line(f"Llamada {number}, por si acaso {other}") for other in range(4)])
        for turn in range(3):
            assert isinstance(studio.speak(f"Llamada {number}, línea {turn}"), Spoken)
        synthesizer.cancel_prepared()
        stop()
        if number % 10 == 9:
            os.kill(int(studio.starts()[-1]), signal.SIGKILL)

    for number in range(10):
        call(number)
    studio.speak("Entre llamadas")
    gc.collect()
    handles = (me.num_fds(), me.num_threads(), len(me.children()))
    memory = me.memory_info().rss
    for number in range(10, 50):
        call(number)
    studio.speak("Al final")
    gc.collect()
    assert (me.num_fds(), me.num_threads(), len(me.children())) == handles
    assert me.memory_info().rss - memory < 4_000_000
    assert len(studio.starts()) == 6
