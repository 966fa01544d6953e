"""What a screen reader sees and does, as a program of its own: it asks over the bus that screen readers use.

It runs under the system's Python, which has the bindings, and speaks JSON lines: a request with `do` on its
standard input, one answer on standard output. Nothing in it knows Puente's code.
"""

import json
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - the version must be asked for first

APPLICATION = "Puente"
STEP_S = 0.03

ANNOUNCED: list[dict[str, Any]] = []


def main() -> None:
    """Answer requests until there are no more."""
    # The bindings call their own functions by old names.
    warnings.simplefilter("ignore", DeprecationWarning)
    listener = Atspi.EventListener.new(lambda event: ANNOUNCED.append({"text": str(event.any_data)}))
    listener.register("object:announcement")
    for line in sys.stdin:
        request = json.loads(line)
        answer = REQUESTS[request.pop("do")](**request)
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sys.stdout.flush()


def listen() -> None:
    """Take in what has happened since."""
    context = GLib.MainContext.default()
    while context.iteration(False):
        pass


def showing() -> "Iterator[Atspi.Accessible]":
    """Yield everything that is on the screen, from the window down."""
    listen()
    desktop = Atspi.get_desktop(0)
    for place in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(place)
        if application is not None and application.get_name() == APPLICATION:
            yield from below(application)


def below(parent: "Atspi.Accessible") -> "Iterator[Atspi.Accessible]":
    """Yield what is under something; what goes while it is looked at is left out."""
    try:
        children = [parent.get_child_at_index(place) for place in range(parent.get_child_count())]
    except GLib.Error:
        return
    for child in filter(None, children):
        try:
            if not child.get_state_set().contains(Atspi.StateType.SHOWING):
                continue
        except GLib.Error:
            continue
        yield child
        yield from below(child)


def describe(one: "Atspi.Accessible") -> dict[str, Any]:
    """Return what a screen reader would say of it."""
    states = one.get_state_set()
    return {
        "name": one.get_name(),
        "role": one.get_role_name(),
        "description": one.get_description(),
        "locale": one.get_object_locale(),
        "focusable": bool(states.contains(Atspi.StateType.FOCUSABLE)),
        "enabled": bool(states.contains(Atspi.StateType.ENABLED)),
        "checked": bool(states.contains(Atspi.StateType.CHECKED)),
    }


def look() -> list[dict[str, Any]]:
    """Return everything that is on the screen."""
    seen = []
    for one in showing():
        try:
            seen.append(describe(one))
        except GLib.Error:
            continue
    return seen


def find(name: str, role: str | None) -> "Atspi.Accessible | None":
    """Return the first thing whose name begins so."""
    for one in showing():
        try:
            if one.get_name().startswith(name) and role in {None, one.get_role_name()}:
                return one
        except GLib.Error:
            continue
    return None


def wait(name: str, within: float, role: str | None = None) -> dict[str, Any] | None:
    """Return the thing of this name once it is there; None where it does not come in time."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        found = find(name, role)
        if found is not None:
            return describe(found)
        time.sleep(STEP_S)
    return None


def act(name: str, action: str, role: str | None = None) -> bool:
    """Do to a thing what it offers to do; False where it is not there or offers no such thing."""
    found = find(name, role)
    actions = None if found is None else found.get_action_iface()
    if actions is None:
        return False
    names = [actions.get_action_name(number) for number in range(actions.get_n_actions())]
    return action in names and bool(actions.do_action(names.index(action)))


def write(name: str, text: str) -> bool:
    """Write into a field."""
    found = find(name, "text")
    field = None if found is None else found.get_editable_text_iface()
    return field is not None and bool(field.set_text_contents(text))


def announced() -> list[dict[str, Any]]:
    """Return everything that was announced so far."""
    listen()
    return ANNOUNCED


REQUESTS: Mapping[str, "Callable[..., Any]"] = {
    "look": look,
    "wait": wait,
    "act": act,
    "write": write,
    "announced": announced,
}

if __name__ == "__main__":
    main()
