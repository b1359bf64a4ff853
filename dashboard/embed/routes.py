"""The addresses of views for other sites, and of the code that puts them there."""

from flask import Flask

from dashboard.embed import (
    compare_site,
    districts_site,
    indicator_site,
    oembed,
    overview_site,
    part_site,
    register_site,
    site_code,
)
from dashboard.http.urls import EMBED_CODE


def register(server: Flask) -> None:
    """Add the addresses."""
    server.add_url_rule(overview_site.ADDRESS, "overview_embed", overview_site.view)
    server.add_url_rule(f"{part_site.FOLDER}<code>", "part_embed", part_site.view)
    server.add_url_rule(f"{indicator_site.FOLDER}<code>", "indicator_embed", indicator_site.view)
    server.add_url_rule(districts_site.ADDRESS, "districts_embed", districts_site.view)
    server.add_url_rule(compare_site.ADDRESS, "compare_embed", compare_site.view)
    server.add_url_rule(register_site.TABLE, "register_table", register_site.table_view)
    server.add_url_rule(register_site.EMBED, "register_embed", register_site.embed_view)
    server.add_url_rule(EMBED_CODE, "embed_code", site_code.view)
    server.add_url_rule(oembed.PATH, "oembed", oembed.view)
