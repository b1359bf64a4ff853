"""What a callback of Dash may be sent: exactly what it declares, in the types that its properties
have.
"""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from dash import Dash
from flask import Flask, Response, request

from dashboard.http.dash_internals import CALLBACKS, callback_of
from dashboard.http.problems import problem
from dashboard.http.validation import is_readable, unreadable
from data.refusals import Refusal, refuse

LARGEST = 1 << 16
"""Bytes of a callback: it carries an address."""

FORMS = {"data": "", "pathname": "/", "search": ("?", ""), "href": ""}
"""How the text of each property begins; a callback with another property has to name it here."""


def guard(app: Dash, server: Flask) -> None:
    """Refuse, before anything is dispatched, what no page of ours sends."""

    @server.before_request
    def refuse_foreign_callbacks() -> Response | None:
        if request.method != "POST" or request.path != CALLBACKS:
            return None
        # before the body is read: what is larger is not even parsed
        request.max_content_length = LARGEST
        fault = _fault(app, _body())
        return problem(fault, HTTPStatus.BAD_REQUEST) if fault else None


def _fault(app: Dash, body: Any) -> Refusal | None:
    if not is_callback(app, body):
        return refuse("callback_unknown")
    if not is_well_formed(callback_of(app, body["output"]), body):
        return refuse("callback_malformed")
    return None if is_readable(body) else unreadable()


def is_callback(app: Dash, body: Any) -> bool:
    """Whether a body names one of our callbacks; those without a function are done by the browser
    itself.
    """
    return (
        isinstance(body, dict)
        and isinstance(body.get("output"), str)
        and bool(callback_of(app, body["output"]))
    )


def is_well_formed(declared: Mapping[str, Any], body: Mapping[str, Any]) -> bool:
    """Whether a body has the outputs, inputs and states of a callback, in their order, and nothing
    of another type.
    """
    return (
        _outputs_fit(body["output"], body.get("outputs"))
        and _values_fit(declared["inputs"], body.get("inputs"))
        and _values_fit(declared["state"], body.get("state", []))
        and _is_list_of_texts(body.get("changedPropIds", []))
    )


def _body() -> Any:
    """The body of a callback; nothing where it is none, or so deep that nobody can have meant it."""
    try:
        # silent: what is no JSON becomes None, which is no callback of ours
        return request.get_json(silent=True)
    except RecursionError:
        return None


def _outputs_fit(output: str, outputs: Any) -> bool:
    """``output`` writes the list ``outputs`` as one text, between double points where there are
    several.
    """
    # how Dash writes several outputs: `..a.x...b.y..`
    several = output.startswith("..")
    listed = outputs if several else [outputs]
    if not isinstance(listed, list) or not all(_names_a_property(each) for each in listed):
        return False
    joined = "...".join(f"{_output_name(each['id'])}.{each['property']}" for each in listed)
    return output == (f"..{joined}.." if several else joined)


def _values_fit(declared: Sequence[Mapping[str, Any]], values: Any) -> bool:
    return (
        isinstance(values, list)
        and len(values) == len(declared)
        and all(map(_value_fits, declared, values))
    )


def _value_fits(declared: Mapping[str, Any], value: Any) -> bool:
    form = FORMS[declared["property"]]
    return (
        _names_a_property(value)
        and value["id"] == declared["id"]
        and value["property"] == declared["property"]
        and isinstance(value.get("value"), str)
        and value["value"].startswith(form)
    )


def _names_a_property(each: Any) -> bool:
    return (
        isinstance(each, dict)
        and isinstance(each.get("id"), str)
        and isinstance(each.get("property"), str)
    )


def _output_name(identity: str) -> str:
    """An identity as Dash writes it in the name of an output: a point in it is no end of it."""
    return identity.replace(".", "\\.")


def _is_list_of_texts(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(each, str) for each in values)
