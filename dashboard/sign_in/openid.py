"""``/login/oidc``: a provider of OpenID Connect vouches for people; Authlib speaks with it (PKCE,
state, nonce).
"""

from functools import lru_cache
from http import HTTPStatus
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.base_client.errors import MismatchingStateError
from authlib.integrations.flask_client import FlaskIntegration
from authlib.integrations.flask_client.apps import FlaskOAuth2App
from flask import redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from joserfc.errors import JoseError
from requests import RequestException

from dashboard.accounts import reader
from dashboard.accounts.browser import browser
from dashboard.accounts.policy import Provider, policy
from dashboard.http import context, urls
from dashboard.sign_in.landing import landing
from dashboard.sign_in.page import sign_in_form
from data.accounts import accounts, attempts, sessions, subjects
from data.audit import events
from data.refusals import NotFound, Problem, Refusal, refuse

AFTER = "after"
ALGORITHMS = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "EdDSA",
    "Ed25519",
)
"""Only what the provider alone can sign: never «none», never what our own secret could sign."""
SECONDS = 10
CANCELLED = "access_denied"


def begin() -> ResponseReturnValue:
    """Send the reader to the provider."""
    provider = _configured_provider()
    try:
        going: ResponseReturnValue = _client(provider).authorize_redirect(
            url_for(urls.PROVIDER_BACK, _external=True)
        )
    except (RequestException, ValueError, RuntimeError):
        return sign_in_form(
            HTTPStatus.BAD_GATEWAY, Problem("provider_silent", {"issuer": provider.issuer})
        )
    session[AFTER] = urls.local(request.args.get("next"))
    return going


def come_back() -> ResponseReturnValue:
    """Let in whom the provider vouches for; anything else is said in words and lets nobody in."""
    provider = _configured_provider()
    try:
        account, token = _let_in(provider, _claims(provider))
    except Refusal as refusal:
        return sign_in_form(HTTPStatus.FORBIDDEN, refusal.problems[0])
    after = landing(account, session.get(AFTER))
    reader.begin(account, token)
    return redirect(after, HTTPStatus.SEE_OTHER)


def _configured_provider() -> Provider:
    provider = policy().provider
    if provider is None:
        raise NotFound(Problem("unknown_address", {"path": request.path}))
    return provider


def _claims(provider: Provider) -> dict[str, Any]:
    """What the provider says of the reader, its signature, issuer, audience and nonce checked."""
    if request.args.get("error") == CANCELLED:
        raise refuse("provider_cancelled")
    try:
        client = _client(provider)
        metadata = client.load_server_metadata()
        offered = metadata.get("id_token_signing_alg_values_supported", ALGORITHMS)
        metadata["id_token_signing_alg_values_supported"] = [
            name for name in offered if name in ALGORITHMS
        ]
        answer = client.authorize_access_token(
            claims_options={"iss": {"essential": True, "value": provider.issuer}}
        )
    except RequestException as error:
        raise refuse("provider_silent", issuer=provider.issuer) from error
    except MismatchingStateError as error:
        raise refuse("provider_doubtful") from error
    except (AuthlibBaseError, JoseError, ValueError, RuntimeError) as error:
        _note_failure(provider, error)
        raise refuse("provider_doubtful") from error
    if not answer.get("userinfo", {}).get("sub"):
        raise refuse("provider_doubtful")
    return dict(answer["userinfo"])


def _note_failure(provider: Provider, error: Exception) -> None:
    """What did not fit goes to the audit trail; the reader, who may be anybody, is told less."""
    reason = f"{type(error).__name__}: {error}"[:300]
    with context.database().writing("signing in") as writing:
        details = {"address": request.remote_addr, "provider": provider.issuer, "reason": reason}
        attempts.write_down(writing, provider.issuer, **details)


def _let_in(provider: Provider, claims: dict[str, Any]) -> tuple[accounts.AccountFacts, str]:
    """The account bound to a subject and its session; a new one for who comes first, where the
    operator wants it.
    """
    subject = subjects.subject_of(provider.issuer, str(claims["sub"]))
    with context.database().writing("signing in") as writing:
        account = subjects.bound(writing, subject)
        if account is None and provider.role is None:
            raise refuse("provider_stranger", subject=str(claims["sub"])[:200])
        if account is None:
            name = subjects.name_like(writing, _claimed_name(claims))
            account = accounts.add(writing, name, "", role=str(provider.role), subject=subject)
            events.note(
                writing, provider.issuer, "account_added", name, role=provider.role, subject=subject
            )
        if account.disabled:
            raise refuse("provider_account_closed", name=account.name)
        details = {"address": request.remote_addr, "provider": provider.issuer}
        events.note(writing, account.name, "signed_in", account.name, **details)
        return account, sessions.begin(writing, account.id, browser())


def _claimed_name(claims: dict[str, Any]) -> str:
    candidates = (claims.get(name) for name in ("name", "preferred_username", "email", "sub"))
    return next(str(name)[: accounts.LONGEST_TYPED] for name in candidates if name)


@lru_cache(maxsize=4)
def _client(provider: Provider) -> Any:
    """What speaks with a provider; it learns the provider's addresses and keys at the first word."""
    return FlaskOAuth2App(
        FlaskIntegration("provider"),
        name="provider",
        client_id=provider.client,
        client_secret=provider.secret,
        server_metadata_url=f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid profile",
            "code_challenge_method": "S256",
            "default_timeout": SECONDS,
        },
    )
