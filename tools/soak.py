"""Kill the program at random moments, again and again, and see that nothing is lost.

A driver plays calls at random with the real services, and says on its standard output what it was told is
done: only after `Call.take` and its like have returned. It is killed without warning. Then everything it
said must be recorded, the database must be whole, and the call must go on exactly where it stood.

    python tools/soak.py --kills 200
"""

import argparse
import json
import os
import random
import select
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from trainer.app.call import Call
from trainer.app.ports import AttemptState, NewTrainee, TimeAllowance, Trainee
from trainer.app.services import Services
from trainer.bootstrap import build_services
from trainer.scenario.model import SILENCE, Use
from trainer.storage.database import check, connect

LONGEST_LIFE: Final = 0.25
"""Seconds that a driver may live once it is ready; some hundred decisions."""

EARLY_SHARE: Final = 0.1
"""How many of the drivers are killed while they still start."""

STARTING: Final = 1.0
"""Seconds in which a driver that is killed early may meet its end."""

SELDOM: Final = 0.05
"""How often a driver goes back, leaves and comes again, or says nothing."""

UNSAID: Final = ""
"""The line of a customer that a driver was killed before it could name."""

PATIENCE: Final = 60.0
"""Seconds after which a driver that says nothing is a failure."""


@dataclass
class Tally:
    """What a soak has seen."""

    kills: int = 0
    kills_while_starting: int = 0
    decisions: int = 0
    finished: int = 0
    branches: int = 0
    resumed: int = 0
    kept_unsaid: int = 0
    """Decisions that were durable when the kill came before the driver could say so."""
    problems: list[str] = field(default_factory=list)


@dataclass
class Said:
    """What the drivers said is done, over all their lives."""

    replies: dict[str, list[str]] = field(default_factory=dict)
    """Of each attempt, the replies in order."""
    lines: dict[str, str] = field(default_factory=dict)
    """Of each attempt, the customer's line shown last."""
    ended: dict[str, str] = field(default_factory=dict)
    """Of each attempt that ended, its state."""
    last: str = ""
    """The attempt that something was said of last."""

    def take_in(self, word: dict[str, Any], tally: Tally) -> None:
        """Note one thing that a driver said."""
        attempt = self.last = str(word["attempt"])
        match word["done"]:
            case "began" | "resumed" | "branched":
                known = list(word["replies"])
                self.replies[attempt] = known
                self.lines[attempt] = word["line"]
                if word["done"] == "branched":
                    tally.branches += 1
                    self.ended[word["parent"]] = AttemptState.ABANDONED
                tally.resumed += word["done"] == "resumed"
            case "took":
                self.replies[attempt].append(word["reply"])
                self.lines[attempt] = word["line"]
                tally.decisions += 1
                if word["finished"]:
                    self.ended[attempt] = AttemptState.FINISHED
                    tally.finished += 1


def main() -> None:
    """Soak, or be the driver that is killed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=None, help="for the moments of the kills")
    parser.add_argument("--drive", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.drive:
        drive()
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PUENTE_DATA"] = folder
        tally = soak(Path(folder), options.kills, random.Random(options.seed))
    print(json.dumps(asdict(tally), indent=2))
    sys.exit(1 if tally.problems else 0)


def soak(folder: Path, kills: int, chance: random.Random) -> Tally:
    """Kill a driver on one data folder many times, and look after each kill."""
    tally, said = Tally(), Said()
    for _ in range(kills):
        kill_once(chance, said, tally)
        look(folder, said, tally)
        if tally.problems:
            break
    return tally


def kill_once(chance: random.Random, said: Said, tally: Tally) -> None:
    """Start a driver, kill it at a random moment, and take in what it said until then."""
    driver = subprocess.Popen([sys.executable, __file__, "--drive"], stdout=subprocess.PIPE)
    early = chance.random() < EARLY_SHARE
    heard = b""
    if early:
        deadline = time.monotonic() + chance.uniform(0, STARTING)
    else:
        heard = listen(driver, time.monotonic() + PATIENCE, until=b"\n")
        deadline = time.monotonic() + chance.uniform(0, LONGEST_LIFE)
    heard += listen(driver, deadline)
    driver.kill()
    rest, _ = driver.communicate()
    tally.kills += 1
    tally.kills_while_starting += b"\n" not in heard
    if driver.returncode is not None and driver.returncode >= 0:
        tally.problems.append(f"the driver ended by itself with status {driver.returncode}")
    # A word that was cut off was not said.
    for word in (heard + rest).split(b"\n")[:-1]:
        if word != b"ready":
            said.take_in(json.loads(word), tally)


def listen(driver: "subprocess.Popen[bytes]", deadline: float, until: bytes | None = None) -> bytes:
    """Return what a driver says until a moment, until it is gone, or until something was heard."""
    heard, ear = b"", driver.stdout
    while ear is not None and (until is None or until not in heard):
        left = deadline - time.monotonic()
        if left <= 0:
            break
        if select.select([ear], [], [], left)[0]:
            more = os.read(ear.fileno(), 1 << 16)
            if not more:
                break
            heard += more
    return heard


def look(folder: Path, said: Said, tally: Tally) -> None:
    """Check that all that was said is recorded, that the database is whole, and that the call goes on."""
    file = folder / "records" / "puente.db"
    if not file.exists():
        return
    with running() as services:
        # What is recorded is read past all of our own code.
        with connect(file) as connection:
            if not check(connection, thorough=True):
                tally.problems.append("the database is not whole")
            for attempt in list(said.replies):
                look_at(attempt, connection, said, tally)
        for profile in services.profiles.list():
            for each in services.practice.open_attempts(profile.trainee):
                if each.facts.id in said.lines:
                    look_at_resumed(services.practice.resume(each.facts.id), said, tally)


def look_at(attempt: str, connection: sqlite3.Connection, said: Said, tally: Tally) -> None:
    """Compare what was said of one attempt with what is recorded of it."""
    found = connection.execute(
        "SELECT reply FROM decisions WHERE attempt_id = ? ORDER BY number", (attempt,)
    ).fetchall()
    recorded, replies = [reply for (reply,) in found], said.replies[attempt]
    ending = connection.execute("SELECT state FROM endings WHERE attempt_id = ?", (attempt,)).fetchone()
    if recorded and recorded[:-1] == replies and attempt == said.last:
        # The kill came after the decision was durable and before the driver could say so.
        tally.kept_unsaid += 1
        replies.append(recorded[-1])
        said.lines[attempt] = UNSAID
    elif recorded != replies:
        tally.problems.append(f"{attempt}: {replies} was said, {recorded} is recorded")
    if attempt in said.ended and ending != (said.ended[attempt],):
        tally.problems.append(f"{attempt} was said to be {said.ended[attempt]} and is {ending}")
    if ending is not None:
        # What is over and whole need not be looked at again.
        del said.replies[attempt]
        said.lines.pop(attempt, None)


def look_at_resumed(call: Call, said: Said, tally: Tally) -> None:
    """Check that a resumed call stands where the driver said it stood."""
    replies = [said_reply(entry.line.id if entry.line else None) for entry in call.transcript[1::2]]
    if replies != said.replies[call.attempt] or call.number != len(replies) + 1:
        tally.problems.append(f"{call.attempt} stands after {replies}")
    if said.lines[call.attempt] not in {UNSAID, call.line.id}:
        tally.problems.append(f"{call.attempt} stands at {call.line.id}, not {said.lines[call.attempt]}")
    call.leave()


def said_reply(line: str | None) -> str:
    """Return the reply id in an agent's line id; silence has no line."""
    return SILENCE if line is None else line.split("/")[3]


def drive() -> None:
    """Play calls at random for ever, and say what is done."""
    chance = random.Random()
    with running() as services:
        print("ready", flush=True)
        profiles = services.profiles.list()
        trainee = profiles[0].trainee if profiles else services.profiles.create(somebody())
        waiting = [each.facts.id for each in services.practice.open_attempts(trainee)]
        call = services.practice.resume(waiting[0]) if waiting else begin(services, trainee, chance)
        say("resumed" if waiting else "began", call)
        while True:
            call = go_on(services, trainee, call, chance)


def go_on(services: Services, trainee: Trainee, call: Call, chance: random.Random) -> Call:
    """Do one thing that a trainee may do, say that it is done, and return the call that goes on."""
    if call.finish is not None:
        call = begin(services, trainee, chance)
        say("began", call)
    elif call.may_go_back and chance.random() < SELDOM:
        parent = call.attempt
        call = call.go_back()
        say("branched", call, parent=parent)
    elif chance.random() < SELDOM:
        call.leave()
        call = services.practice.resume(call.attempt)
        say("resumed", call)
    else:
        choices = [offer.id for offer in call.offered]
        if call.silence_seconds() is not None and chance.random() < SELDOM:
            choices = [SILENCE]
        choice = chance.choice(choices)
        taken = call.take(choice, chance.uniform(0, 30))
        line = taken.answer.line
        say(
            "took",
            call,
            reply=choice,
            finished=taken.finish is not None,
            line=None if line is None else line.id,
        )
    return call


def begin(services: Services, trainee: Trainee, chance: random.Random) -> Call:
    """Begin a call that may begin, at random; practice always may."""
    scenario = services.library.scenario(chance.choice(sorted(services.library.scenarios))).scenario
    language = chance.choice(scenario.languages)
    use = chance.choice(scenario.use)
    if not services.practice.admission(trainee, scenario.id, language, use).granted:
        use = Use.PRACTICE
    return services.practice.begin(trainee, scenario.id, language, use)


def say(done: str, call: Call, **more: object) -> None:
    """Say what is done. Whatever was said must survive."""
    replies = [said_reply(entry.line.id if entry.line else None) for entry in call.transcript[1::2]]
    word = {"done": done, "attempt": call.attempt, "replies": replies, "line": call.line.id, **more}
    print(json.dumps(word), flush=True)


def somebody() -> NewTrainee:
    """Return a profile."""
    return NewTrainee("Mariana Ortega", ("en", "es"), "es", 1.0, TimeAllowance.AS_AUTHORED)


@contextmanager
def running() -> Iterator[Services]:
    """Run the real services on the data folder, and close them where they are not killed."""
    services = build_services()
    try:
        yield services
    finally:
        services.close()


if __name__ == "__main__":
    main()
