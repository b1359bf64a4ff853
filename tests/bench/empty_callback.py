"""Prints the seconds of a Dash callback that does nothing; two Dash apps in one process would
disturb each other.
"""

from dash import Dash, Input, Output, html

from tests.bench.clock import seconds

BODY = {
    "output": "out.children",
    "outputs": {"id": "out", "property": "children"},
    "inputs": [{"id": "in", "property": "children", "value": ""}],
    "changedPropIds": ["in.children"],
}


def main() -> None:
    """Time one empty callback through Flask's test client."""
    app = Dash(__name__)
    app.layout = html.Div([html.Div(id="in"), html.Div(id="out")])
    app.callback(Output("out", "children"), Input("in", "children"))(lambda value: value)
    client = app.server.test_client()
    client.get("/")
    print(seconds(lambda: client.post("/_dash-update-component", json=BODY), 101))


if __name__ == "__main__":
    main()
