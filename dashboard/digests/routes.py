"""The addresses of digests: one's own subscription, and where the links of letters lead."""

from flask import Flask

from dashboard.digests.links import CONFIRM, UNSUBSCRIBE
from dashboard.http import urls
from dashboard.http.late_view import late_view
from dashboard.sign_in.guard import signed_in
from data.mail.server import MailServer

SETTING = "ITOG_MAIL"
VIEWS = "dashboard.digests.view"


def register(server: Flask) -> None:
    """Add the addresses."""
    own = signed_in(late_view(f"{VIEWS}.show"))
    server.add_url_rule(urls.OWN_DIGEST, "own_digest", own)
    change = signed_in(late_view(f"{VIEWS}.change"))
    server.add_url_rule(urls.OWN_DIGEST, "own_digest_change", change, methods=["POST"])
    for path, name in ((CONFIRM, "confirm"), (UNSUBSCRIBE, "unsubscribe")):
        view = late_view(f"{VIEWS}.show_{name}")
        server.add_url_rule(path, f"digest_{name}_form", view)
        deed = late_view(f"{VIEWS}.{name}")
        server.add_url_rule(path, f"digest_{name}", deed, methods=["POST"])


def allow(server: Flask, mail: MailServer | None) -> None:
    """Let a server send letters by the operator's server of mail, or none."""
    server.config[SETTING] = mail
