"""A shell that asks how a command goes on gets an answer, and no window."""

import os
import subprocess
import sys


def test_bash_is_told_the_commands() -> None:
    asking = {"_PUENTE_COMPLETE": "bash_complete", "COMP_WORDS": "puente che", "COMP_CWORD": "1"}
    answered = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; sys.argv = ['puente']; from trainer.__main__ import main; main()",
        ],
        env={**os.environ, **asking},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert answered.stdout.split() == ["plain,check"]
    assert answered.stderr == ""
