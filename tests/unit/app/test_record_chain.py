"""Chains of facts: what a link is, and that what is done to a chain past the program is found and named."""

from hashlib import sha256

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from trainer.app.record_chain import (
    Anchor,
    Break,
    BreakKind,
    FactKind,
    LinkedFact,
    StartedChain,
    encode,
    examine_chain,
    first_link,
    next_link,
    seal_message,
    written_scores,
)

CHAIN = StartedChain("0199aaaa-0000-7000-8000-0000000000c1", b"")


def fact(word: str, place: int, previous: bytes) -> LinkedFact:
    encoded = encode(FactKind.SIGN, [word, "attempt", "left", "2026-03-04 09:06:00.000000"])
    return LinkedFact(FactKind.SIGN, word, "attempt", place, next_link(previous, encoded), encoded)


def chain_of(words: str) -> list[LinkedFact]:
    """Return a chain with a fact for each letter."""
    facts: list[LinkedFact] = []
    link = first_link(CHAIN.id, CHAIN.after)
    for place, word in enumerate(words, start=1):
        facts.append(fact(word, place, link))
        link = facts[-1].link
    return facts


def found(facts: list[LinkedFact], *anchors: Anchor) -> list[tuple[BreakKind, int]]:
    breaks = examine_chain(CHAIN, sorted(facts, key=lambda each: each.place), anchors)
    return [(each.kind, each.place) for each in breaks]


def shifted(facts: list[LinkedFact], by: int) -> list[LinkedFact]:
    return [each._replace(place=each.place + by) for each in facts]


def test_the_encoding_is_what_the_documents_say() -> None:
    # Fixed for good: records of years ago must still follow.
    encoded = encode(
        FactKind.DECISION, ["d1", None, 3, 4.5, 'dijo "sí"', '["own-it","wait"]', 0.1, b"\x00\xff"]
    )
    assert encoded.decode() == (
        '["decision","d1",null,3,4.5,"dijo \\"sí\\"","[\\"own-it\\",\\"wait\\"]",0.1,"00ff"]'
    )


def test_a_link_is_the_digest_of_the_one_before_and_the_fact() -> None:
    beginning = sha256(b"puente chain 1\n0199aaaa-0000-7000-8000-0000000000c1\n").digest()
    assert first_link(CHAIN.id, b"") == beginning
    assert next_link(beginning, b"[]") == sha256(beginning + b"[]").digest()
    assert first_link(CHAIN.id, b"\x01" * 32) != beginning


def test_scores_are_linked_in_one_order() -> None:
    assert written_scores([("resolution", 50, 1), ("empathy", 250, 3)]) == "empathy 250/3,resolution 50/1"
    assert written_scores([]) == ""


def test_a_seal_says_what_it_signs() -> None:
    message = seal_message("c", 7, "ab", None, "2026-03-04 09:06:00.000000")
    assert message == b'["puente seal 1","c",7,"ab",null,"2026-03-04 09:06:00.000000"]'


def test_what_no_fact_holds_is_refused() -> None:
    with pytest.raises(TypeError):
        encode(FactKind.SIGN, [object()])
    with pytest.raises(ValueError, match="JSON"):
        encode(FactKind.SIGN, [float("nan")])


@given(st.text("abcdefgh", max_size=20))
def test_a_chain_that_nobody_touched_is_whole(words: str) -> None:
    facts = chain_of(words)
    assert found(facts, *(Anchor(each.place, each.link) for each in facts)) == []


@given(st.text("abcdefgh", min_size=1, max_size=20), st.data())
def test_a_changed_fact_is_found_where_it_stands(words: str, data: st.DataObject) -> None:
    facts = chain_of(words)
    at = data.draw(st.integers(0, len(facts) - 1))
    facts[at] = facts[at]._replace(encoded=facts[at].encoded + b" ")
    assert found(facts) == [(BreakKind.CHANGED, at + 1)]


@given(st.text("abcdefgh", min_size=2, max_size=20), st.data())
def test_facts_taken_away_are_counted(words: str, data: st.DataObject) -> None:
    facts = chain_of(words)
    first = data.draw(st.integers(0, len(facts) - 2))
    last = data.draw(st.integers(first, len(facts) - 2))
    (broken,) = examine_chain(CHAIN, facts[:first] + facts[last + 1 :])
    assert broken == Break(BreakKind.MISSING, CHAIN.id, first + 1, last - first + 1)


@given(st.text("abcdefgh", min_size=2, max_size=20), st.data())
def test_a_gap_that_was_closed_is_found_too(words: str, data: st.DataObject) -> None:
    facts = chain_of(words)
    at = data.draw(st.integers(0, len(facts) - 2))
    assert found(facts[:at] + shifted(facts[at + 1 :], -1)) == [(BreakKind.CHANGED, at + 1)]


@given(st.text("abcdefgh", min_size=2, max_size=20), st.data(), st.booleans())
def test_a_fact_put_in_is_found_where_it_stands(words: str, data: st.DataObject, linked: bool) -> None:  # noqa: FBT001 - drawn
    facts = chain_of(words)
    at = data.draw(st.integers(0, len(facts) - 2))
    previous = facts[at - 1].link if at else first_link(CHAIN.id, CHAIN.after)
    forged = fact("forged", at + 1, previous if linked else b"nonsense")
    assert found([*facts[:at], forged, *shifted(facts[at:], 1)]) == [(BreakKind.INSERTED, at + 1)]


def test_a_second_fact_at_a_place_was_put_in() -> None:
    facts = chain_of("abc")
    breaks = examine_chain(CHAIN, [*facts[:2], fact("forged", 2, b""), facts[2]])
    assert [(each.kind, each.place) for each in breaks] == [(BreakKind.INSERTED, 2)]


@given(st.text("abcdefgh", min_size=2, max_size=20), st.data())
def test_facts_that_changed_places_are_found(words: str, data: st.DataObject) -> None:
    facts = chain_of(words)
    one = data.draw(st.integers(0, len(facts) - 2))
    other = data.draw(st.integers(one + 1, len(facts) - 1))
    assume(facts[one].encoded != facts[other].encoded)
    facts[one], facts[other] = (
        facts[other]._replace(place=one + 1),
        facts[one]._replace(place=other + 1),
    )
    kinds = {kind for kind, _ in found(facts)}
    assert kinds
    # Two that stood side by side, the first of all, or what follows them may look otherwise; never whole.
    assert kinds <= {BreakKind.REORDERED, BreakKind.CHANGED, BreakKind.INSERTED}


def test_two_that_were_exchanged_are_told_as_reordered() -> None:
    facts = chain_of("abcdefgh")
    facts[2], facts[5] = facts[5]._replace(place=3), facts[2]._replace(place=6)
    assert (BreakKind.REORDERED, 3) in found(facts)
    assert (BreakKind.REORDERED, 6) in found(facts)


@given(st.text("abcdefgh", min_size=1, max_size=20), st.data())
def test_an_end_that_was_cut_off_is_found_by_what_is_known_of_it(words: str, data: st.DataObject) -> None:
    facts = chain_of(words)
    left = data.draw(st.integers(0, len(facts) - 1))
    (broken,) = examine_chain(CHAIN, facts[:left], [Anchor(len(facts), facts[-1].link)])
    assert broken == Break(BreakKind.CUT, CHAIN.id, left + 1, len(facts) - left)
    assert found(facts[:left]) == []


@given(st.text("abcdefgh", min_size=1, max_size=20), st.data())
def test_a_chain_computed_anew_is_found_by_what_is_known_of_it(words: str, data: st.DataObject) -> None:
    facts = chain_of(words)
    at = data.draw(st.integers(0, len(facts) - 1))
    forged = chain_of(words[:at] + "x" + words[at + 1 :])
    assert found(forged) == []
    assert found(forged, Anchor(len(facts), facts[-1].link)) == [(BreakKind.REWRITTEN, len(facts))]


def test_each_of_several_breaks_is_told_once_and_in_order() -> None:
    facts = chain_of("abcdefghij")
    facts[1] = facts[1]._replace(encoded=b"[]")
    facts[7] = facts[7]._replace(encoded=b"[]")
    del facts[4]
    assert found(facts) == [(BreakKind.CHANGED, 2), (BreakKind.MISSING, 5), (BreakKind.CHANGED, 8)]
