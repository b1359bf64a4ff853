"""What the browser loads is here, is of the right version, and fetches nothing from elsewhere."""

import re
from pathlib import Path

from plotly.offline import get_plotlyjs_version

ASSETS = Path(__file__).parents[3] / "assets"
FIGURES = ASSETS.parent / "dashboard" / "figures"
OF_PARTS = {"rect", "line", "date", "data"}
"""What a shape, an axis and a bar of error are of."""

PARTS = {
    "annotations",
    "colorbar",
    "errorbars",
    "grid",
    "images",
    "legend",
    "rangeselector",
    "rangeslider",
    "selections",
    "shapes",
    "sliders",
    "updatemenus",
}
"""What Plotly's charts may have beside their traces."""


def own_text():
    paths = [*ASSETS.glob("css/*.css"), *ASSETS.glob("js/*.js")]
    return {path.name: path.read_text(encoding="utf-8") for path in paths}


def test_the_bundle_is_of_the_version_that_python_speaks():
    name = f"plotly-{get_plotlyjs_version()}-itog.min.js"
    bundle = (ASSETS / "vendor" / name).read_text(encoding="utf-8")
    assert f'version="{get_plotlyjs_version()}"' in bundle
    assert name in (ASSETS / "js" / "04-plotly.js").read_text(encoding="utf-8")


def test_the_bundle_is_the_only_one_and_speaks_russian():
    (bundle,) = (ASSETS / "vendor").glob("*.js")
    text = bundle.read_text(encoding="utf-8")
    assert 'name:"ru"' in text
    assert "eval(" not in text
    assert "new Function" not in text


def registered(kind):
    """What the bundle has of a kind of Plotly's modules."""
    (bundle,) = (ASSETS / "vendor").glob("*.js")
    return set(re.findall(rf'moduleType:"{kind}",name:"([\w-]+)"', bundle.read_text("utf-8")))


def figure_sources():
    return {path.name: path.read_text("utf-8") for path in FIGURES.glob("*.py")}


def test_every_trace_that_a_figure_draws_is_in_the_bundle():
    types = set(re.findall(r'"type": "(\w+)"', "".join(figure_sources().values())))
    assert types - OF_PARTS <= registered("trace") == {"bar", "scatter"}


def test_no_figure_has_a_part_that_was_cut_from_the_bundle():
    assert registered("component") >= {"annotations", "shapes", "errorbars", "legend", "fx"}
    absent = PARTS - registered("component")
    assert absent, "a bundle with all parts is three times as large"
    part = re.compile(rf'\b(?:{"|".join(sorted(absent))})(?:"|\s*=[^=])')
    assert {
        name: part.findall(text) for name, text in figure_sources().items() if part.search(text)
    } == {}


def test_the_bundle_speaks_the_languages_of_the_interface():
    assert registered("locale") == {"en", "en-US", "ru"}


def test_nothing_is_fetched_from_elsewhere():
    fetched = {
        name: re.findall(r"(?:url\(|@import\s)[\"']?(?:https?:)?//", text)
        for name, text in own_text().items()
    }
    assert not any(fetched.values())


def test_every_file_that_a_stylesheet_names_is_there():
    named = [re.findall(r"url\(\"\.\./([^\"]+)\"\)", text) for text in own_text().values()]
    assert [path for paths in named for path in paths if not (ASSETS / path).is_file()] == []


def test_every_vendored_part_has_its_licence():
    assert {path.name for path in ASSETS.rglob("LICENSE*")} == {
        "LICENSE-bootstrap.txt",
        "LICENSE-plotly.js.txt",
        "LICENSE-golos-text.txt",
    }


def test_fonts_know_both_alphabets():
    assert {path.stem for path in ASSETS.glob("fonts/*.woff2")} >= {
        "golos-text-cyrillic",
        "golos-text-latin",
    }
