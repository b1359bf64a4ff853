"""What the browser loads is here, is of the right version, and fetches nothing from elsewhere."""

import re
from pathlib import Path

from plotly.offline import get_plotlyjs_version

ASSETS = Path(__file__).parents[3] / "assets"


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
        "LICENSES-plotly-parts.txt",
        "LICENSE-golos-text.txt",
    }


def test_fonts_know_both_alphabets():
    assert {path.stem for path in ASSETS.glob("fonts/*.woff2")} >= {
        "golos-text-cyrillic",
        "golos-text-latin",
    }
