"""Links and choices: every choice is an address, so that an address says all there is to say."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import aria, data, tongue
from dashboard.components.fields import select


@dataclass(frozen=True)
class LinkOption:
    """One thing to choose: its label, the address it leads to, and whether it is chosen now."""

    label: str
    href: str
    chosen: bool = False


def link(children: Any, href: str, **more: Any) -> Component:
    """A link inside the dashboard, followed without loading everything again."""
    return html.A(children, href=href, **data("inner"), **tongue(children), **more)


def named_link(name: str, href: str) -> Component:
    """A link called by a name that people gave, in the language that they gave it in."""
    return link(html.Span(name, **tongue(name)), href)


def choice(
    name: str, label: str, options: Iterable[LinkOption], *, grow: bool = False
) -> Component:
    """A labelled select whose values are addresses; choosing one goes there."""
    variant = " filter--grow" if grow else ""
    return html.Div(
        [html.Label(label, htmlFor=f"choose-{name}"), bare_choice(name, options)],
        className=f"filter{variant}",
        **data("goes"),
    )


def bare_choice(name: str, options: Iterable[LinkOption]) -> Component:
    """The select alone; its surroundings name it and carry ``data-goes``."""
    listed = list(options)
    chosen = next((option.href for option in listed if option.chosen), "")
    return select(f"choose-{name}", [(option.label, option.href) for option in listed], chosen)


def switch(
    label: str, options: Iterable[LinkOption], *, class_name: str = "segmented"
) -> Component:
    """A few links side by side, the chosen one marked."""
    return html.Div(
        [
            link(option.label, option.href, **aria(current="true" if option.chosen else None))
            for option in options
        ],
        className=class_name,
        role="group",
        **aria(label=label),
    )


def labelled_switch(
    label: str, options: Iterable[LinkOption], *, heading: Component | None = None
) -> Component:
    """A switch among the filters, its label above – or a ``heading`` in its place, a term that opens."""
    above = html.Span(heading or label, className="label")
    return html.Div([above, switch(label, options)], className="filter")
