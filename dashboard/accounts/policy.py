"""What the operator has decided about signing in."""

from dataclasses import dataclass

from flask import current_app

EXTENSION = "itog-policy"


@dataclass(frozen=True)
class Provider:
    """A provider of OpenID Connect, and what it makes of people who have no account yet: ``role``,
    or nothing.
    """

    issuer: str
    client: str
    secret: str
    role: str | None = None
    name: str = ""


@dataclass(frozen=True)
class Policy:
    """Whether reading asks for a sign-in, whether one person may both propose and publish, who else
    vouches for people,

    and how many proxies stand before the server and say truly where a request comes from.
    """

    reading_signed: bool = False
    publish_own: bool = False
    provider: Provider | None = None
    proxies: int = 0


OPEN = Policy()
"""Everybody reads, two people publish, and only passwords open."""


def policy() -> Policy:
    """The policy of the server that answers."""
    decided: Policy = current_app.extensions[EXTENSION]
    return decided
