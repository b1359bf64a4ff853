"""Fields of forms, as plain as a browser has them: components of Bootstrap's library for Dash.

Its script is a tenth of what a first visit loads and draws a hundred components; the two that pages
have are drawn by ``assets/js/03-fields.js``, under the library's own name, instead.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash.development.base_component import Component


def select(identity: str, options: Sequence[tuple[str, str]], value: str) -> Component:
    """A select of labels and values."""
    listed = [{"label": label, "value": each} for label, each in options]
    field: Component = dbc.Select(id=identity, options=listed, value=value)
    return field


def kept_fields(choices: Mapping[str, str], but: Collection[str]) -> list[Component]:
    """The choices of an address that go with a form of it, unseen; not those that it asks itself."""
    return [
        text_field(name, value, type="hidden") for name, value in choices.items() if name not in but
    ]


def text_field(name: str, value: str, **props: Any) -> Component:
    """A field of a form that is sent to the server, with the ``props`` of an ``<input>``."""
    field: Component = dbc.Input(name=name, value=value, **props)
    return field
