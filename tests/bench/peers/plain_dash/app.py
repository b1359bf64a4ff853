"""The same four charts with nothing but Dash, from cells that are ready; and one indicator's cells
as JSON.
"""

import os

import pandas as pd
import plotly.express as px
from dash import Dash, Input, Output, dcc, html
from flask import Response

CELLS = pd.read_csv(os.environ["CELLS"])
INDICATORS = CELLS.indicator.unique()

app = Dash(__name__)
server = app.server
app.layout = html.Div(
    [
        dcc.Dropdown(["all", *CELLS.year.unique()], "all", id="year"),
        *(dcc.Graph(id=indicator) for indicator in INDICATORS),
    ]
)


@app.callback([Output(indicator, "figure") for indicator in INDICATORS], Input("year", "value"))
def figures(year: str | int) -> list[object]:
    """A chart of each indicator: a bar a district and year."""
    rows = CELLS if year == "all" else CELLS[CELLS.year == int(year)]
    return [
        px.bar(
            rows[rows.indicator == indicator].assign(year=lambda frame: frame.year.astype(str)),
            x="district",
            y="value",
            color="year",
            barmode="group",
        )
        for indicator in INDICATORS
    ]


@server.get("/cells/<indicator>.json")
def cells(indicator: str) -> Response:
    """The cells of one indicator."""
    return Response(
        CELLS[CELLS.indicator == indicator].to_json(orient="records"), mimetype="application/json"
    )
