"""The server of mail: settings that are read strictly, and a line that nobody else reads."""

from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from data.mail import server
from data.mail.server import MailServer
from data.refusals import Refusal
from tests.mailbox import serving_mail

WHOLE = {
    "ITOG_SMTP_URL": "smtps://it%40og@mail.example",
    "ITOG_SMTP_PASSWORD": "correct horse",
    "ITOG_MAIL_FROM": "Итог <itog@city.example>",
    "ITOG_SITE": "https://itog.example/",
}


def test_what_the_operator_has_set_is_read_and_the_password_never_printed() -> None:
    mail = MailServer.of(WHOLE)
    assert mail is not None
    assert (mail.scheme, mail.host, mail.port, mail.user) == (
        "smtps",
        "mail.example",
        465,
        "it@og",
    )
    assert (mail.site, mail.domain, mail.password) == (
        "https://itog.example",
        "itog.example",
        "correct horse",
    )
    assert "horse" not in repr(mail)
    assert MailServer.of({}) is None


def test_a_password_may_stand_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "password"
    path.write_text("of a file\n", encoding="utf-8")
    mail = MailServer.of({**WHOLE, "ITOG_SMTP_PASSWORD_FILE": str(path)})
    assert mail is not None
    assert (mail.user, mail.password) == ("it@og", "of a file")
    with pytest.raises(Refusal, match="cannot be read"):
        MailServer.of({**WHOLE, "ITOG_SMTP_PASSWORD_FILE": str(tmp_path / "none")})


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("ITOG_SMTP_URL", "smtps://itog:secret@mail.example", "There is a password in"),
        ("ITOG_SMTP_URL", "mail.example:25", "ITOG_SMTP_URL"),
        ("ITOG_SMTP_URL", "smtp://mail.example:99999", "ITOG_SMTP_URL"),
        ("ITOG_SMTP_URL", "http://mail.example", "ITOG_SMTP_URL"),
        ("ITOG_MAIL_FROM", "Itog", "ITOG_MAIL_FROM"),
        ("ITOG_MAIL_FROM", "", "ITOG_MAIL_FROM"),
        ("ITOG_SITE", "http://itog.example", "ITOG_SITE"),
        ("ITOG_SITE", "https://itog.example/below", "ITOG_SITE"),
        ("ITOG_SITE", "", "ITOG_SITE"),
    ],
)
def test_a_setting_that_is_wrong_is_refused_by_its_name(
    name: str, value: str, sentence: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        MailServer.of({**WHOLE, name: value})
    assert sentence in str(refusal.value)
    assert "secret" not in str(refusal.value)


def test_without_encryption_a_letter_leaves_this_machine_never(monkeypatch: Any) -> None:
    letter = EmailMessage()
    letter["From"] = letter["To"] = "itog@city.example"
    letter.set_content("hello")
    with serving_mail() as (mailbox, mail):
        mail.send(letter)
        assert len(mailbox.take()) == 1
        # as if the server, which has no STARTTLS, were elsewhere
        monkeypatch.setattr(server, "OWN_MACHINE", ())
        with pytest.raises(Refusal, match="STARTTLS"):
            mail.send(letter)
        assert mailbox.take() == []


def test_a_server_that_is_not_there_is_said() -> None:
    with serving_mail() as (_mailbox, mail):
        pass
    with pytest.raises(Refusal, match="has not taken the letter"):
        mail.send(EmailMessage())
