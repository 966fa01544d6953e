import pytest

from trainer.ui.tokens import CONTRAST_PAIRS, PALETTES, Color, ContrastPair, Scheme, TextStyle, contrast


def test_contrast_of_the_extremes() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#777777") == pytest.approx(1.0)


def test_contrast_agrees_with_a_published_example() -> None:
    # WCAG's own borderline gray: #767676 on white is 4.54 : 1.
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("pair", CONTRAST_PAIRS, ids=lambda pair: f"{pair.foreground}-on-{pair.background}")
def test_every_pair_is_legible(scheme: Scheme, pair: ContrastPair) -> None:
    palette = PALETTES[scheme]
    assert contrast(palette[pair.foreground], palette[pair.background]) >= pair.needs


@pytest.mark.parametrize("scheme", Scheme)
def test_every_color_has_a_value(scheme: Scheme) -> None:
    assert set(PALETTES[scheme]) == set(Color)


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_the_languages_cannot_be_told_apart_by_lightness(scheme: Scheme) -> None:
    palette = PALETTES[scheme]
    assert contrast(palette[Color.ACCENT], palette[Color.ES]) <= 1.25


def test_no_text_is_smaller_than_twelve_px() -> None:
    assert min(style.value.size for style in TextStyle) >= 12
    assert all(style.value.line > style.value.size for style in TextStyle)
