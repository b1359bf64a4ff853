"""Links of letters: each names a subscription, and is signed, so that nobody can make one up."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer, URLSafeTimedSerializer

from dashboard.http import urls
from data.digests.subscriptions import Subscription
from data.refusals import NotFound, Problem

CONFIRM_SECONDS = 3 * 24 * 3600
CONFIRM = f"{urls.DIGESTS}/confirm/<token>"
UNSUBSCRIBE = f"{urls.DIGESTS}/unsubscribe/<token>"
LONGEST = 500


def confirm_path(subscription: Subscription) -> str:
    """What confirms the address of a subscription, for three days."""
    return CONFIRM.replace("<token>", str(_confirming().dumps(_named(subscription))))


def unsubscribe_path(subscription: Subscription) -> str:
    """What ends a subscription, as long as there is one."""
    return UNSUBSCRIBE.replace("<token>", str(_ending().dumps(_named(subscription))))


def read_confirm(token: str) -> tuple[int, str]:
    """Identity and key of the subscription; refuses what is old, or was not signed here."""
    return _read(partial(_confirming().loads, max_age=CONFIRM_SECONDS), token)


def read_unsubscribe(token: str) -> tuple[int, str]:
    """The same of a link that never grows old."""
    return _read(_ending().loads, token)


def _named(subscription: Subscription) -> list[int | str]:
    return [subscription.id, subscription.key]


def _confirming() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="itog-digest-confirm")


def _ending() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="itog-digest-unsubscribe")


def _read(load: Callable[[str], Any], token: str) -> tuple[int, str]:
    try:
        identity, key = load(token[:LONGEST])
    except (BadData, ValueError, TypeError) as error:
        raise NotFound(Problem("digest_link_old")) from error
    return int(identity), str(key)
