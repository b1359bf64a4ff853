"""Finished HTML says what its components said, and nothing can be smuggled into it."""

from dash import dcc, html

from dashboard.components.links import link
from dashboard.components.plain import element, markup, still


def test_components_and_elements_become_the_same_html():
    expected = '<td class="num" colspan="2">1 044<span class="shape"></span></td>'
    assert (
        markup(html.Td(["1 044", html.Span(className="shape")], className="num", colSpan=2))
        == expected
    )
    assert (
        markup(
            element("Td", ["1 044", element("Span", className="shape")], className="num", colSpan=2)
        )
        == expected
    )


def test_texts_and_attributes_are_escaped():
    assert markup(html.P("<b>&", title='"<')) == '<p title="&quot;&lt;">&lt;b&gt;&amp;</p>'


def test_links_lead_to_pages_only():
    assert 'href="/about"' in markup(link("About", "/about"))
    assert "javascript" not in markup(html.A("x", href="javascript:alert(1)"))


def test_styles_keep_their_custom_properties():
    assert (
        markup(html.I(style={"--degree": "0.5", "minHeight": "2px"}))
        == '<i style="--degree: 0.5; min-height: 2px"></i>'
    )


def test_what_is_alive_stays_alive():
    alive = html.Div(dcc.Graph(id="chart"))
    assert still(alive).children is alive
    assert still(html.P(id="named", children="x")).children.id == "named"
