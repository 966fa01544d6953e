"""`puente doctor`: what this machine offers, what is missing and how to get it.

Meant for the day on which something does not work, so it works then: with the data folder locked, gone or
read-only, the records damaged, the voices hanging.
"""

import logging
from collections.abc import Iterator, Sequence
from typing import Final

import click

from trainer.app.doctor import diagnose
from trainer.app.doctor_findings import Finding, Health, subject_name
from trainer.cli.answers import OutputFormat, format_option, print_json
from trainer.cli.doctor_examination import examine
from trainer.cli.lines import wrapped
from trainer.i18n import _, ngettext, pgettext

__all__ = ["command"]

UNWELL: Final = 1
"""The exit status where something that is needed is missing."""
COLORS: Final = {Health.GOOD: "green", Health.NOTE: "yellow", Health.TROUBLE: "red"}


@click.command(
    "doctor",
    help=_(
        "Tell what this machine offers: data folder, records, voices, audio, fonts; what is missing and how "
        "to get it. A sentence is really spoken in each locale. Nothing is changed. "
        "The exit status is 1 where something that is needed is missing."
    ),
)
@click.option(
    "--locale", "locales", multiple=True, help=_("Try the voice of this locale, instead of the library's.")
)
@format_option
def command(locales: Sequence[str], output: str) -> int:
    """Examine this machine; 0 where it is well."""
    # What engines say when they fail is in the findings.
    logging.getLogger("trainer").addHandler(logging.NullHandler())
    findings = diagnose(examine(locales))
    troubles = sum(finding.health is Health.TROUBLE for finding in findings)
    if OutputFormat(output) is OutputFormat.JSON:
        print_json({"healthy": not troubles, "findings": [_as_data(finding) for finding in findings]})
    else:
        for line in _as_text(findings, troubles):
            click.echo(line)
    return UNWELL if troubles else 0


def _as_data(finding: Finding) -> dict[str, object]:
    return {
        "subject": finding.subject.value,
        "health": finding.health.value,
        "text": finding.text,
        "advice": finding.advice or None,
        **finding.figures,
    }


def _as_text(findings: Sequence[Finding], troubles: int) -> Iterator[str]:
    names = _health_names()
    width = max(map(len, names.values()))
    for finding in findings:
        mark = names[finding.health].ljust(width)
        told = pgettext("doctor", "{subject}: {text}").format(
            subject=subject_name(finding.subject), text=finding.text
        )
        indent = " " * (width + 2)
        lines = wrapped(told, first=indent, hanging=indent).removeprefix(indent)
        yield f"{click.style(mark, fg=COLORS[finding.health])}  {lines}"
        if finding.advice:
            yield wrapped(finding.advice, first=f"{indent}→ ", hanging=f"{indent}  ")
    yield ""
    if troubles:
        yield ngettext(
            "{count} thing that is needed is missing; the line with the arrow says what to do.",
            "{count} things that are needed are missing; the lines with the arrow say what to do.",
            troubles,
        ).format(count=troubles)
    else:
        yield _("Everything that is needed is here.")


def _health_names() -> dict[Health, str]:
    return {
        Health.GOOD: pgettext("doctor", "good"),
        Health.NOTE: pgettext("doctor", "note"),
        Health.TROUBLE: pgettext("doctor", "missing"),
    }
