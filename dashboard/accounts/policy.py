"""What the operator has decided about signing in."""

from dataclasses import dataclass

from flask import current_app

from data.accounts.accounts import AccountFacts

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

    how many proxies stand before the server and say truly where a request comes from, and which
    roles must have a second factor.
    """

    reading_signed: bool = False
    publish_own: bool = False
    provider: Provider | None = None
    proxies: int = 0
    second_factor: frozenset[str] = frozenset()

    def lacks_factor(self, account: AccountFacts) -> bool:
        """Whether an account has to set up a second factor first; of people who sign in by a
        provider alone the provider asks for one, or not.
        """
        must = account.role in self.second_factor and account.has_password
        return must and not account.second_factor


OPEN = Policy()
"""Everybody reads, two people publish, and only passwords open."""


def policy() -> Policy:
    """The policy of the server that answers."""
    decided: Policy = current_app.extensions[EXTENSION]
    return decided
