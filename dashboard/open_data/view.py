"""What the addresses of the open data answer with."""

import json

from flask import Response, request

from dashboard import documents
from dashboard.http import context
from dashboard.open_data.catalogue import CATALOGUE, catalogue, folder_of
from dashboard.open_data.columns import OPEN_TABLES
from dashboard.open_data.package import (
    ARCHIVE,
    DESCRIPTOR,
    METADATA,
    newest_moment,
    open_package,
)
from dashboard.text import formats, labels
from dashboard.text.language import _
from data.clock import local_day
from data.refusals import NotFound, Problem
from indicators.answers.snapshots import snapshots

MIMES = {".json": "application/json", ".csv": "text/csv", ".zip": "application/zip"}
JSON_LD, CSVW = "application/ld+json", "application/csvm+json"
DAY = 86_400
FILES = (ARCHIVE, DESCRIPTOR, METADATA, *(f"{name}.csv" for name in OPEN_TABLES))


def catalogue_view() -> Response:
    """Every programme's newest package, as DCAT."""
    document = catalogue(request.host_url, context.asker(), context.programmes())
    return _tagged(Response(json.dumps(document, ensure_ascii=False), mimetype=JSON_LD))


def packages_view(programme: str) -> Response:
    """The packages of a programme: the newest, and one for each meeting's snapshot."""
    facts, asker = context.facts(programme), context.asker()
    newest = newest_moment(asker, programme)
    day = formats.date(local_day(context.facts(programme, int(newest)).committed_at))
    listed = [(_("Revision {revision}, {date}").format(revision=newest, date=day), newest)]
    for each in asker.read(snapshots, programme):
        words = {"id": each.id, "date": formats.day_of(each.at), "title": each.title}
        listed.append((_("Snapshot {id}, {date}: {title}").format(**words), f"s{each.id}"))
    return documents.document(
        "open_data.html",
        _("Open data"),
        programme=labels.programme_name(facts),
        banner=facts.text("banner", context.language()) if facts.illustrative else "",
        packages=[(name, folder_of(programme, moment)) for name, moment in listed],
        files=FILES,
        titles=_titles(),
        catalogue=CATALOGUE,
    )


def _titles() -> dict[str, str]:
    """What each file is, in the reader's language."""
    tables = {
        f"{name}.csv": getattr(table, context.language()) for name, table in OPEN_TABLES.items()
    }
    return {ARCHIVE: _("all files together"), **tables}


def file_view(programme: str, moment: str, name: str) -> Response:
    """A file of a package: the same bytes whenever it is asked for."""
    if name not in FILES:
        raise NotFound(Problem("unknown_address", {"path": request.path[:80]}))
    package = open_package(programme, moment)
    response = Response(package.file(name) or b"", mimetype=_mime(name))
    if name == ARCHIVE:
        response.headers["Content-Disposition"] = f'attachment; filename="{package.file_name}"'
    else:
        response.headers["Link"] = f'<{METADATA}>; rel="describedby"; type="{CSVW}"'
    response.cache_control.public = True
    response.cache_control.max_age = DAY
    return _tagged(response)


def _mime(name: str) -> str:
    return CSVW if name == METADATA else MIMES[name[name.rindex(".") :]]


def _tagged(response: Response) -> Response:
    response.add_etag()
    response.make_conditional(request)
    return response
