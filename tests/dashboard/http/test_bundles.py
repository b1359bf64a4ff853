"""Every page links one style sheet and one script, which hold all that Dash would link one by one."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from dashboard.http import bundles
from dashboard.http.dash_internals import DEPENDENCIES, FIRST_QUESTIONS, LAYOUT, UNNEEDED_SCRIPTS

ASSETS = Path(__file__).parents[3] / "assets"
DASHBOARD = ASSETS.parent / "dashboard"
PAGES = ["/", "/indicator/consultations?lang=en", "/login"]


def links(page: str) -> list[str]:
    return re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)


def scripts(page: str) -> list[str]:
    """The addresses of the script that shows the page and of the one that makes it live."""
    return sorted(re.findall(r'<script [^>]*src="([^"]+)"', page), reverse=True)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_links_one_style_sheet(client, address: str) -> None:
    (link,) = links(client.get(address).text)
    styles = client.get(link).text
    own = sorted((ASSETS / "css").glob("*.css"))
    assert len(own) > 10
    places = [styles.index(_first_rule(path)) for path in own]
    assert places == sorted(places), "in the order of their names, which rules rely on"


def _first_rule(path: Path) -> str:
    """A text that stands in this file alone."""
    return path.read_text("utf-8")[:120]


def test_icons_are_inside_the_style_sheet_and_fonts_beside_it(client) -> None:
    (link,) = links(client.get("/").text)
    names = re.findall(r'url\("?([^")]+)"?\)', client.get(link).text)
    outside = {name for name in names if not name.startswith("data:image/svg+xml")}
    assert {name.rpartition(".")[2] for name in outside} == {"woff2"}
    assert len(names) - len(outside) > 10
    for name in outside:
        assert client.get(f"/assets/{name.removeprefix('../')}").status_code == 200


def test_a_page_runs_one_script_with_all_of_ours_and_what_dash_needs(client) -> None:
    first, address = scripts(client.get("/").text)
    for path in (ASSETS / "first").glob("*.js"):
        assert path.read_text("utf-8") in client.get(first).text, path.name
    script = client.get(address).text
    for path in sorted((ASSETS / "js").glob("*.js")):
        assert path.read_text("utf-8") in script, path.name
    for name in ("window.dash_component_api", "window.dash_bootstrap_components"):
        assert name in script, name


def test_each_component_that_a_page_may_have_is_in_the_copy_that_is_seen_first(client) -> None:
    """Elements are alike; of what is none each has a line of its own."""
    text = (ASSETS / "first" / "page.js").read_text("utf-8")
    (drawn,) = re.findall(r"const DRAWN = \{(.*?)\n    \};", text, re.DOTALL)
    sources = [path.read_text("utf-8") for path in DASHBOARD.rglob("*.py")]
    components = {name for each in sources for name in re.findall(r"\bd[bc]c\.(\w+)", each)}
    assert components | {"Location"} == set(re.findall(r"^        (\w+): ", drawn, re.MULTILINE))


def test_each_component_of_the_library_that_is_left_out_is_drawn_by_our_script() -> None:
    sources = [path.read_text("utf-8") for path in DASHBOARD.rglob("*.py")]
    used = {name for text in sources for name in re.findall(r"\bdbc\.(\w+)", text)}
    script = (ASSETS / "js" / "03-fields.js").read_text("utf-8")
    (drawn,) = re.findall(r"window\.dash_bootstrap_components = \{ ([\w, ]+) \}", script)
    assert used == set(drawn.split(", "))


def test_what_is_left_out_is_what_dash_links_and_nobody_needs(application) -> None:
    with application.server.test_request_context("/"):
        linked = application._generate_scripts_html()
    for name in UNNEEDED_SCRIPTS:
        assert name in linked, f"Dash no longer links {name}: it need not be left out"


def test_an_address_names_the_content_and_is_kept_for_a_year(client) -> None:
    page = client.get("/").text
    for address in [*links(page), *scripts(page)]:
        response = client.get(address, headers={"Accept-Encoding": "br"})
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response.headers["Content-Encoding"] == "br"
        assert re.search(r"-[0-9a-f]{16}\.(css|js)$", address)
        again = client.get(address, headers={"If-None-Match": response.headers["ETag"]} | BR)
        assert again.status_code == 304


BR = {"Accept-Encoding": "br"}


def test_a_reader_who_can_take_no_encoding_gets_the_file_as_it_is(client) -> None:
    (address,) = links(client.get("/").text)
    response = client.get(address, headers={"Accept-Encoding": "identity"})
    assert response.status_code == 200
    assert "Content-Encoding" not in response.headers
    assert "@font-face" in response.text


def test_another_content_has_another_address() -> None:
    page = (
        '<link rel="stylesheet" href="/assets/css/a.css">\n<script src="/assets/js/a.js"></script>'
        '<script id="_dash-renderer">begin()</script>'
    )
    contents = {"/assets/css/a.css": b"a {}", "/assets/js/a.js": b"1"}

    def joined(**changes: bytes) -> bundles.Bundles:
        read = {**contents, **{f"/assets/{name}/a.{name}": text for name, text in changes.items()}}
        return bundles.bundle(page, lambda address: read.get(address, b"{}"), "")

    first = joined()
    assert joined(css=b"b {}").style.address != first.style.address
    assert joined(js=b"2").script.address != first.script.address
    assert joined().files().keys() == first.files().keys()


@pytest.mark.parametrize("address", PAGES[:2])
def test_what_the_browser_asks_for_first_comes_with_the_document(client, address: str) -> None:
    page = client.get(address).text
    answers = dict(
        re.findall(r'<script type="application/json" data-answer="([^"]+)">(.*?)</script>', page)
    )
    assert tuple(answers) == FIRST_QUESTIONS
    assert not any("<" in answer for answer in answers.values())
    layout, dependencies = map(json.loads, answers.values())
    assert dependencies == client.get(DEPENDENCIES).json
    _location, content, title, _dummy = layout["props"]["children"][0]["props"]["children"]
    assert content["props"].pop("children")["type"] == "Div"
    assert title["props"].pop("data")["title"] == unescape(
        re.search("<title>(.*)</title>", page)[1]
    )
    # whoever asks gets the same without a page, which is then the router's to put in
    bare = client.get(LAYOUT).json
    del bare["props"]["children"][0]["props"]["children"][1]["props"]["children"]
    assert layout == bare
