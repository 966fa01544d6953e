"""What the debrief on paper says: a finished call as plain data for the template `debrief.typ`.

All words are in the language that is active; the lines of the call keep their own, and say which it is.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from trainer.app.debrief import Debrief, ReviewedDecision
from trainer.app.documents import Paper
from trainer.app.result_words import (
    brief_time,
    clock_time,
    critical_sentence,
    dimension_name,
    mood_name,
    outcome_name,
    signed,
    under_mark,
    use_name,
)
from trainer.app.transcript import Line
from trainer.app.verdict import decision_title, describe_conditions, describe_verdict, shown_words
from trainer.i18n import _, current_language, format_date, format_list, format_time, ngettext, pgettext
from trainer.scenario.model import Dimension

__all__ = ["describe_debrief"]

_PAPERS: Final = {Paper.LETTER: "us-letter", Paper.A4: "a4"}
_KEPT_TOGETHER: Final = 1400
"""How many characters a decision may have to stand on one page; a longer one may break."""
_UNRATED: Final = "–"
_COSTLIEST_NAMED: Final = 3

_Data = dict[str, Any]


def describe_debrief(debrief: Debrief, trainee: str, paper: Paper) -> _Data:
    """Return the data of the document."""
    title = debrief.scenario.title.shown(current_language())
    verdict, sentence = describe_verdict(debrief)
    return {
        "language": current_language(),
        "paper": _PAPERS[paper],
        "author": trainee,
        "title": _("Debrief: {scenario}").format(scenario=title),
        "scenario": title,
        "kind": _("Debrief"),
        "facts": _facts(debrief, trainee),
        "verdict": {"title": verdict, "sentence": sentence, "passed": debrief.passed},
        "conditions": _conditions(debrief),
        "scores": _scores(debrief),
        "mood": _mood(debrief),
        "decisions": _decisions(debrief),
        "ending": _ending(debrief),
        "footer": _("{trainee} · {scenario}").format(trainee=trainee, scenario=title),
        "page": _("Page {page} of {pages}"),
    }


def _facts(debrief: Debrief, trainee: str) -> list[tuple[str, str]]:
    attempt, scenario = debrief.attempt, debrief.scenario
    language = {"en": pgettext("language", "English"), "es": pgettext("language", "Spanish")}.get(
        attempt.language, attempt.language
    )
    facts = [
        (_("Trainee"), trainee),
        (
            _("Ended"),
            _("{day}, {time}").format(
                day=format_date(debrief.finished_at, "long"), time=format_time(debrief.finished_at)
            ),
        ),
        (_("Customer"), scenario.customer.name),
        (_("Handle time"), brief_time(debrief.seconds)),
        (
            _("Scenario"),
            _("{scenario}, version {version}").format(scenario=scenario.id, version=attempt.version),
        ),
        (_("Language"), language[:1].upper() + language[1:]),
        (pgettext("call", "Use"), use_name(attempt.use)),
    ]
    if debrief.held >= 1:
        facts.append((_("On hold"), brief_time(debrief.held)))
    if attempt.parent is not None:
        again = _("Again from decision {number}").format(number=attempt.branch_length + 1)
        facts.append((_("Attempt"), again))
    if attempt.interruptions:
        count = ngettext("{count} interruption", "{count} interruptions", attempt.interruptions)
        facts.append((_("Interrupted"), count.format(count=attempt.interruptions)))
    return facts


def _conditions(debrief: Debrief) -> _Data:
    return {
        "heading": _("Conditions of passing"),
        "columns": [_("Condition"), _("This call"), pgettext("column", "Met")],
        "rows": [
            {
                "text": each.text,
                "value": each.value,
                "met": each.met,
                "state": _("met") if each.met else _("not met"),
            }
            for each in describe_conditions(debrief)
        ],
    }


def _scores(debrief: Debrief) -> _Data:
    rows = []
    for dimension, review in debrief.dimensions.items():
        if review is None:
            continue
        measured = review.measured
        rows.append(
            {
                "name": dimension_name(dimension),
                "score": measured.shown,
                "mark": review.mark,
                "points": _("{earned} of {par} points").format(earned=measured.points, par=measured.par),
                "reached": review.reached,
                "words": pgettext("score", "passed")
                if review.reached
                else under_mark(review.mark - measured.shown),
            }
        )
    return {
        "heading": _("Measured against the perfect call"),
        "columns": [_("Dimension"), _("Score"), _("Mark"), _("Points of the par"), _("Result")],
        "rows": rows,
    }


def _mood(debrief: Debrief) -> _Data:
    moods = debrief.moods
    spoken = [
        _("start: {mood}").format(mood=mood_name(mood))
        if place == 0
        else _("decision {number}: {mood}").format(number=place, mood=mood_name(mood))
        for place, mood in enumerate(moods)
    ]
    spoken.append(_("the perfect call ends at {mood}").format(mood=mood_name(debrief.perfect_moods[-1])))
    return {
        "heading": _("Mood through the call"),
        "alt": "; ".join(spoken),
        "yours": moods,
        "perfect": debrief.perfect_moods,
        "you": pgettext("curve", "you"),
        "best": pgettext("curve", "perfect"),
        "start": pgettext("curve", "start"),
        "scale": [{"mood": mood, "label": _scale_label(mood)} for mood in (3, 0, -3)],
    }


def _scale_label(mood: int) -> str:
    return _("{word} {number}").format(word=mood_name(mood), number=signed(mood, plus=True))


def _decisions(debrief: Debrief) -> _Data:
    shown = [dimension for dimension, review in debrief.dimensions.items() if review is not None]
    note = _("Points go from 0 to 3; “–” means that a scene does not rate the dimension.")
    if not debrief.may_try_again:
        note = _("After an assessment the other replies stay unseen, so that taking it again stays fair.")
    return {
        "heading": ngettext("{count} decision", "{count} decisions", len(debrief.decisions)).format(
            count=len(debrief.decisions)
        ),
        "first": _look_first(debrief.by_cost),
        "note": note,
        "columns": [_("Reply"), _("Words"), *(dimension_name(each) for each in shown)],
        "items": [_decision(debrief, each, shown) for each in debrief.decisions],
    }


def _look_first(by_cost: Sequence[ReviewedDecision]) -> str:
    """Return which decisions to look at first; empty where none of them cost anything."""
    costly = [str(each.number) for each in by_cost if not each.taken_was_best][:_COSTLIEST_NAMED]
    if not costly:
        return ""
    sentence = ngettext(
        "Look first at decision {numbers}: it cost the most.",
        "Look first at decisions {numbers}: they cost the most, in this order.",
        len(costly),
    )
    return sentence.format(numbers=format_list(costly))


def _decision(debrief: Debrief, decision: ReviewedDecision, shown: Sequence[Dimension]) -> _Data:
    feedback, language = shown_words(decision.feedback)
    if not feedback and decision.taken_was_best:
        feedback = _("Nothing that was offered was better.")
    replies = _replies(decision, shown)
    customer = _line(decision.customer)
    length = sum(len(each["line"]["text"]) for each in replies) + len(feedback) + len(customer["text"])
    return {
        "number": str(decision.number),
        "title": decision_title(decision),
        "remarks": _remarks(decision),
        "customer": {"who": debrief.scenario.customer.name, "line": customer},
        "replies": replies,
        "critical": "" if decision.critical is None else critical_sentence(decision.critical),
        "feedback": {"name": _("Feedback"), "line": {"text": feedback, **_tag(language)}},
        "together": length <= _KEPT_TOGETHER,
    }


def _remarks(decision: ReviewedDecision) -> list[_Data]:
    """Return what stands below a decision's name: when it was, what it did to the mood, what it cost."""
    moved = signed(decision.mood - decision.mood_before, plus=True)
    mood = _("Mood: {word} ({change})").format(word=mood_name(decision.mood), change=moved)
    remarks = [_remark(_("at {time}").format(time=clock_time(decision.elapsed))), _remark(mood)]
    for dimension, cost in decision.costs.items():
        if cost:
            lost = ngettext("{dimension}: {count} point lost", "{dimension}: {count} points lost", cost)
            remarks.append(_remark(lost.format(dimension=dimension_name(dimension), count=cost), bad=True))
    if decision.taken_was_best:
        remarks.append(_remark(_("nothing lost"), good=True))
    return remarks


def _remark(text: str, *, good: bool = False, bad: bool = False) -> _Data:
    return {"text": text, "good": good, "bad": bad}


def _replies(decision: ReviewedDecision, shown: Sequence[Dimension]) -> list[_Data]:
    """Return the reply taken, the perfect call's where it is another, and what else was offered."""
    you = pgettext("speaker", "You")
    said = _silence() if decision.taken is None else _line(decision.taken)
    earned = {dimension: rating.earned for dimension, rating in decision.ratings.items()}
    replies = [_reply("you", you, said, _points(earned, shown))]
    if decision.perfect is not None and not decision.taken_was_best:
        better = _line(decision.perfect.line)
        replies.append(_reply("perfect", _("Perfect call"), better, _points(decision.perfect.points, shown)))
    for other in decision.others:
        reply = _reply("other", _("Other reply"), _line(other.line), _points(other.points, shown))
        reply["critical"] = "" if other.critical is None else critical_sentence(other.critical)
        replies.append(reply)
    return replies


def _reply(kind: str, who: str, line: _Data, points: Sequence[str]) -> _Data:
    return {"kind": kind, "who": who, "line": line, "points": points, "critical": ""}


def _points(points: Mapping[Dimension, int], shown: Sequence[Dimension]) -> list[str]:
    return [str(points[each]) if each in points else _UNRATED for each in shown]


def _ending(debrief: Debrief) -> _Data:
    return {
        "heading": _("How the call ended"),
        "customer": {"who": debrief.scenario.customer.name, "line": _line(debrief.ending)},
        "outcome": _("Outcome: {outcomes}").format(outcomes=outcome_name(debrief.outcome)),
    }


def _silence() -> _Data:
    return {"text": _("(You said nothing in time.)"), **_tag(None)}


def _line(line: Line) -> _Data:
    parts = [{"text": each.words, **_tag(each.locale)} for each in line.segments]
    return {"text": line.text, **_tag(line.locale), "parts": parts}


def _tag(locale: str | None) -> _Data:
    """Return the language and the region of a text that has its own; the document's where it has none."""
    if locale is None:
        return {"language": current_language(), "region": None}
    language, _hyphen, region = locale.partition("-")
    return {"language": language, "region": region if len(region) == len("MX") else None}
