"""The process that speaks with the system's engine: `python -m trainer.speech.worker`."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from trainer.speech.espeak_library import LibrarySource
from trainer.speech.pyttsx3_engine import Pyttsx3Engine
from trainer.speech.serving import serve


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve requests until standard input ends or the engine fails; return the exit code."""
    parser = ArgumentParser(prog="trainer.speech.worker", description=__doc__)
    parser.add_argument(
        "--library", type=LibrarySource, default=LibrarySource.ANY, choices=list(LibrarySource)
    )
    options = parser.parse_args(arguments)
    return serve(lambda: Pyttsx3Engine(options.library))


if __name__ == "__main__":
    code = main()
    # eSpeak fails an assertion when it is unloaded by the interpreter's end.
    sys.stderr.flush()
    os._exit(code)
