"""Whose a form is: who has signed in, else for whom it was made, which a signature in it proves."""

import re
from dataclasses import dataclass

from flask import current_app, request
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadData, URLSafeTimedSerializer
from markupsafe import Markup

from dashboard.accounts.reader import account
from dashboard.http.address import LIMIT
from dashboard.http.context import SESSION_COOKIE
from dashboard.submissions.submission import TYPIST
from data.accounts.accounts import AccountFacts
from data.refusals import Refusal

LONGEST_PROOF = 4 * LIMIT
PROOF_SECONDS = 7 * 24 * 3600

_FORM = re.compile(r'<form\b[^>]*\bmethod="post"[^>]*>')
_ADDRESS_OF_FILES = re.compile(
    r'(?=.*enctype="multipart/form-data")(.*\baction="[^"?]*)(\??)', re.DOTALL
)


@dataclass(frozen=True)
class FormOwner:
    """Who a form was made for, and the page that it stood on."""

    account: int = 0
    name: str = ""
    page: str = ""


def was_signed_in() -> bool:
    """Whether somebody has signed in with this browser, however long ago: its cookie bears our
    signature.
    """
    serializer = SecureCookieSessionInterface().get_signing_serializer(current_app)
    try:
        return serializer is not None and bool(
            serializer.loads(request.cookies.get(SESSION_COOKIE, ""))
        )
    # signed long ago counts here, as the session's end is the very case; a forged one does not
    except BadData:
        return False


def typist_signed_in() -> AccountFacts | None:
    """Who has signed in; nobody while the database cannot say."""
    try:
        return account()
    # a busy or broken database is often why a form could not be saved: it is kept all the same
    except Refusal:
        return None


def proving(document: str, page: str) -> str:
    """A document whose forms say for whom they were made."""
    signed_in = typist_signed_in()
    # a stranger's form proves nothing, and is kept as a stranger's
    if signed_in is None or len(page) > LIMIT:
        return document
    # without the page in the address, which would grow with it
    proof, in_address = (_signer().dumps([signed_in.id, signed_in.name, at]) for at in (page, ""))
    hidden = str(Markup('<input type="hidden" name="{}" value="{}">').format(TYPIST, proof))
    # into every form of the server's documents: a screen does nothing for it (ARCHITECTURE.md)
    return _FORM.sub(lambda form: _with_proof(form[0], in_address) + hidden, document)


def _with_proof(form: str, proof: str) -> str:
    """A form of files proves it in its address too: a large body is read only where it is known
    whose it is.
    """
    return _ADDRESS_OF_FILES.sub(
        lambda address: f"{address[1]}?{TYPIST}={proof}{'&amp;' if address[2] else ''}",
        form,
        count=1,
    )


def owner_of_form() -> FormOwner:
    """Who has signed in; else for whom the form was made."""
    made_for = proven_owner(request.form.get(TYPIST, ""))
    signed_in = typist_signed_in()
    # who is signed in now has pressed the button, whoever opened the page
    return FormOwner(signed_in.id, signed_in.name, made_for.page) if signed_in else made_for


def proven_owner(proof: str) -> FormOwner:
    """For whom a form says that it was made; nobody where that is not ours, or too old."""
    # bounded before anything is decoded
    if not 0 < len(proof) <= LONGEST_PROOF:
        return FormOwner()
    try:
        return FormOwner(*_signer().loads(proof, max_age=PROOF_SECONDS))
    except BadData:
        return FormOwner()


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=TYPIST)
