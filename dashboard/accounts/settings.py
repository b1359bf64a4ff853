"""The operator's settings about signing in, read strictly: a misspelt lock must not be an open
door.
"""

from collections.abc import Mapping
from typing import TypeVar
from urllib.parse import urlsplit

from dashboard.accounts.policy import Policy, Provider
from data.refusals import refuse
from data.tables.accounts import ROLES
from data.words.offers import offer

READING = {"": False, "open": False, "signed": True}
OWN = {"": False, "no": False, "yes": True}
PROXIES = {"": 0, **{str(number): number for number in range(6)}}
NEWCOMERS = {"": None, "viewer": "viewer", "steward": "steward", "publisher": "publisher"}
"""Whoever has an account with the provider becomes one of these; an administrator is made by hand.
"""

Meaning = TypeVar("Meaning")
Environment = Mapping[str, str]


def decided(settings: Environment) -> Policy:
    """The policy that the settings ask for; refuses a value that is not one of those known."""
    return Policy(
        reading_signed=_one(settings, "ITOG_READING", READING),
        publish_own=_one(settings, "ITOG_PUBLISH_OWN", OWN),
        proxies=_one(settings, "ITOG_PROXIES", PROXIES),
        provider=_provider(settings),
        second_factor=_roles(settings, "ITOG_SECOND_FACTOR"),
    )


def _one(settings: Environment, name: str, known: Mapping[str, Meaning]) -> Meaning:
    value = settings.get(name, "")
    if value not in known:
        raise refuse(
            "setting_wrong", name=name, given=value[:100], known=", ".join(filter(None, known))
        )
    return known[value]


def _roles(settings: Environment, name: str) -> frozenset[str]:
    """The roles that a setting names, with commas between them; none where it is unset."""
    value = settings.get(name, "")
    roles = [role.strip() for role in value.split(",")] if value else []
    for role in roles:
        if role not in ROLES:
            raise refuse(
                "setting_of_roles_wrong", name=name, given=role[:100], **offer(ROLES.names, role)
            )
    return frozenset(roles)


def _provider(settings: Environment) -> Provider | None:
    """The provider of OpenID Connect, with all it needs or not at all."""
    needed = ("ITOG_OIDC_ISSUER", "ITOG_OIDC_CLIENT", "ITOG_OIDC_SECRET")
    role = _one(settings, "ITOG_OIDC_ROLE", NEWCOMERS)
    if not any(name in settings for name in (*needed, "ITOG_OIDC_ROLE", "ITOG_OIDC_NAME")):
        return None
    missing = [name for name in needed if name not in settings]
    if missing:
        raise refuse("settings_missing", names=", ".join(missing))
    issuer, client, secret = (settings[name] for name in needed)
    return Provider(_issuer(issuer), client, secret, role, settings.get("ITOG_OIDC_NAME", ""))


def _issuer(address: str) -> str:
    """An issuer is asked by https; on this very machine by http too."""
    url = urlsplit(address)
    own = url.hostname in ("localhost", "127.0.0.1", "::1")
    secure = url.scheme == "https" or (url.scheme == "http" and own)
    if not secure or not url.netloc or url.query or url.fragment:
        raise refuse("issuer_wrong", given=address[:200])
    return address
