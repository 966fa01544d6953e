"""The parser that PyYAML brings along, for machines without libyaml, gives the same answers."""

from pathlib import Path

import pytest
import yaml
from authored import SMALL, changed, listed, read

TITLE = "title: Small"


@pytest.fixture(params=[True, False], ids=["libyaml", "python"])
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param and not yaml.__with_libyaml__:
        pytest.skip("PyYAML was built without libyaml")
    monkeypatch.setattr(yaml, "__with_libyaml__", request.param)


@pytest.mark.usefixtures("_parser")
class TestBoth:
    def test_a_sound_file(self) -> None:
        text = (Path(__file__).parent / "contract.yaml").read_text(encoding="utf-8")
        assert listed(text) == []
        assert read(text).scenario is not None

    @pytest.mark.parametrize(
        ("new", "found"),
        [
            ("title: Dime: ¿qué?", ["4:12:F002"]),
            ("title: @home", ["4:8:F002"]),
            ("title: {en: A: b, es: c}", ["4:8:F002"]),
            ("title: [Small", ["4:8:F002"]),
            ("title: {en: Small", ["4:8:F002"]),
            ('title: "Small', ["17:21:F002"]),
            ("title: 'Small", ["4:8:F002"]),
            ("title: [Small] call", ["4:16:F002"]),
            ('title: "Small" call', ["4:16:F002"]),
            ('title: "\\ud83d"', ["4:11:F002"]),
            (" title: Small", ["4:7:F002"]),
            ("title: &a !b Small", ["4:8:F004", "4:11:F004"]),
            ("title: *a", ["4:8:F004"]),
            ("title: Small #1", ["4:14:F007"]),
            ("title: {en: 😀, es: ''}", ["4:20:S103"]),
            ("title: Sm\u2028all", []),
            ("title: Sm\x07all", ["4:10:F005"]),
            ('title: "\\t"', ["4:8:F005", "4:8:S103"]),
            ("title:\n\tSmall", ["5:1:F005"]),
            ("title: Small\ntitle: Tiny", ["5:1:F003"]),
            (f"title: {'[' * 40}", ["4:39:F001"]),
            ("title: >-\n  Small\n  call", []),
            ("title: no", []),
        ],
    )
    def test_places_are_the_same(self, new: str, found: list[str]) -> None:
        assert listed(changed((TITLE, new))) == found

    def test_the_end_of_the_file(self) -> None:
        assert listed(SMALL + "note") == ["29:1:F002"]
        assert listed("") == ["1:1:F002"]
        assert listed(SMALL + "---\na: b\n") == ["28:1:F002"]
