"""A few numbers side by side that must not be taken for one another, each under its own name."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dash import html
from dash.development.base_component import Component


@dataclass(frozen=True)
class Count:
    """``value`` with its unit, what is counted, and what else is to be known of it."""

    value: str
    name: str | Component
    note: Any = None


def counts(listed: Iterable[Count]) -> Component:
    """The numbers as a list of terms, one tile each."""
    return html.Dl([_tile(each) for each in listed], className="counts")


def _tile(count: Count) -> Component:
    return html.Div(
        [
            html.Dt(count.name, className="counts__name"),
            html.Dd(count.value, className="counts__value"),
            html.Dd(count.note, className="counts__note") if count.note else None,
        ],
        className="counts__item",
    )
