"""What stays readable without a network: which documents a browser may keep, and the script by which it does.

Only what everybody may read is ever kept. ``assets/offline/service-worker.js`` goes by the header alone, since a
script is not told of the cookies that an answer sets.
"""

from pathlib import Path

from flask import Flask, Response, request, send_file
from markupsafe import Markup

from dashboard.accounts.policy import policy
from dashboard.http import urls
from dashboard.http.context import SESSION_COOKIE

SCRIPT = Path(__file__).parent.parent / "assets" / "offline" / "service-worker.js"
HEADER = "Itog-Offline"
KEEP, FORGET = "keep", "forget"


def register(server: Flask) -> None:
    """Serve the script at the root, whose pages it is for, and let it forget all when somebody has signed in."""
    server.add_url_rule(urls.SERVICE_WORKER, "service_worker", service_worker)

    @server.after_request
    def forget(response: Response) -> Response:
        if response.mimetype == "text/html" and not is_public():
            response.headers[HEADER] = FORGET
        return response


def service_worker() -> Response:
    """The script; browsers ask for it anew with each page, and are told if it is the same."""
    return send_file(SCRIPT, mimetype="text/javascript")


def is_public() -> bool:
    """Whether anybody would be given the same: reading asks for no sign-in, and the request is of no session."""
    return not policy().reading_signed and SESSION_COOKIE not in request.cookies


def let_keep(response: Response) -> None:
    """Say of a page that a browser may keep it for when there is no network, if anybody may have it."""
    if is_public():
        response.headers[HEADER] = KEEP


def attributes() -> Markup:
    """Of a document's body: whether its page registers the script."""
    return Markup("data-offline") if is_public() else Markup("")
