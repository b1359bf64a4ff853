"""Writes Datasette's settings: a dashboard of the same four charts, with a filter of years."""

import json
import sys


def main(*indicators: str) -> None:
    """Print the settings of a dashboard with a chart of each indicator."""
    charts = {indicator: _chart(indicator) for indicator in indicators}
    years = {"year": {"name": "Year", "type": "number"}}
    dashboard = {"title": "Cells", "layout": [[name] for name in charts]}
    settings = {"cells": {**dashboard, "filters": years, "charts": charts}}
    print(json.dumps({"plugins": {"datasette-dashboards": settings}}))


def _chart(indicator: str) -> dict[str, object]:
    return {
        "title": indicator,
        "db": "cells",
        "query": "SELECT district, CAST(year AS TEXT) AS year, value FROM cells"
        f" WHERE indicator = '{indicator}' [[ AND year = CAST(:year AS INTEGER) ]]",
        "library": "vega-lite",
        "display": {
            "mark": "bar",
            "encoding": {
                "x": {"field": "district", "type": "nominal"},
                "xOffset": {"field": "year"},
                "y": {"field": "value", "type": "quantitative"},
                "color": {"field": "year", "type": "nominal"},
            },
        },
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
