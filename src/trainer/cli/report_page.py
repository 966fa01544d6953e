"""What `puente report` prints for people: figures, what each means, and what to do about it."""

from collections.abc import Iterator

import click

from trainer.analysis.statistics import (
    FIRM_FROM,
    SHOWN_FROM,
    Certainty,
    LanguageDifference,
    Reliability,
    ReplyStatistics,
)
from trainer.app.item_report import CertificationReport, ItemReport, ReportedDecision
from trainer.app.item_words import alpha_words, hint_words
from trainer.app.result_words import dimension_name
from trainer.certification.model import Certification
from trainer.cli.lines import INDENT, heading, wrapped
from trainer.cli.words import language_word
from trainer.i18n import _, current_language, format_list, format_number, format_percent, ngettext
from trainer.scenario.model import SILENCE, Scenario

__all__ = ["print_certification", "print_items"]

LONGEST_LINE = 60
"""So much of a reply is shown, in characters, that it can be told from the others."""


def print_items(report: ItemReport, scenario: Scenario | None) -> None:
    """Print the statistics of a scenario's decisions; its texts where it is in the library."""
    title = report.scenario if scenario is None else scenario.title.shown(current_language())
    click.echo(heading(_("{title} ({id})").format(title=title, id=report.scenario)))
    for line in _basis(report):
        click.echo(wrapped(line))
    for decision in report.decisions:
        click.echo()
        click.echo(heading(_heading(decision)))
        for line in _decision(decision, scenario, report.language):
            click.echo(line)
    if any(each.statistics.certainty is not Certainty.HIDDEN for each in report.decisions):
        click.echo()
        for line in _legend():
            click.echo(wrapped(line))


def print_certification(report: CertificationReport, certification: Certification) -> None:
    """Print how reliable a certification's scores are."""
    title = certification.title.shown(current_language())
    click.echo(heading(_("{title} ({id})").format(title=title, id=certification.id)))
    said = ngettext(
        "First assessments of {count} trainee over {scenarios}.",
        "First assessments of {count} trainees over {scenarios}.",
        report.trainees,
    )
    click.echo(wrapped(said.format(count=report.trainees, scenarios=format_list(report.scenarios))))
    if not report.reliability:
        click.echo(wrapped(_("No dimension is scored in every scenario yet.")))
    for dimension, found in report.reliability.items():
        click.echo()
        click.echo(heading(dimension_name(dimension)))
        for line in _reliability(found):
            click.echo(wrapped(line, first=INDENT, hanging=INDENT))


def _basis(report: ItemReport) -> Iterator[str]:
    if report.every_attempt:
        said = ngettext("{count} assessment.", "{count} assessments.", report.attempts)
    else:
        said = ngettext(
            "{count} assessment, the first of each trainee.",
            "{count} assessments, the first of each trainee.",
            report.attempts,
        )
    yield said.format(count=format_number(report.attempts))
    if report.language is not None:
        yield _("Only those in {language}.").format(language=language_word(report.language))
    if len(report.versions) > 1:
        versions = format_list([str(each) for each in report.versions])
        yield _("Versions {versions} of the scenario are counted together.").format(versions=versions)
    if report.certainty is not Certainty.FIRM:
        yield _certainty(report.certainty)


def _certainty(certainty: Certainty) -> str:
    if certainty is Certainty.HIDDEN:
        said = _("Figures are hidden until there are {least}: fewer say little and may give people away.")
        return said.format(least=SHOWN_FROM)
    return _("Provisional: under {least} the figures still move.").format(least=FIRM_FROM)


def _heading(decision: ReportedDecision) -> str:
    found = decision.statistics
    said = ngettext("{scene} ({count} attempt)", "{scene} ({count} attempts)", found.attempts)
    return said.format(scene=found.scene, count=format_number(found.attempts))


def _decision(decision: ReportedDecision, scenario: Scenario | None, language: str | None) -> Iterator[str]:
    found = decision.statistics
    if found.certainty is Certainty.HIDDEN:
        yield wrapped(_("Hidden: under {least} attempts.").format(least=SHOWN_FROM), first=INDENT)
        return
    if found.certainty is Certainty.PROVISIONAL:
        yield wrapped(_certainty(found.certainty), first=INDENT, hanging=INDENT)
    figures = _(
        "Difficulty {difficulty}, discrimination {discrimination}, upper less lower {groups}, "
        "median time {seconds} s"
    ).format(
        difficulty=_share(found.difficulty),
        discrimination=_number(found.discrimination),
        groups=_number(found.upper_minus_lower),
        seconds=format_number(found.seconds, decimals=1),
    )
    yield wrapped(figures, first=INDENT, hanging=INDENT)
    for reply in found.replies:
        yield wrapped(_reply(reply), first=INDENT + "  ", hanging=INDENT * 2)
        words = _words(found.scene, reply.reply, scenario, language)
        if words:
            yield wrapped(words, first=INDENT * 2, hanging=INDENT * 2)
    for compared in decision.languages:
        yield wrapped(_languages(compared), first=INDENT, hanging=INDENT)
    for hint in decision.hints:
        yield wrapped(hint_words(hint), first=INDENT + "! ", hanging=INDENT + "  ")


def _reply(reply: ReplyStatistics) -> str:
    if reply.certainty is Certainty.HIDDEN:
        said = _("{reply}: hidden, offered {count} times")
        return said.format(reply=reply.reply, count=reply.offered)
    return _(
        "{reply}: taken by {share} (best {upper}, middle {middle}, weakest {lower}; offered {count} times)"
    ).format(
        reply=reply.reply,
        share=_share(reply.share),
        upper=_share(reply.upper),
        middle=_share(reply.middle),
        lower=_share(reply.lower),
        count=format_number(reply.offered),
    )


def _words(scene: str, reply: str, scenario: Scenario | None, language: str | None) -> str | None:
    """Return the beginning of what a reply says; None where it is not known."""
    if scenario is None or reply == SILENCE or scene not in scenario.scenes:
        return None
    found = next((each for each in scenario.scenes[scene].replies if each.id == reply), None)
    if found is None:
        return None
    words = found.agent.shown(language or current_language())
    return words if len(words) <= LONGEST_LINE else f"{words[: LONGEST_LINE - 1].rstrip()}…"


def _languages(compared: LanguageDifference) -> str:
    named = dict(zip(("first", "second"), map(language_word, compared.languages), strict=True))
    counts = dict(zip(("one", "other"), compared.attempts, strict=True))
    if compared.certainty is Certainty.HIDDEN:
        said = _("{first} and {second}: hidden ({one} and {other} attempts)")
        return said.format(**named, **counts)
    said = _(
        "{first} less {second}: {difference} (95 percent interval {low} to {high}; "
        "{one} and {other} attempts)"
    )
    return said.format(
        **named,
        **counts,
        difference=_number(compared.difference),
        low=_number(compared.low),
        high=_number(compared.high),
    )


def _reliability(found: Reliability) -> Iterator[str]:
    said = ngettext(
        "{count} trainee took every scenario.", "{count} trainees took every scenario.", found.trainees
    )
    yield said.format(count=format_number(found.trainees))
    if found.certainty is not Certainty.FIRM:
        yield _certainty(found.certainty)
    if found.certainty is Certainty.HIDDEN:
        return
    if found.alpha is None or found.error is None:
        yield _("Everybody has the same score, or there is one scenario: no reliability can be told.")
        return
    yield _("Cronbach's alpha {alpha}. {meaning}").format(
        alpha=_number(found.alpha), meaning=alpha_words(found.alpha)
    )
    yield _(
        "Standard error of measurement {error} points of 100: two trainees whose mean scores lie closer "
        "than {twice} points should not be told apart by them."
    ).format(
        error=format_number(found.error, decimals=1), twice=format_number(2.77 * found.error, decimals=1)
    )


def _legend() -> Iterator[str]:
    yield _(
        "Difficulty is the mean share of the points that were to be had: the higher, the easier. "
        "Discrimination is how far this decision goes with the rest of the call, from −1 to 1: from 0.2 on "
        "it tells people apart. Upper less lower is the share of the best 27 percent less that of the "
        "weakest 27 percent."
    )


def _share(share: float | None) -> str:
    return "–" if share is None else format_percent(share)


def _number(number: float | None) -> str:
    return "–" if number is None else format_number(number, decimals=2)
