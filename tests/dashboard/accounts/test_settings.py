"""What the operator decides about signing in: read strictly, and what it does to a server."""

import pytest
from flask import Flask
from werkzeug.test import EnvironBuilder

from dashboard.accounts.policy import OPEN, Policy, Provider
from dashboard.accounts.settings import decided
from dashboard.http import guards
from data.refusals import Refusal

OIDC = {
    "ITOG_OIDC_ISSUER": "https://id.town.example",
    "ITOG_OIDC_CLIENT": "itog",
    "ITOG_OIDC_SECRET": "s",
}


def test_without_settings_everybody_reads_and_only_passwords_open() -> None:
    assert decided({}) == OPEN == Policy()


def test_what_is_set_is_decided() -> None:
    environment = {
        "ITOG_READING": "signed",
        "ITOG_PUBLISH_OWN": "yes",
        "ITOG_PROXIES": "2",
        **OIDC,
        "ITOG_OIDC_ROLE": "viewer",
        "ITOG_SECOND_FACTOR": "publisher, administrator",
    }
    roles = frozenset({"publisher", "administrator"})
    provider = Provider("https://id.town.example", "itog", "s", "viewer", "")
    assert decided(environment) == Policy(True, True, provider, 2, roles)


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        (
            {"ITOG_READING": "signd"},
            "ITOG_READING: the value “signd” will not do. It may be: open, signed",
        ),
        ({"ITOG_PUBLISH_OWN": "true"}, "It may be: no, yes"),
        ({"ITOG_PROXIES": "-1"}, "ITOG_PROXIES"),
        ({"ITOG_SECOND_FACTOR": "publishers"}, "Did you mean “Publisher (publisher)”? Name roles"),
        ({"ITOG_SECOND_FACTOR": "publisher,"}, "ITOG_SECOND_FACTOR: there is no role “”."),
        ({"ITOG_SECOND_FACTOR": "yes"}, "or leave it unset"),
        (
            {"ITOG_OIDC_ISSUER": "https://id.town.example"},
            "ITOG_OIDC_CLIENT, ITOG_OIDC_SECRET are needed too",
        ),
        ({"ITOG_OIDC_ROLE": "viewer"}, "ITOG_OIDC_ISSUER"),
        ({**OIDC, "ITOG_OIDC_ROLE": "administrator"}, "It may be: viewer, steward, publisher"),
        ({**OIDC, "ITOG_OIDC_ISSUER": "http://id.town.example"}, "must be an address https://"),
        ({**OIDC, "ITOG_OIDC_ISSUER": "id.town.example"}, "must be an address https://"),
    ],
)
def test_a_wrong_setting_is_refused_in_a_sentence(
    environment: dict[str, str], sentence: str
) -> None:
    with pytest.raises(Refusal) as refused:
        decided(environment)
    assert sentence in refused.value.text("en")
    assert refused.value.text("ru") != refused.value.text("en")


@pytest.mark.parametrize(
    ("proxies", "address", "host"),
    [
        (0, "10.0.0.1", "itog"),
        (1, "198.51.100.7", "town.example"),
        (2, "203.0.113.9", "town.example"),
    ],
)
def test_only_trusted_proxies_say_where_a_request_comes_from(
    proxies: int, address: str, host: str
) -> None:
    """A forged first entry of X-Forwarded-For is not believed: only the last ones, as many as there
    are proxies.
    """
    variables = {}
    server = Flask("behind")
    server.wsgi_app = lambda environ, start: variables.update(environ) or []  # type: ignore[method-assign, assignment]
    guards.trust_proxies(server, proxies)
    forwarded = {
        "X-Forwarded-For": "192.0.2.66, 203.0.113.9, 198.51.100.7",
        "X-Forwarded-Host": "town.example, town.example",
    }
    environ = EnvironBuilder(
        base_url="http://itog", headers=forwarded, environ_base={"REMOTE_ADDR": "10.0.0.1"}
    )
    server.wsgi_app(environ.get_environ(), lambda *_arguments: None)  # type: ignore[arg-type]
    assert (variables["REMOTE_ADDR"], variables["HTTP_HOST"]) == (address, host)
