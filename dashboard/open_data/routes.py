"""The addresses of the open data: what lists a programme's packages, their files, the catalogue."""

from flask import Flask

from dashboard.http.late_view import late_view
from dashboard.open_data.catalogue import CATALOGUE

PACKAGES = "/data/<programme>/"
FILE = "/data/<programme>/<moment>/<name>"


def register(server: Flask) -> None:
    """Add the addresses."""
    server.add_url_rule(
        CATALOGUE, "open_catalogue", late_view("dashboard.open_data.view.catalogue_view")
    )
    server.add_url_rule(
        PACKAGES, "open_packages", late_view("dashboard.open_data.view.packages_view")
    )
    server.add_url_rule(FILE, "open_file", late_view("dashboard.open_data.view.file_view"))
