"""The words of a credential, in the language of the trainee, whatever language the interface speaks."""

from collections.abc import Mapping

from trainer.app.credential import Evidence
from trainer.app.ports import AttemptFacts
from trainer.certification.model import Certification, Requirement
from trainer.i18n import format_list, translations
from trainer.scenario.model import Text

__all__ = ["criteria_of", "description_of", "evidence_of", "language_name"]


def description_of(certification: Certification, language: str) -> str:
    """Return what a certification is about; its title where its author wrote nothing."""
    text = certification.title if certification.description is None else certification.description
    return text.shown(language)


def criteria_of(certification: Certification, titles: Mapping[str, Text], language: str) -> str:
    """Return what had to be met, in one paragraph: the assessments to pass, and in which languages."""
    _ = translations(language).gettext
    met = [_requirement(each, titles, language) for each in certification.requires]
    return _("Passed assessments in simulated customer calls: {requirements}.").format(
        requirements="; ".join(met)
    )


def evidence_of(attempt: AttemptFacts, titles: Mapping[str, Text], language: str) -> Evidence:
    """Return the words for one assessment that was counted."""
    _ = translations(language).gettext
    title = titles.get(attempt.scenario)
    return Evidence(
        attempt=attempt.id,
        name=attempt.scenario if title is None else title.shown(language),
        description=_("Assessment passed in {language}").format(
            language=language_name(attempt.language, language)
        ),
    )


def language_name(named: str, language: str) -> str:
    """Return the name of a language in another."""
    words = translations(language)
    names = {"en": words.pgettext("language", "English"), "es": words.pgettext("language", "Spanish")}
    return names.get(named, named)


def _requirement(requirement: Requirement, titles: Mapping[str, Text], language: str) -> str:
    _ = translations(language).gettext
    named = [titles[each].shown(language) if each in titles else each for each in requirement.scenarios]
    quoted = [_("“{scenario}”").format(scenario=each) for each in named]
    tongues = [language_name(each, language) for each in requirement.languages]
    if requirement.at_least < len(named):
        sentence = _("{count} of {scenarios}, in {languages}")
    else:
        sentence = _("{scenarios}, in {languages}")
    return sentence.format(
        count=requirement.at_least,
        scenarios=format_list(quoted, language=language),
        languages=format_list(tongues, language=language),
    )
