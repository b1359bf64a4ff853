"""A real server of mail on this machine, and the letters that it has taken."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from flask import Flask

from dashboard.digests import routes as digests
from data.mail.server import MailServer
from tests.local import free_port

SITE = "https://itog.example"
SENDER = "Itog <itog@city.example>"
TAKEN = "250 OK"


@contextmanager
def with_mail(server: Flask) -> Iterator[None]:
    """A dashboard with a server of mail that nobody answers: its forms of digests are there."""
    settings = {
        "ITOG_SMTP_URL": "smtp://127.0.0.1:1",
        "ITOG_MAIL_FROM": SENDER,
        "ITOG_SITE": SITE,
    }
    digests.allow(server, MailServer.of(settings))
    try:
        yield
    finally:
        digests.allow(server, None)


class Mailbox:
    """What stands behind the server: ``reply`` is its word to the next letter."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.reply = TAKEN

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        """Take a letter, or refuse it."""
        if self.reply == TAKEN:
            self.letters.append(message_from_bytes(envelope.content, policy=default))
            self.recipients += envelope.rcpt_tos
        return self.reply

    def take(self) -> list[EmailMessage]:
        """The letters that have come since the last time."""
        letters, self.letters = self.letters, []
        return letters


@contextmanager
def serving_mail() -> Iterator[tuple[Mailbox, MailServer]]:
    """A server of mail and how it is reached."""
    mailbox = Mailbox()
    port = free_port()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        settings = {
            "ITOG_SMTP_URL": f"smtp://127.0.0.1:{port}",
            "ITOG_MAIL_FROM": SENDER,
            "ITOG_SITE": SITE,
        }
        mail = MailServer.of(settings)
        assert mail is not None
        yield mailbox, mail
    finally:
        controller.stop()


def text_part(letter: EmailMessage) -> str:
    """The text of a letter, as a program of mail shows it."""
    part = letter.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def html_part(letter: EmailMessage) -> str:
    part = letter.get_body(("html",))
    assert part is not None
    return str(part.get_content())
