"""What Itog leans on in Dash without a promise: each fails here on the upgrade that breaks it."""

import inspect
import re
import sys
from pathlib import Path

import dash
import plotly
import pytest
from dash import Dash, dcc
from dash.development.base_component import Component

from dashboard.http import dash_internals
from dashboard.http.dash_internals import DocumentDash, callback_of, page_at

ASSETS = Path(__file__).parents[3] / "assets"
SCRIPT = (ASSETS / "js" / "00-dash-internals.js").read_text("utf-8")
PACKAGE = Path(dash.__file__).parent
CORE = "dash_core_components"


def script(name: str) -> str:
    return (ASSETS / "js" / f"{name}.js").read_text("utf-8")


def bundle(path: str) -> str:
    return (PACKAGE / path).read_text("utf-8")


def components(root: Component) -> list[Component]:
    return [root, *(child for child in root._traverse() if isinstance(child, Component))]


def test_the_browser_is_told_no_version(client) -> None:
    page = client.get("/").get_data(as_text=True)
    settings = re.search(r'<script id="_dash-config"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert settings is not None
    for version in (dash.__version__, plotly.__version__, sys.version.split()[0]):
        assert version not in settings[1]


def test_the_settings_still_have_the_fields_that_are_left_out() -> None:
    app = Dash("bare")
    names = set(app._config())
    assert {"dash_version", "python_version", "plotly_version"} <= names
    assert {name for name in names if "version" in name and "check" not in name} <= set(
        dash_internals.VERSIONS
    )


def test_the_router_of_pages_reads_the_address_that_pages_are_given() -> None:
    location = dash_internals.PAGE_HREF
    routers = [
        each
        for each in components(dash.page_container)
        if getattr(each, "id", None) == location.component_id
    ]
    assert [type(each) for each in routers] == [dcc.Location]
    assert location.component_property in routers[0]._prop_names


def test_a_page_is_found_by_its_path_with_the_variables_in_it(client) -> None:
    page, variables = page_at("/indicator/consultations")
    assert callable(page["layout"])
    assert variables == {"code": "consultations"}
    assert page_at("/")[0]["path"] == "/"
    assert page_at("/nowhere/at/all") == ({}, {})


def test_documents_are_made_where_dash_makes_them() -> None:
    parameters = set(inspect.signature(Dash.interpolate_index).parameters)
    assert {"metas", "css", "config", "scripts", "renderer"} <= parameters
    assert callable(Dash.index)


def test_a_class_that_makes_no_document_says_so() -> None:
    app = DocumentDash("bare")
    with pytest.raises(NotImplementedError):
        app.index()


@pytest.mark.parametrize("path", ["/", "/districts", "/indicator/consultations"])
def test_every_path_of_a_page_is_answered_by_our_document(client, path: str) -> None:
    page = client.get(f"{path}?lang=en&theme=dark").get_data(as_text=True)
    assert page.startswith('<!DOCTYPE html>\n<html lang="en" data-theme="dark">')
    assert page.count('id="react-entry-point"') == page.count('id="_dash-config"') == 1


def test_the_entry_is_the_one_that_dash_draws_into() -> None:
    assert '"react-entry-point"' in bundle("dash-renderer/build/dash_renderer.min.js")
    assert 'id="react-entry-point"' in dash_internals.ENTRY


def test_callbacks_are_declared_where_they_are_looked_up(application) -> None:
    output = next(name for name in application.callback_map if callback_of(application, name))
    declared = callback_of(application, output)
    assert {"inputs", "state", "callback"} <= set(declared)
    assert all({"id", "property"} <= set(each) for each in declared["inputs"])
    assert callback_of(application, "nobody.children") == {}


def test_dash_has_the_addresses_that_are_guarded(application) -> None:
    rules = {rule.rule for rule in application.server.url_map.iter_rules()}
    assert dash_internals.CALLBACKS in rules
    assert any(rule.startswith(dash_internals.COMPONENT_SUITES) for rule in rules)


def test_components_are_found_by_the_names_that_our_scripts_give_them() -> None:
    renderer = bundle("dash-renderer/build/dash_renderer.min.js")
    assert " was not found." in renderer, "a component is looked for in a name of the window"
    for name in ("useDashContext", "useLoading", "clean_url"):
        assert f"{name}:" in renderer or f".{name}=" in renderer, name
    namespaces = {each._namespace for each in (dcc.Graph, dash.html.Div)}
    for namespace in namespaces:
        assert f"window.{namespace} = " in script("03-elements"), namespace


def test_a_page_has_no_component_of_dash_that_our_scripts_do_not_draw(application) -> None:
    library = {
        type(each).__name__ for each in components(application.layout) if each._namespace == CORE
    }
    sources = [path.read_text("utf-8") for path in (ASSETS.parent / "dashboard").rglob("*.py")]
    used = {name for text in sources for name in re.findall(r"\bdcc\.(\w+)", text)} | library
    named = re.findall(
        r"\.dash_core_components, ([\w, ]+?)(?:: \(\) => null)? \}",
        script("03-elements") + script("03-graph"),
    )
    assert used == {name for names in named for name in names.split(", ")}


def test_no_callback_hears_of_what_our_components_do_not_tell(application) -> None:
    """Dash's own tell of hovering, of every press and of the moment that a store was set."""
    heard = {
        part["property"]
        for declared in application.callback_map.values()
        for part in [*declared["inputs"], *declared["state"]]
    }
    assert heard <= {"clickData", "data", "id", "href", "pathname", "search"}


def test_charts_call_what_the_stand_in_of_plotly_has() -> None:
    calls = set(re.findall(r"window\.Plotly\.([\w.]+)\(", script("03-graph")))
    assert calls == {"react", "purge", "Plots.resize"}
    stand_in = script("04-plotly")
    assert "window.Plotly = { react, purge: " in stand_in
    assert "Plots: { resize: " in stand_in


@pytest.mark.parametrize("folder", ["js", "steward", "present"])
def test_no_other_script_knows_what_is_private_to_dash(folder: str) -> None:
    for path in (ASSETS / folder).glob("*.js"):
        if path.name != "00-dash-internals.js":
            private = re.findall(r"_dash\w+|\"/_dash-", path.read_text("utf-8"))
            assert not private, (path.name, private)


def test_dash_looks_in_a_document_for_the_name_that_our_script_has(client) -> None:
    assert 'src="[^"]*dash[-_]renderer' in Path(dash.__file__).with_name("dash.py").read_text(
        "utf-8"
    )
    assert re.search(rf'src="[^"]*/{dash_internals.SCRIPT_NAME}-\w+\.js"', client.get("/").text)


def test_the_document_begins_to_draw_by_one_line_that_our_script_ends_with(client) -> None:
    page = client.get("/").text
    (address,) = re.findall(r'id="_dash-renderer" type="text/plain" src="([^"]+)"', page)
    assert client.get(address).text.rstrip().endswith("var renderer = new DashRenderer();")
    assert "_dash-renderer" in (ASSETS / "first" / "page.js").read_text("utf-8")
    with pytest.raises(LookupError):
        dash_internals.renderer_call("<html></html>")


def test_the_renderer_asks_first_for_what_the_document_has_already() -> None:
    renderer = bundle("dash-renderer/build/dash_renderer.min.js")
    for question in dash_internals.FIRST_QUESTIONS:
        assert f'"{question.removeprefix("/")}"' in renderer
    assert "script[data-answer=" in SCRIPT


def test_pages_are_redrawn_by_what_the_renderer_offers_scripts() -> None:
    renderer = bundle("dash-renderer/build/dash_renderer.min.js")
    for name in re.findall(r"dash_(?:component_api|clientside)\.(\w+)", SCRIPT):
        assert f"{name}:" in renderer or f".{name}=" in renderer or f"{name}," in renderer, name
    root = re.search(r'ROOT = \["(\w+)"\]', SCRIPT)
    assert root is not None
    assert f'["{root[1]}"]' in renderer


def test_the_router_puts_a_page_where_its_document_has_it(application) -> None:
    output = f"..{dash_internals.CONTENT}.children...{dash_internals.TITLE}.data.."
    assert callback_of(application, output)
    assert f'"{dash_internals.CONTENT}"' in SCRIPT


def test_what_dash_leaves_to_a_runtime_of_generators_is_one_small_function() -> None:
    assert "regeneratorRuntime" in SCRIPT
    steps = re.compile(
        r"regeneratorRuntime\.mark\(function t\(\)\{return regeneratorRuntime\.wrap\(function\(t\)\{"
        r"for\(;;\)switch\(t\.prev=t\.next\)\{case 0:return t\.next=2,\w\(!0\);"
        r'case 2:o\.isReady=!0;case 3:case"end":return t\.stop\(\)\}\},t\)\}\)'
    )
    for path in PACKAGE.glob("dash-renderer/build/*.min.js"):
        text = steps.sub("", path.read_text("utf-8"))
        assert "regeneratorRuntime" not in text, path.name
