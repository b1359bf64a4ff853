"""The web application: pages, languages, guards, headers and files, put together once."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import dash
from dash import Dash, dcc, html
from flask import Flask, send_file

from dashboard import documents, offline, rooms
from dashboard.accounts import policy, reader
from dashboard.digests import routes as digests
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
from dashboard.http.dash_internals import PAGE_HREF
from dashboard.operation import metrics, replication, request_log, shares, time_limit
from dashboard.page_document import Application
from dashboard.sign_in import guard
from dashboard.steward.proofs import limit as proof_limit
from dashboard.steward.webhooks import screen as webhooks_screen
from dashboard.text.language import check_languages
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
    server.config[context.WORK_FOLDER] = jobs
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
    database.timeline.lead(server.extensions[context.DRAWN])
    server.add_url_rule(ICON, "icon", lambda: send_file(ASSETS / "favicon.svg", max_age=DAY))
    documents.register(server)
    offline.register(server)
    reader.remember_readers(server)
    guard.close(server)
    # last: what is said above of every request is said of theirs
    rooms.register(server)
    return app


def _warm_up(app: Dash, server: Flask, packed: Path | None) -> None:
    """Make the first page before anybody asks: only then are Dash's callbacks, scripts and their
    hashes complete.
    """
    browser = server.test_client()
    joined = bundles.bundle(
        browser.get("/").text, lambda address: browser.get(address).data, _charts()
    )
    server.extensions[FILES].update(
        compression.pack(server, [ICON_FILE, joined.charts], packed) | joined.files(packed)
    )
    if packed:
        compression.sweep(packed)
    server.extensions[bundles.EXTENSION] = joined
    server.config[headers.POLICY] = headers.content_policy(app.csp_hashes())


def _charts() -> str:
    """The address of the script that draws charts, which names its version."""
    (path,) = (ASSETS / "vendor").glob("*.js")
    return f"/assets/vendor/{path.name}"


def _application(server: Flask) -> Application:
    app = Application(
        name="dashboard",
        server=server,  # type: ignore[arg-type]
        use_pages=True,
        pages_folder=str(ROOT / "pages"),
        assets_folder=str(ASSETS),
        assets_path_ignore=["^vendor$", "^first$", "^offline$", "^present$", "^steward$", "^text$"],
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
