"""The charts' colours are those of the stylesheet, and text on them can be read (WCAG AA)."""

import re
from pathlib import Path

import pytest

from dashboard.figures.theme import (
    GLYPHS,
    THEMES,
    WALL,
    contrast,
    luminance,
    mixed,
    paler,
)

CSS = Path(__file__).parents[3] / "assets" / "css"
STATUSES = ["achieved", "over_fulfilled", "at_risk", "not_achieved", "undetermined"]


def tokens(theme):
    blocks = re.findall(
        r"([^{}]+)\{([^{}]*--ink:[^{}]*)\}", (CSS / "20-tokens.css").read_text(encoding="utf-8")
    )
    own = ":root" if theme == "light" else f'[data-theme="{theme}"]'
    chosen = next(body for selector, body in blocks if selector.split("*/")[-1].strip() == own)
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", chosen))


@pytest.mark.parametrize("name", THEMES)
def test_chart_and_page_share_their_colours(name):
    theme, css = THEMES[name], tokens(name)
    shared = {
        key: getattr(theme, key) for key in ("ink", "muted", "line", "card", "empty", "accent")
    }
    assert {key: css[key] for key in shared} == shared
    assert css["illustrative"] == theme.accent_soft
    assert {status: css[status] for status in STATUSES} == dict(theme.status)


@pytest.mark.parametrize("name", THEMES)
def test_text_of_the_page_can_be_read(name):
    css = tokens(name)
    pairs = [
        (text, ground)
        for text in ("ink", "muted", "accent")
        for ground in ("paper", "card", "stripe")
    ]
    pairs += [(status, f"{status}-soft") for status in STATUSES] + [
        (status, "card") for status in STATUSES
    ]
    pairs += [
        ("amber", "amber-soft"),
        ("on-accent", "accent"),
        ("accent-strong", "accent-soft"),
        ("ink", "accent-soft"),
    ]
    weak = {pair: contrast(css[pair[0]], css[pair[1]]) for pair in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", THEMES.values())
def test_lines_and_marks_can_be_seen(theme):
    assert (
        min(contrast(colour, theme.card) for colour in (*theme.series, theme.accent, theme.rest))
        >= 2.5
    )
    assert len(set(theme.series)) == len(theme.series)


def test_every_status_has_a_shape_of_its_own():
    icons = {path.stem for path in (CSS.parent / "icons").glob("*.svg")}
    assert set(STATUSES) == set(GLYPHS) <= icons
    assert len(set(GLYPHS.values())) == len(STATUSES)


def test_mixing_goes_from_one_colour_to_the_other():
    assert (mixed("#000000", "#ffffff", 0), mixed("#000000", "#ffffff", 1)) == (
        "#000000",
        "#ffffff",
    )


@pytest.mark.parametrize("theme", THEMES.values())
def test_what_is_illustrative_is_paler_in_either_theme(theme):
    colours = [
        (theme.accent, theme.accent_soft),
        *((colour, paler(colour)) for colour in (*theme.series, theme.rest)),
    ]
    assert all(luminance(pale) > luminance(own) + 0.1 for own, pale in colours)


@pytest.mark.parametrize("theme", [*THEMES.values(), WALL])
def test_a_number_within_a_bar_can_be_read(theme):
    assert contrast(theme.in_bar, theme.accent_soft) >= 4.5
