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
AFTER_DRAWING = {"animate", "addFrames", "deleteFrames"}
"""What Dash calls for a chart that is drawn already and changes by movement."""


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
    lazy = dash_internals.GRAPH_SCRIPT.removeprefix(f"{dash_internals.COMPONENT_SUITES}dash/")
    assert (PACKAGE / lazy).is_file()


def test_a_change_of_address_is_told_as_dash_tells_itself() -> None:
    event = re.search(r'MOVED = "(\w+)"', SCRIPT)
    assert event is not None
    core = bundle("dcc/dash_core_components.js")
    assert core.count(event[1]) >= 2, "dcc.Link dispatches it and dcc.Location listens"


def test_charts_take_the_plotly_that_is_there_and_call_what_our_stand_in_has() -> None:
    assert "window.Plotly||new Promise" in bundle("dcc/dash_core_components.js")
    graphs = "".join(path.read_text("utf-8") for path in (PACKAGE / "dcc").glob("*graph*.js"))
    before_drawing = set(re.findall(r"Plotly\.([\w.]+)", graphs)) - AFTER_DRAWING
    assert before_drawing == {"react", "purge", "Plots.resize"}
    stand_in = (ASSETS / "js" / "04-plotly.js").read_text("utf-8")
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


def test_components_load_the_rest_of_themselves_from_beside_the_script_that_runs() -> None:
    core = bundle("dcc/dash_core_components.js")
    assert "document.currentScript" in core
    assert dash_internals.CORE_COMPONENTS.endswith("/dash/dcc")


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
    scripts = [*PACKAGE.glob("dcc/dash_core*.js"), *PACKAGE.glob("dash-renderer/build/*.min.js")]
    scripts += [PACKAGE / "dcc/async-graph.js"]
    for script in scripts:
        text = steps.sub("", script.read_text("utf-8"))
        assert "regeneratorRuntime" not in text, script.name
