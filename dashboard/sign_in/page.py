"""The document that asks who the reader is: by name and password, or by a provider that vouches for
them.
"""

from http import HTTPStatus

from flask import Response, request

from dashboard.accounts.policy import policy
from dashboard.documents import document, own_address
from dashboard.http import context, urls
from dashboard.submissions import keep
from dashboard.text.language import _
from data.refusals import Problem


def sign_in_form(
    status: int = HTTPStatus.OK, refused: Problem | None = None, name: str = ""
) -> Response:
    """The form, with what was wrong and the name that was typed."""
    after = urls.local(request.args.get("next"))
    waiting = keep.waiting()
    typists = [each.name for each in waiting if each.name]
    provider = policy().provider
    return document(
        "login.html",
        _("Signing in"),
        status,
        action=_action(),
        reading_signed=policy().reading_signed,
        after=None if policy().reading_signed else after,
        name=name or next(iter(typists), ""),
        kept=_reassurance(typists) if waiting else "",
        refused=refused.sentence(context.language()) if refused else None,
        provider=urls.to_provider(after) if provider else None,
        provider_name=(provider and provider.name) or "OpenID Connect",
    )


def _action() -> str:
    """The form is also shown where a provider has sent somebody back, or a code came too late; it
    is always sent to its own address.
    """
    if request.path == urls.LOGIN:
        return own_address()
    after = request.args.get("next")
    return urls.to_login(urls.local(after)) if after else urls.LOGIN


def _reassurance(typists: list[str]) -> str:
    """That nothing is lost, and who has to sign in to see it."""
    lost = _(
        "You were signed out while you were typing. Nothing is lost: sign in, and your words stand where they were."
    )
    typist = _("It was typed as {name}.").format(name=typists[0]) if typists else ""
    return f"{lost} {typist}".strip()
