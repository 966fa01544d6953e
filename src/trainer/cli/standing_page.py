"""What `puente standing` prints for people: each trainee, each certification, and what it rests on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import click

from trainer.app.standing_report import TraineeStandings
from trainer.certification.model import Certification
from trainer.certification.standing import Part, RequirementStanding, Standing, Status
from trainer.cli.lines import INDENT, heading, wrapped
from trainer.cli.words import language_word
from trainer.i18n import _, current_language, format_date, format_datetime, format_list, ngettext, pgettext
from trainer.scenario.model import Text

__all__ = ["print_standings"]

Titles = Mapping[str, Text]


def print_standings(
    found: Sequence[TraineeStandings], certifications: Mapping[str, Certification], scenarios: Titles
) -> None:
    """Print the standings of trainees; `scenarios` are the titles of the library's scenarios."""
    if not found:
        click.echo(_("There are no trainees yet."))
    if found and not certifications:
        click.echo(_("The library has no certification."))
    for number, each in enumerate(found):
        if number:
            click.echo()
        click.echo(heading(_("{name} ({id})").format(name=each.trainee.name, id=each.trainee.id)))
        for name, standing in each.standings.items():
            click.echo()
            for line in _standing(standing, certifications[name], certifications, scenarios):
                click.echo(line)


def _standing(
    standing: Standing,
    certification: Certification,
    certifications: Mapping[str, Certification],
    scenarios: Titles,
) -> Iterator[str]:
    title = certification.title.shown(current_language())
    said = _("{certification}: {status}").format(certification=title, status=_status(standing.status))
    yield wrapped(said, first="  ", hanging=INDENT)
    for sentence in _dates(standing):
        yield wrapped(sentence, first=INDENT, hanging=INDENT)
    for name in standing.awaited:
        first = certifications[name].title.shown(current_language()) if name in certifications else name
        sentence = _("“{certification}” must be held first.").format(certification=first)
        yield wrapped(sentence, first=INDENT, hanging=INDENT)
    for requirement in standing.requirements:
        yield wrapped(_progress(requirement), first=INDENT, hanging=INDENT)
        for part in requirement.parts:
            yield wrapped(_part(part, scenarios), first=INDENT + "  ", hanging=INDENT * 2)


def _status(status: Status) -> str:
    return {
        Status.NOT_STARTED: pgettext("standing", "not started"),
        Status.IN_PROGRESS: pgettext("standing", "in progress"),
        Status.ACHIEVED: pgettext("standing", "achieved"),
        Status.EXPIRING: pgettext("standing", "held, expires soon"),
        Status.EXPIRED: pgettext("standing", "expired"),
    }[status]


def _dates(standing: Standing) -> Iterable[str]:
    if not standing.holds:
        return
    hold = standing.holds[-1]
    day = format_date(hold.achieved_at, "long")
    if hold.expires_at is None or hold.renewable_at is None:
        yield _("Achieved on {day}. It does not expire.").format(day=day)
        return
    end, renewal = format_date(hold.expires_at, "long"), format_date(hold.renewable_at, "long")
    if standing.status is Status.EXPIRED:
        yield _("Achieved on {day}, expired on {end}. Meet all of it again.").format(day=day, end=end)
    elif standing.status is Status.EXPIRING:
        yield _("Achieved on {day}, expires on {end}. It can be renewed now.").format(day=day, end=end)
    else:
        sentence = _("Achieved on {day}, expires on {end}. It can be renewed from {renewal}.")
        yield sentence.format(day=day, end=end, renewal=renewal)


def _progress(standing: RequirementStanding) -> str:
    asked = standing.requirement
    languages = format_list([language_word(each) for each in asked.languages])
    if asked.at_least < len(asked.scenarios):
        sentence = ngettext(
            "At least {count} of these scenarios, in {languages}: {done} done",
            "At least {count} of these scenarios, in {languages}: {done} done",
            asked.at_least,
        )
    else:
        sentence = ngettext(
            "This scenario, in {languages}: {done} of {count} done",
            "All {count} of these scenarios, in {languages}: {done} done",
            asked.at_least,
        )
    return sentence.format(count=asked.at_least, languages=languages, done=standing.done)


def _part(part: Part, scenarios: Titles) -> str:
    title = scenarios.get(part.scenario)
    named = {
        "scenario": part.scenario if title is None else title.shown(current_language()),
        "language": language_word(part.language),
    }
    if part.attempt is not None and part.passed_at is not None:
        day = format_date(part.passed_at, "long")
        if part.lapses_at is None:
            sentence = _("[x] {scenario}, {language}: passed on {day} (attempt {attempt})")
            return sentence.format(**named, day=day, attempt=part.attempt)
        end = format_date(part.lapses_at, "long")
        sentence = _("[x] {scenario}, {language}: passed on {day}, counts until {end} (attempt {attempt})")
        return sentence.format(**named, day=day, end=end, attempt=part.attempt)
    failed = ngettext("{count} failed", "{count} failed", part.failures).format(count=part.failures)
    if part.opens_at is not None:
        sentence = _("[ ] {scenario}, {language}: {failed}, opens again on {moment}")
        return sentence.format(**named, failed=failed, moment=format_datetime(part.opens_at, "long"))
    if part.failures:
        return _("[ ] {scenario}, {language}: to be passed, {failed} so far").format(**named, failed=failed)
    return _("[ ] {scenario}, {language}: to be passed").format(**named)
