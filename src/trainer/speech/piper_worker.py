"""The process that speaks with Piper: `python -m trainer.speech.piper_worker FOLDER…`.

Piper is a program of its own, under the GPL, and stays one: it is found where somebody has installed it, is
given lines and writes files, and nothing of it is loaded into this program. It is kept running, since loading
a voice takes a second.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Final

from trainer.app.speech import SpokenWord
from trainer.app.voices import NEURAL
from trainer.speech.piper_voices import find_voices
from trainer.speech.plan import NATURAL_WORDS_PER_MINUTE
from trainer.speech.protocol import Save
from trainer.speech.serving import MissingError, SavingError, serve

PROGRAM: Final = "piper"
DISTRIBUTION: Final = "piper-tts"
SAYS_ITS_FOLDER: Final = "output_dir"
"""An option of Piper; another program of its name sets up mice."""
ASKING_S: Final = 20.0
LAST_WORDS: Final = 10


class PiperEngine:
    """Runs Piper with one voice at one pace, and starts it anew for another.

    The program takes its pace when it starts, so that paces are rounded to a tenth of the natural one.
    """

    name: Final = NEURAL

    def __init__(self, folders: Sequence[Path], command: Sequence[str] | None = None) -> None:
        """Look for voices and the program; `MissingError` where there is neither."""
        self.voices: Final = find_voices(folders)
        if not self.voices:
            raise MissingError("no voice of Piper was found")
        self._command: Final = tuple(command) if command else _find_program()
        self.version: Final = _version()
        self._process: subprocess.Popen[str] | None = None
        self._running: tuple[str, ...] = ()

    def save(self, request: Save) -> tuple[SpokenWord, ...]:
        """Write a line; Piper does not tell when a word is heard."""
        if request.voice_id not in {voice.id for voice in self.voices}:
            raise SavingError(f"there is no voice {request.voice_id}")
        slower = round(NATURAL_WORDS_PER_MINUTE / request.words_per_minute, 1)
        process = self._run(request.voice_id, slower, request.path.parent)
        if process.stdin is None or process.stdout is None:
            raise AssertionError("two pipes were asked for")
        process.stdin.write(f"{request.text}\n")
        process.stdin.flush()
        written = self._await_file(process, request.path.parent)
        written.replace(request.path)
        return ()

    def close(self) -> None:
        """End the program, if it runs."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            with process:  # which closes its pipes and waits
                pass

    def _run(self, model: str, slower: float, folder: Path) -> "subprocess.Popen[str]":
        """Return a running Piper that writes into a folder, `slower` times its natural pace."""
        options = ("--model", model, "--length_scale", str(slower), "--output_dir", str(folder))
        if self._process is not None and self._running == options and self._process.poll() is None:
            return self._process
        self.close()
        self._process = subprocess.Popen(  # noqa: S603 - the program that a person installed
            [*self._command, *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, "PYTHONUTF8": "1"},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._running = options
        return self._process

    @staticmethod
    def _await_file(process: "subprocess.Popen[str]", folder: Path) -> Path:
        """Return the file that Piper says it wrote. It says other things, too."""
        said = list[str]()
        for line in process.stdout or ():
            at = line.find(str(folder))
            if at >= 0 and line.rstrip().endswith(".wav"):
                return Path(line[at:].strip())
            said.append(line.strip())
        raise SavingError(f"Piper has ended: {' | '.join(said[-LAST_WORDS:])}")


def _version() -> str:
    try:
        return metadata.version(DISTRIBUTION)
    except metadata.PackageNotFoundError:
        return ""  # a program elsewhere does not tell


def _find_program() -> tuple[str, ...]:
    """Return Piper's command: the one installed beside this program, or the one on the path."""
    if _version():
        return (sys.executable, "-P", "-m", PROGRAM)
    found = shutil.which(PROGRAM)
    if found is None:
        raise MissingError("Piper is not installed")
    try:
        help_ = subprocess.run(  # noqa: S603 - asked what it is, no more
            [found, "--help"], capture_output=True, text=True, timeout=ASKING_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise MissingError(f"{found} does not say what it is: {fault}") from fault
    if SAYS_ITS_FOLDER not in help_.stdout + help_.stderr:
        raise MissingError(f"{found} is another program")
    return (found,)


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until standard input ends; the arguments are the folders of voices."""
    folders = [Path(each) for each in (sys.argv[1:] if arguments is None else arguments)]
    return serve(lambda: PiperEngine(folders))


if __name__ == "__main__":
    raise SystemExit(main())
