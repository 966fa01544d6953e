"""Each known fault of pyttsx3 and eSpeak NG, and that a call hears nothing of it.

The worker is driven by hand here, over its pipes, with the real engine behind it.
"""

import json
import subprocess
import sys
import wave
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pytest

from trainer.speech.protocol import PROTOCOL
from trainer.speech.synthesizer import worker_command

SPANISH, ENGLISH = "roa/es-419", "gmw/en-us"
LONG = "Buenas tardes, le llamo porque mi factura está mal y ya es la tercera vez que hablo con ustedes."
SOON_S = 30

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the voices named here are eSpeak NG's")


@dataclass
class Worker:
    process: "subprocess.Popen[bytes]"
    folder: Path
    asked: int = 0

    def ask(self, text: str, *, voice: str = SPANISH, pace: int = 165, path: Path | None = None) -> Path:
        self.asked += 1
        target = path or self.folder / f"{self.asked}.wav"
        message = {"type": "save", "id": self.asked, "text": text, "voice": voice}
        message |= {"words_per_minute": pace, "path": str(target)}
        message |= {"pitch": 0.0, "loudness": 0.0, "telephone": False}
        pipe(self.process.stdin).write(json.dumps(message).encode() + b"\n")
        pipe(self.process.stdin).flush()
        return target

    def hear(self) -> dict[str, Any]:
        answer = json.loads(pipe(self.process.stdout).readline())
        assert isinstance(answer, dict)
        return answer

    def save(self, text: str, *, voice: str = SPANISH, pace: int = 165) -> float:
        """Return the length in seconds of what was saved."""
        path = self.ask(text, voice=voice, pace=pace)
        answer = self.hear()
        assert (answer["type"], answer["id"]) == ("saved", self.asked)
        return length(path)

    def end(self) -> tuple[bytes, bytes]:
        return self.process.communicate(timeout=SOON_S)


def pipe(end: IO[bytes] | None) -> IO[bytes]:
    assert end is not None
    return end


def length(path: Path) -> float:
    with wave.open(str(path)) as file:
        return float(file.getnframes() / file.getframerate())


def open_worker(folder: Path, *, before: Sequence[str] = (), arguments: Sequence[str] = ()) -> Worker:
    process = subprocess.Popen(
        (*before, *worker_command(), *arguments),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    worker = Worker(process, folder)
    hello = worker.hear()
    assert (hello["type"], hello["protocol"], hello["engine"]) == ("hello", PROTOCOL, "espeak")
    return worker


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Worker]:
    opened = open_worker(tmp_path)
    with opened.process:
        yield opened
        opened.process.kill()


def test_printing_at_every_save_does_not_reach_the_protocol(worker: Worker) -> None:
    for _ in range(3):
        worker.save("Hola.")
    out, err = worker.end()
    assert out == b""
    assert err.count(b"Audio saved to") == 3
    assert worker.process.returncode == 0


def test_a_file_is_whole_when_it_is_said_to_be(worker: Worker) -> None:
    # runAndWait returns while eSpeak is still at work: a long text shows it.
    text = f"{LONG} " * 40
    seconds = worker.save(text)
    assert seconds == pytest.approx(40 * worker.save(LONG), rel=0.1)


def test_a_line_does_not_write_over_the_one_before(worker: Worker) -> None:
    first = worker.ask(LONG)
    worker.hear()
    whole = first.read_bytes()
    worker.save("Sí.")
    assert first.read_bytes() == whole


def test_requests_that_pile_up_are_all_carried_out(worker: Worker) -> None:
    paths = [worker.ask(" ".join(["uno"] * (number + 1))) for number in range(6)]
    assert [worker.hear()["id"] for _ in paths] == [1, 2, 3, 4, 5, 6]
    lengths = [length(path) for path in paths]
    assert lengths == sorted(lengths)
    assert len(set(lengths)) == len(lengths)


def test_changes_of_rate_and_voice_reach_the_very_next_line(worker: Worker) -> None:
    # eSpeak cancels what it has not carried out when a run begins.
    paces = (82, 165, 330)
    for number in range(12):
        pace = paces[number % 3]
        voice = (SPANISH, ENGLISH)[number % 2]
        expected = {82: 12.8, 165: 6.3, 330: 3.2}[pace]
        assert worker.save(LONG, voice=voice, pace=pace) == pytest.approx(expected, rel=0.15)


def refusal(worker: Worker) -> str:
    """Return why a line was not saved. The worker must end then: its engine may hang at the next."""
    answer = worker.hear()
    assert (answer["type"], answer["id"]) == ("not-saved", worker.asked)
    worker.process.wait(SOON_S)
    assert worker.process.returncode == 1
    return str(answer["detail"])


def test_a_path_that_cannot_be_written_is_told(worker: Worker) -> None:
    worker.save("Hola.")
    worker.ask(LONG, path=worker.folder / "nowhere" / "line.wav")
    assert "No such file" in refusal(worker)


@pytest.mark.parametrize("voice", ["roa/klingon", "roa/es-419+nobody", ""])
def test_an_unknown_voice_is_told(worker: Worker, voice: str) -> None:
    worker.save("Hola.")
    worker.ask(LONG, voice=voice)
    assert "oice" in refusal(worker)


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_empty_text_is_told(worker: Worker, text: str) -> None:
    worker.ask(text)
    assert "without text" in refusal(worker)


def test_a_disk_that_fills_in_the_middle_of_a_line_is_told(tmp_path: Path) -> None:
    worker = open_worker(tmp_path, before=("sh", "-c", 'ulimit -f 16; exec "$@"', "sh"))
    with worker.process:
        worker.ask(LONG)
        assert "File too large" in refusal(worker)


def test_a_request_that_is_none_ends_the_worker(worker: Worker) -> None:
    pipe(worker.process.stdin).write(b"sing!\n")
    pipe(worker.process.stdin).flush()
    worker.process.wait(SOON_S)
    out, err = worker.end()
    assert out == b""
    assert b"not JSON" in err
    assert worker.process.returncode == 1


def test_the_worker_ends_with_its_input_even_in_the_middle_of_a_line(worker: Worker) -> None:
    worker.ask(f"{LONG} " * 100)
    pipe(worker.process.stdin).close()
    assert worker.process.wait(SOON_S) == 0


def test_an_installation_deep_in_folders_finds_its_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # eSpeak NG keeps the folder of its data in 160 characters.
    espeakng_loader = pytest.importorskip("espeakng_loader")
    deep = tmp_path.joinpath(*["a-folder-of-twenty-"] * 10)
    deep.mkdir(parents=True)
    (deep / "espeakng_loader").symlink_to(Path(espeakng_loader.__file__).parent)
    monkeypatch.setenv("PYTHONPATH", str(deep))
    worker = open_worker(tmp_path, arguments=("--library", "package"))
    with worker.process:
        worker.save("Hola.")
