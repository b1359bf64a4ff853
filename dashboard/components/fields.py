"""Fields of forms, as plain as a browser has them; ``assets/js/03-fields.js`` draws them. Each is what
a component becomes on its way to the browser.

A library of components for the sake of a select would be a tenth of what a first visit loads.
"""

from collections.abc import Sequence
from typing import Any

NAMESPACE = "itog_fields"
"""Where Dash looks for them in the browser."""


def select(identity: str, options: Sequence[tuple[str, str]], value: str) -> Any:
    """A select of labels and values."""
    listed = [{"label": label, "value": each} for label, each in options]
    return _field("Select", id=identity, options=listed, value=value)


def text_field(name: str, value: str, **props: Any) -> Any:
    """A field of a form that is sent to the server, with the ``props`` of an ``<input>``."""
    return _field("Input", name=name, value=value, **props)


def _field(tag: str, **props: Any) -> Any:
    return {"type": tag, "namespace": NAMESPACE, "props": props}
