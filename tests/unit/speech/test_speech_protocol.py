"""Both ends read what the other wrote, and neither believes anything else."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.app.speech import SpokenWord, UnspokenReason, Voice, VoiceGender
from trainer.speech.protocol import (
    PROTOCOL,
    Answer,
    Finish,
    Hello,
    NotSaved,
    ProtocolError,
    Save,
    Saved,
    Unavailable,
    decode_answer,
    decode_request,
    encode_answer,
    encode_request,
)

VOICES = st.builds(
    Voice, st.text(), st.text(), st.text(), st.none() | st.sampled_from(VoiceGender), st.text()
)
WORDS = st.builds(SpokenWord, st.integers(0), st.integers(0), st.integers(0))
ANSWERS = st.one_of(
    st.builds(Hello, st.text(), st.text(), st.lists(VOICES, max_size=3).map(tuple)),
    st.builds(Unavailable, st.sampled_from(UnspokenReason), st.text()),
    st.builds(Saved, st.integers(), st.lists(WORDS, max_size=3).map(tuple)),
    st.builds(NotSaved, st.integers(), st.text()),
)
PATHS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1).map(Path)


@given(ANSWERS)
def test_an_answer_arrives_as_it_was_sent(answer: Answer) -> None:
    line = encode_answer(answer)
    assert line.isascii()
    assert line.index(b"\n") == len(line) - 1
    assert decode_answer(line) == answer


@given(
    st.builds(
        Save,
        st.integers(),
        st.text(),
        st.text(),
        st.integers(),
        PATHS,
        st.floats(-6, 6),
        st.builds(Finish, st.floats(-6, 6), telephone=st.booleans()),
    )
)
def test_a_request_arrives_as_it_was_sent(request: Save) -> None:
    line = encode_request(request)
    assert line.index(b"\n") == len(line) - 1
    assert decode_request(line) == request


HELLO = {"type": "hello", "protocol": PROTOCOL, "engine": "e", "engine_version": "1", "voices": []}
VOICE = {"id": "v", "name": "V", "locale": "es", "gender": "female", "engine": "e"}


@pytest.mark.parametrize(
    "message",
    [
        [],
        None,
        "hello",
        {},
        {"type": "save"},
        HELLO | {"engine": 1},
        HELLO | {"voices": {}},
        HELLO | {"voices": ["V"]},
        HELLO | {"voices": [VOICE | {"gender": "robot"}]},
        HELLO | {"voices": [VOICE | {"locale": None}]},
        {key: HELLO[key] for key in HELLO if key != "engine_version"},
        {"type": "unavailable", "protocol": PROTOCOL, "reason": "bored", "detail": ""},
        {"type": "saved"},
        {"type": "saved", "id": "1"},
        {"type": "saved", "id": True},
        {"type": "not-saved", "id": 1},
    ],
)
def test_what_is_no_answer_is_refused(message: object) -> None:
    with pytest.raises(ProtocolError):
        decode_answer(json.dumps(message).encode())


@pytest.mark.parametrize("line", [b"", b"\n", b"Audio saved to x.wav\n", b"\xff\xfe\n", b"[" * 100_000])
def test_noise_is_refused(line: bytes) -> None:
    with pytest.raises(ProtocolError, match="not JSON"):
        decode_answer(line)
    with pytest.raises(ProtocolError, match="not JSON"):
        decode_request(line)


@pytest.mark.parametrize("protocol", [0, PROTOCOL + 1, str(PROTOCOL), None])
@pytest.mark.parametrize("kind", ["hello", "unavailable"])
def test_another_protocol_is_named(kind: str, protocol: object) -> None:
    line = json.dumps({"type": kind, "protocol": protocol, "new": "fields"}).encode()
    with pytest.raises(ProtocolError, match="speaks protocol"):
        decode_answer(line)


@pytest.mark.parametrize("message", [{}, {"type": "sing"}, {"type": "save", "id": 1}])
def test_what_is_no_request_is_refused(message: object) -> None:
    with pytest.raises(ProtocolError):
        decode_request(json.dumps(message).encode())
