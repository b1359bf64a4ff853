"""The tools: addresses of the API under another protocol, with the page of each answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.api.addresses import ADDRESSES
from dashboard.api.endpoint import Endpoint
from dashboard.api.parameters import FORMAT, Parameter
from dashboard.http.address import Address

Arguments = Mapping[str, Any]
KEPT = ("programme", "years", "cut", "as_of", "plan", "lang")
"""What a question and the page that answers it both understand."""


@dataclass(frozen=True)
class ModelTool:
    """A tool: the address that it asks, and which page shows the same."""

    endpoint: Endpoint
    page: Callable[[Arguments], str]

    @property
    def name(self) -> str:
        return self.endpoint.name

    @property
    def description(self) -> str:
        return f"{self.endpoint.summary}. Read-only; «page» is where people see the same."

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Those of the address; how rows are written is no choice here."""
        return tuple(each for each in self.endpoint.parameters if each is not FORMAT)

    @property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of its arguments."""
        return {
            "type": "object",
            "properties": {
                each.name: {**each.schema, "description": each.description}
                for each in self.parameters
            },
            "required": [each.name for each in self.parameters if each.required],
            "additionalProperties": False,
        }


def _value_page(arguments: Arguments) -> str:
    """The indicator's page, of one; else the matrix of all."""
    codes = _listed(arguments.get("indicator"))
    path = f"/indicator/{codes[0]}" if len(codes) == 1 else "/"
    shared = ("district", "split", "within_year") if len(codes) == 1 else ()
    return _href(path, arguments, *shared)


def _record_page(arguments: Arguments) -> str:
    path = f"/indicator/{arguments.get('indicator')}"
    return _href(path, arguments, "period", "district", "split", "within_year")


def _finding_page(arguments: Arguments) -> str:
    return _href("/", {**arguments, "years": arguments.get("year")})


def _change_page(arguments: Arguments) -> str:
    return _href("/changes", arguments, "since", "until")


def _definition_page(arguments: Arguments) -> str:
    return _href("/", arguments)


def _programme_page(arguments: Arguments) -> str:
    return _href("/programmes", arguments)


def _href(path: str, arguments: Arguments, *names: str) -> str:
    chosen = {
        name: ",".join(_listed(arguments[name])) for name in (*KEPT, *names) if name in arguments
    }
    return Address(path, {name: text for name, text in chosen.items() if text}).href()


def _listed(value: Any) -> list[str]:
    """One or several words, as an address has them."""
    each = value if isinstance(value, list) else [value]
    texts = [str(word).lower() if isinstance(word, bool) else str(word) for word in each]
    return [text for text in texts if text and text != "None"]


PAGES: Mapping[str, Callable[[Arguments], str]] = {
    "programmes": _programme_page,
    "values": _value_page,
    "records": _record_page,
    "findings": _finding_page,
    "changes": _change_page,
    "definitions": _definition_page,
}
TOOLS: Mapping[str, ModelTool] = {
    endpoint.name: ModelTool(endpoint, PAGES[endpoint.name])
    for endpoint in ADDRESSES
    if endpoint.name in PAGES
}
"""By name, in the order of the API."""
