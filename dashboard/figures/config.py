"""The one configuration of every graph: no logo, no upload to a cloud, no zoom."""

from typing import Any

UNUSED = [
    "toImage",
    "zoom2d",
    "pan2d",
    "select2d",
    "lasso2d",
    "zoomIn2d",
    "zoomOut2d",
    "autoScale2d",
    "resetScale2d",
]


def graph_config(language: str, *, file_name: str = "itog") -> dict[str, Any]:
    """``config=`` of a ``dcc.Graph``; ``language`` is ``ru`` or ``en``, ``file_name`` that of a
    saved picture.
    """
    return {
        "locale": language,
        "responsive": True,
        "displaylogo": False,
        "showSendToCloud": False,
        "showEditInChartStudio": False,
        "modeBarButtonsToRemove": UNUSED,
        "scrollZoom": False,
        "doubleClick": False,
        "toImageButtonOptions": {"format": "png", "scale": 2, "filename": file_name},
    }
