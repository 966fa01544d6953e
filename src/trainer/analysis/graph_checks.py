"""The checks of a scenario's graph, one function for each code.

Each is a question to the proof. Those that need every state are asked only where every state was looked at.
"""

from collections.abc import Iterable, Iterator, Sequence

from trainer.analysis import catalogue
from trainer.analysis.findings import START, Finding, case_site, reply_site, scene_site, variant_site
from trainer.analysis.outline import MANY, Moods, Outline
from trainer.analysis.proof import Proof
from trainer.analysis.selection import Selection
from trainer.engine.graph import ALWAYS, STATE_LIMIT, Choice, Guard
from trainer.scenario.model import Dimension, Scene

__all__ = ["check_graph"]


def check_graph(proof: Proof) -> Iterator[Finding]:
    """Give the findings G401 to G409 of a scenario."""
    if proof.outline is None:
        yield from too_many_states(proof)
        return
    yield from unreachable_scenes(proof)
    yield from states_without_reply(proof)
    yield from endless_calls(proof)
    yield from no_accepted_end(proof)
    yield from no_perfect_call(proof)
    yield from no_par(proof)
    yield from never_used(proof.outline)
    yield from register_without_par(proof)


def unreachable_scenes(proof: Proof) -> Iterator[Finding]:
    """G401: a scene can never be reached."""
    for scene in proof.scenario.scenes:
        if scene not in proof.reached:
            yield Finding(catalogue.UNREACHABLE, scene_site(scene), {"scene": scene})


def states_without_reply(proof: Proof) -> Iterator[Finding]:
    """G402: a state can be reached in which no reply is offered. One for each scene."""
    if not proof.stuck or (graph := proof.graph) is None:
        return
    nearest: dict[str, int] = {}
    for state in proof.stuck:
        nearest.setdefault(graph.scene(state).id, state)
    for scene, state in nearest.items():
        play = graph.play_to(state)
        message = catalogue.NOTHING_OFFERED if play else catalogue.NOTHING_OFFERED_AT_FIRST
        yield Finding(message, scene_site(scene), {"scene": scene, "play": ",".join(play)}, play)


def endless_calls(proof: Proof) -> Iterator[Finding]:
    """G403: a state can be reached again from itself. One for each set of states that reach one another."""
    if not proof.loops or (graph := proof.graph) is None:
        return
    for states in proof.loops:
        first = min(states, key=lambda state: (graph.scene_number(state), state))
        scene, play = graph.scene(first).id, graph.play_to(first)
        message = catalogue.ENDLESS if play else catalogue.ENDLESS_AT_FIRST
        yield Finding(message, scene_site(scene), {"scene": scene, "play": ",".join(play)}, play)


def no_accepted_end(proof: Proof) -> Iterator[Finding]:
    """G404: no call ends in an accepted outcome."""
    if not proof.accepted:
        yield Finding(catalogue.NEVER_ACCEPTED, START, {"outcomes": ", ".join(proof.scenario.marks.outcomes)})


def no_perfect_call(proof: Proof) -> Iterator[Finding]:
    """G405: no perfect call exists."""
    if proof.perfect is None:
        yield Finding(catalogue.NEVER_PERFECT, START)


def no_par(proof: Proof) -> Iterator[Finding]:
    """G406: the par of empathy or of resolution is 0."""
    if proof.par is not None:
        for dimension in (Dimension.EMPATHY, Dimension.RESOLUTION):
            if proof.par[dimension] == 0:
                yield Finding(catalogue.NO_PAR, START, {"dimension": dimension})


def too_many_states(proof: Proof) -> Iterator[Finding]:
    """G407: over 200,000 states."""
    if proof.outline is None:
        yield Finding(catalogue.TOO_MANY_STATES, START, {"limit": STATE_LIMIT})


def never_used(outline: Outline) -> Iterator[Finding]:
    """G408: a reply that is never offered, or a case or variant that never holds first."""
    machine = outline.machine
    for number in outline.reached:
        scene, reached = machine.scenes[number], outline.situations[number]
        if len(scene.customer) > 1:
            said = [machine.compile(variant.when) for variant in scene.customer]
            for unused in _never_first(said, reached.items()):
                yield Finding(catalogue.VARIANT_NEVER_SAID, variant_site(scene.id, unused))
        for choice in machine.choices[number]:
            if choice.guard is not ALWAYS or len(choice.exits) > 1:
                yield from _never_taken(scene, choice, reached)


def register_without_par(proof: Proof) -> Iterator[Finding]:
    """G409: register is rated somewhere but its par is 0."""
    rated = any(
        reply.points(Dimension.REGISTER) is not None
        for scene in proof.scenario.scenes.values()
        for reply in scene.replies
    )
    if rated and proof.par is not None and proof.par[Dimension.REGISTER] == 0:
        yield Finding(catalogue.REGISTER_NEVER_COUNTS, START)


def _never_taken(scene: Scene, choice: Choice, reached: Moods) -> Iterator[Finding]:
    reply = scene.replies[choice.number].id if choice.number >= 0 else None
    offered = [
        (flags, here) for flags, moods in reached.items() if (here := moods & choice.guard.allowed(flags))
    ]
    if not offered and reply is not None:
        yield Finding(catalogue.NEVER_OFFERED, reply_site(scene.id, reply), {"reply": reply})
        return
    # Only what is a list of cases, not a single scene, can hold a case that is never taken.
    if len(choice.exits) > 1:
        after = [(flags & choice.keep | choice.sets, choice.moods_after(moods)) for flags, moods in offered]
        for unused in _never_first([each.guard for each in choice.exits], after):
            yield Finding(catalogue.CASE_NEVER_TAKEN, case_site(scene.id, reply, unused))


def _never_first(guards: Sequence[Guard], situations: Iterable[tuple[int, int]]) -> list[int]:
    """Return the places of the guards that are in none of the situations the first to hold."""
    waiting = set(range(len(guards)))
    selection = Selection(guards) if len(guards) > MANY else None
    for flags, moods in situations:
        if selection is not None:
            waiting.difference_update([place for place, _ in selection.first(flags, moods)])
            continue
        left = moods
        for place, guard in enumerate(guards):
            if left & guard.allowed(flags):
                waiting.discard(place)
                left &= ~guard.moods
                if not left:
                    break
        if not waiting:
            break
    return sorted(waiting)
