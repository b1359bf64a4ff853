"""The web application: pages, languages, guards, headers and files, put together once."""

import html as markup
import json
import tempfile
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

import dash
from dash import Dash, dcc, html
from flask import Flask, Response, make_response, redirect, request, send_file
from plotly.io.json import to_json_plotly

from dashboard import api, documents, head, offline
from dashboard.accounts import policy
from dashboard.council import routes as council_routes
from dashboard.council import wall
from dashboard.digests import routes as digests
from dashboard.exporting import routes as exporting_routes
from dashboard.feeds import routes as feeds
from dashboard.http import (
    bundles,
    callbacks,
    compression,
    context,
    framing,
    guards,
    headers,
    upload_limit,
    validation,
)
from dashboard.http.dash_internals import ENTRY, PAGE_HREF, DocumentDash, DocumentParts, page_at
from dashboard.http.looks import look
from dashboard.jobs import routes as job_routes
from dashboard.jobs.jobs import Jobs
from dashboard.looks import routes as looks
from dashboard.looks.in_words import TEXT, VIEW, in_words, usual_address
from dashboard.model_context import llms
from dashboard.open_data import routes as open_data
from dashboard.operation import metrics, replication, request_log, shares, time_limit
from dashboard.sections import (
    blocks,
    calendar_feed,
    form_files,
    frame,
    indicator_site,
    oembed,
    overview_site,
    page_card,
    part_site,
    register_files,
    register_site,
    site_code,
)
from dashboard.sign_in import guard, submissions
from dashboard.sign_in import routes as sign_in_routes
from dashboard.steward import menu
from dashboard.steward.proofs import limit as proof_limit
from dashboard.steward.proofs import public as proofs_reading
from dashboard.steward.webhooks import screen as webhooks_screen
from dashboard.text.language import _, check_languages
from data.database.database import Database
from data.database.replica import ReplicatedDatabase
from data.mail.server import MailServer
from data.proofs.folder import SETTING as PROOF_FOLDER
from data.proofs.folder import ProofFolder
from data.webhooks.posting import WebhookSender, no_webhooks
from indicators.asking import Asker
from indicators.memory import Memory

ROOT = Path(__file__).parent
ASSETS = ROOT.parent / "assets"
REMEMBERED_DRAWINGS = 256
FILES = "itog-files"
JOBS = Path(tempfile.gettempdir()) / "itog-jobs"
DAY = 86_400
ICON_FILE = "/assets/favicon.svg"
ICON = "/favicon.ico"
"""What browsers ask for where no page names an icon: a file that is shown, say."""

INDEX = """<!DOCTYPE html>
<html {language} {look}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{parts.metas}
<title>{title}</title>
{links}
<link rel="icon" type="image/svg+xml" href="/assets/favicon.svg">
{parts.css}
</head>
<body {offline}>
<noscript><p class="_dash-loading">{noscript}</p></noscript>
{entry}
<div>
{parts.config}
{parts.scripts}
{parts.renderer}
</div>
</body>
</html>"""


class Application(DocumentDash):
    """Dash with a language, a theme and an honest HTTP status for each document."""

    def respond(self) -> Response:
        """The document of a page: the page is made once here to know its title and status."""
        href = request.full_path.rstrip("?")
        if request.args.get(VIEW) == TEXT:
            return self._in_words(usual_address(href))
        frame.make(context.in_own_language(href))
        if frame.made_status() in (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND):
            repaired = frame.repaired(href)
            if repaired is not None:
                return make_response(redirect(repaired))
        response = make_response(self.page_html(), frame.made_status())
        response.headers["Cache-Control"] = "no-cache"
        response.headers["Vary"] = "Accept-Language, Cookie"
        if frame.made_status() == frame.OK:
            context.keep_choices(response)
            offline.let_keep(response)
        # it has no secret that its size could give away
        compression.shrink(response)
        # of the bytes as they are sent: whoever has them already needs none
        response.add_etag(weak=True)
        response.make_conditional(request)
        return response

    def _in_words(self, href: str) -> Response:
        """The page as text alone, whole at once."""
        blocks.wait_for_all()
        frame.make(context.in_own_language(href))
        content = in_words(json.loads(to_json_plotly(frame.made_document())))
        title = frame.page_title()
        return documents.document(
            "in_words.html", title, frame.made_status(), content=content, usual=href
        )

    def document(self, parts: DocumentParts) -> str:
        """The document around Dash, in the reader's language and theme."""
        joined = self.server.extensions.get(bundles.EXTENSION)
        return INDEX.format(
            language=context.languages()[context.locale()].attributes,
            look=look(request.args.get("theme")).attributes(),
            offline=offline.attributes(),
            noscript=markup.escape(_("This page needs JavaScript.")),
            links=head.links(),
            title=markup.escape(frame.page_title()),
            entry=ENTRY.format(waiting=markup.escape(_("Loading…"))),
            # what warms the server up finds the files one by one
            parts=self._joined(joined, parts) if joined else parts,
        )

    def _joined(self, joined: bundles.Bundles, parts: DocumentParts) -> DocumentParts:
        registered, _variables = page_at(request.path)
        first = bool(registered.get(bundles.CHART_FIRST))
        return joined.link(parts, self._layout_json(), has_chart_first=first)

    def _layout_json(self) -> str:
        return self.layout_with(frame.made_document(), frame.page_title())


def create_application(
    database: Database,
    *,
    secret: str,
    jobs: Path = JOBS,
    packed: Path | None = None,
    decided: policy.Policy = policy.OPEN,
    upload_mb: int = upload_limit.DEFAULT_MB,
    proof_mb: int = proof_limit.DEFAULT_MB,
    proof_folder: ProofFolder | None = None,
    embedders: tuple[str, ...] = (),
    monitors: tuple[metrics.Network, ...] = (),
    answer_seconds: int = time_limit.DEFAULT,
    locales: Path | None = None,
    replicated: ReplicatedDatabase | None = None,
    mail: MailServer | None = None,
    webhooks: Callable[[], WebhookSender] = no_webhooks,
) -> Dash:
    """An application over a database, ready to serve: warmed, guarded, compressed; ``jobs``: where
    work keeps files, ``packed``: where scripts are kept compressed for the next start.
    """
    # a folder of languages that is wrong is told at the start, and not to a reader
    check_languages(locales)
    app = assemble(database, secret=secret, jobs=jobs)
    app.server.extensions[context.LOCALES] = locales
    _warm_up(app, app.server, packed)
    app.server.config[upload_limit.LIMIT] = upload_mb
    app.server.config[proof_limit.LIMIT] = proof_mb
    app.server.config[PROOF_FOLDER] = proof_folder
    framing.allow(app.server, embedders)
    metrics.allow(app.server, monitors)
    digests.allow(app.server, mail)
    webhooks_screen.allow(app.server, webhooks)
    app.server.config[time_limit.SETTING] = answer_seconds
    if replicated:
        replication.read_from(app.server, replicated)
    app.server.extensions[policy.EXTENSION] = (
        decided  # only now: what warms it up has not signed in
    )
    guards.trust_proxies(app.server, decided.proxies)
    return app


def assemble(database: Database, *, secret: str, jobs: Path = JOBS) -> Dash:
    """The same before it is warm: enough to make a report."""
    server = Flask("dashboard", static_folder=None)
    server.secret_key = secret
    server.extensions[context.DATABASE] = database
    server.extensions[context.ASKER] = Asker(database)
    server.extensions[policy.EXTENSION] = policy.OPEN
    request_log.register(server)
    metrics.register(server)
    validation.reject_unreadable(server)
    app = _application(server)
    guards.guard(server)
    shares.register(server)
    time_limit.register(server)
    callbacks.guard(app, server)
    server.extensions[FILES] = {}
    compression.serve(server, server.extensions[FILES])
    headers.protect(server)
    server.extensions[context.DRAWN] = Memory(REMEMBERED_DRAWINGS)
    database.timeline.forget_by(server.extensions[context.DRAWN].clear)
    server.add_url_rule(ICON, "icon", lambda: send_file(ASSETS / "favicon.svg", max_age=DAY))
    api.register(server)
    documents.register(server)
    offline.register(server)
    sign_in_routes.register(server)
    looks.register(server)
    guard.close(server)
    wall.register(server)
    council_routes.register(server)
    menu.register(server)
    job_routes.register(server, Jobs(jobs, database))
    exporting_routes.register(server)
    calendar_feed.register(server)
    feeds.register(server)
    digests.register(server)
    open_data.register(server)
    llms.register(server)
    register_files.register(server)
    form_files.register(server)
    register_site.register(server)
    indicator_site.register(server)
    overview_site.register(server)
    part_site.register(server)
    site_code.register(server)
    oembed.register(server)
    page_card.register(server)
    proofs_reading.register(server)
    submissions.register(server, jobs / "submissions")
    return app


def _warm_up(app: Dash, server: Flask, packed: Path | None) -> None:
    """Make the first page before anybody asks: only then are Dash's callbacks, scripts and their
    hashes complete.
    """
    browser = server.test_client()
    joined = bundles.bundle(
        browser.get("/").text, lambda address: browser.get(address).data, _vendored()
    )
    server.extensions[FILES].update(
        compression.pack(server, [ICON_FILE, *joined.later], packed) | joined.files(packed)
    )
    if packed:
        compression.sweep(packed)
    server.extensions[bundles.EXTENSION] = joined
    server.config[headers.POLICY] = headers.content_policy(app.csp_hashes())


def _vendored() -> list[str]:
    """The scripts that pages ask for when the first chart is drawn."""
    return [f"/assets/vendor/{path.name}" for path in sorted((ASSETS / "vendor").glob("*.js"))]


def _application(server: Flask) -> Application:
    app = Application(
        name="dashboard",
        server=server,  # type: ignore[arg-type]
        use_pages=True,
        pages_folder=str(ROOT / "pages"),
        assets_folder=str(ASSETS),
        assets_path_ignore=["^vendor$", "^offline$", "^present$", "^steward$", "^text$"],
        serve_locally=True,
        include_pages_meta=False,
        suppress_callback_exceptions=True,
        title="Itog",
        update_title="",
        routing_callback_inputs={"href": PAGE_HREF},
        enable_mcp=False,
        add_log_handler=False,
    )
    app.layout = html.Div([dash.page_container, dcc.Store(id="_itog")])
    return app
