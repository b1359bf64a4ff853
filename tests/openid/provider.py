"""A provider of OpenID Connect: Canaille with forty people of one name, its database in the folder
where it is started.

It is run by the Python of its own environment: ``python provider.py PORT CLIENT SECRET BACK``
serves ``http://localhost:PORT``; ``BACK`` is where people come back to.
"""

import datetime
import sys
from pathlib import Path

from canaille import create_app
from canaille.app import models
from canaille.backends import Backend
from flask import Flask
from joserfc.jwk import RSAKey
from werkzeug.serving import run_simple

PEOPLE = [f"person-{number}" for number in range(1, 41)]
FULL_NAME = "Boris Ivanov"
PASSWORD = "correct horse battery"  # noqa: S105 - a person of the tests


def main(port: str, client: str, secret: str, back: str) -> None:
    """Serve until somebody ends the process."""
    app = create_app(
        config={
            "SECRET_KEY": secret,
            "SERVER_NAME": f"localhost:{port}",
            "PREFERRED_URL_SCHEME": "http",
            "CANAILLE": {"DATABASE": "sql", "LANGUAGE": "en", "CAPTCHA_ENABLED": False},
            "CANAILLE_SQL": {"DATABASE_URI": f"sqlite:///{Path.cwd() / 'provider.sqlite'}"},
            "CANAILLE_OIDC": {"ACTIVE_JWKS": [RSAKey.generate_key(2048).as_dict(private=True)]},
        },
        init_backend=True,
    )
    fill(app, client, secret, back)
    run_simple("127.0.0.1", int(port), app, threaded=True)


def fill(app: Flask, client: str, secret: str, back: str) -> None:
    """Make the people, and the client that asks for them."""
    moment = datetime.datetime.now(datetime.UTC)
    with app.app_context():
        backend = Backend.instance
        for name in PEOPLE:
            backend.save(
                models.User(
                    user_name=name,
                    formatted_name=FULL_NAME,
                    display_name=FULL_NAME,
                    family_name=FULL_NAME.split()[1],
                    emails=[f"{name}@example.org"],
                    password=PASSWORD,
                    password_last_update=moment,
                )
            )
        backend.save(
            models.Client(
                client_id=client,
                client_name="Itog",
                client_secret=secret,
                client_id_issued_at=moment,
                client_uri="https://itog.example",
                redirect_uris=[back],
                grant_types=["authorization_code"],
                response_types=["code"],
                scope=["openid", "profile"],
                token_endpoint_auth_method="client_secret_basic",  # noqa: S106 - a way, not a secret
                id_token_signed_response_alg="RS256",  # noqa: S106 - an algorithm
            )
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
