"""Finished HTML for what never changes by itself.

Dash watches every component of a page on every change of state; a table of a thousand cells would
stop the browser. So a table is made of ordinary components or elements and handed over as one, its
HTML in ``data-still``, which ``assets/js/35-still.js`` puts in place.
"""

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from dash import html
from dash.development.base_component import Component

Element = dict[str, Any]
HTML = "dash_html_components"
NAMES = {"className": "class", "htmlFor": "for"}
VOID = ("br", "hr", "img", "input")
SAFE_LINK = re.compile(r"(/|#|\?|https?://)")


class AliveError(ValueError):
    """Something that a callback fills or that is no plain HTML."""


def element(tag: str, children: Any = None, **props: Any) -> Element:
    """What ``html.<tag>(children, **props)`` becomes on its way to the browser; hundreds of objects
    are slow.
    """
    return {"type": tag, "namespace": HTML, "props": {"children": children, **props}}


def still(tree: Any) -> Component:
    """A tree of plain HTML as one component; a tree with something alive in it stays as it is."""
    try:
        attributes: dict[str, Any] = {"data-still": markup(tree)}
    except AliveError:
        return html.Div(tree)
    return html.Div(**attributes)


def markup(tree: Any) -> str:
    """A tree of components, elements and texts as HTML, every text escaped."""
    if tree is None:
        return ""
    if isinstance(tree, list | tuple):
        return "".join(markup(part) for part in tree)
    if isinstance(tree, Component):
        return _tagged(tree.to_plotly_json())
    return _tagged(tree) if isinstance(tree, dict) else escape(str(tree), quote=False)


def _tagged(component: Mapping[str, Any]) -> str:
    props, tag = component["props"], component["type"].lower()
    if component["namespace"] != HTML or props.get("id") is not None:
        raise AliveError(component["type"])
    attributes = "".join(
        _attribute(name, value) for name, value in props.items() if name != "children"
    )
    inside = "" if tag in VOID else f"{markup(props.get('children'))}</{tag}>"
    return f"<{tag}{attributes}>{inside}"


def _attribute(name: str, value: Any) -> str:
    if value is None or value is False or (name == "href" and not SAFE_LINK.match(str(value))):
        return ""
    if name == "style":
        value = "; ".join(f"{_css(key)}: {text}" for key, text in value.items())
    text = "" if value is True else escape(str(value))
    return f' {NAMES.get(name, name.lower())}="{text}"'


def _css(name: str) -> str:
    """``minHeight`` as style sheets write it; custom properties are their own."""
    return name if name.startswith("--") else re.sub(r"([A-Z])", r"-\1", name).lower()
