"""Which screen a route opens. Each is imported when first opened, so that start-up pays for none of them."""
# ruff: noqa: PLC0415 - the first paint must not wait for screens, use cases and what these load

from importlib import import_module
from typing import Final

from trainer.ui.navigator import (
    Brief,
    Call,
    Certificate,
    CertificationPath,
    Debrief,
    Home,
    Instructor,
    Progress,
    Route,
    Scenarios,
    Settings,
    Shortcuts,
    Statistics,
    Who,
)
from trainer.ui.screen import Opened, Stage

_LIKELY: Final[dict[type[Route], tuple[str, ...]]] = {
    Brief: ("call", "debrief"),
}
"""Where one goes from a screen. From Home to nowhere: memory with Home open is what a modest machine has."""


def load_likely(route: Route) -> None:
    """Import the screens that are likely to come after this one; for a worker's thread."""
    for name in _LIKELY.get(type(route), ()):
        import_module(f"trainer.ui.{name}.screen")


def open_screen(route: Route, stage: Stage) -> Opened:  # noqa: C901, PLR0911, PLR0912 - one for each
    """Return the screen of a route: its presenter, and how to draw it."""
    match route:
        case Who():
            from trainer.ui.who.screen import open_who

            return open_who(stage)
        case Home():
            from trainer.ui.home.screen import open_home

            return open_home(stage)
        case Scenarios():
            from trainer.ui.scenarios.screen import open_scenarios

            return open_scenarios(stage)
        case Brief():
            from trainer.ui.brief.screen import open_brief

            return open_brief(stage, route)
        case Call():
            from trainer.ui.call.screen import open_call

            return open_call(stage, route)
        case Debrief():
            from trainer.ui.debrief.screen import open_debrief

            return open_debrief(stage, route)
        case Progress():
            from trainer.ui.progress.screen import open_progress

            return open_progress(stage)
        case CertificationPath():
            from trainer.ui.path.screen import open_path

            return open_path(stage, route)
        case Statistics():
            from trainer.ui.statistics.screen import open_statistics

            return open_statistics(stage)
        case Settings():
            from trainer.ui.settings.screen import open_settings

            return open_settings(stage)
        case Shortcuts():
            from trainer.ui.shortcuts.screen import open_shortcuts

            return open_shortcuts(stage)
        case Instructor():
            from trainer.ui.instructor.screen import open_instructor

            return open_instructor(stage, route)
        case Certificate():
            from trainer.ui.certificate.screen import open_certificate

            return open_certificate(stage, route)
