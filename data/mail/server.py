"""The operator's server of mail: what its settings mean, and a letter handed over to it."""

import re
import smtplib
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formataddr, parseaddr
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from data.deliveries import LONGEST_FAULT, fault_of
from data.refusals import Refusal, refuse
from data.system import reason
from data.tables.digests import LONGEST_ADDRESS

URL = "ITOG_SMTP_URL"
PASSWORD = "ITOG_SMTP_PASSWORD"  # noqa: S105 - a name
PASSWORD_FILE = "ITOG_SMTP_PASSWORD_FILE"  # noqa: S105 - a name
SENDER = "ITOG_MAIL_FROM"
SITE = "ITOG_SITE"
SETTINGS = (URL, PASSWORD, PASSWORD_FILE, SENDER, SITE)
FORM = "smtps://name@mail.example:465, smtp://name@mail.example:587"
PORTS = {"smtp": 587, "smtps": 465}
OWN_MACHINE = ("localhost", "127.0.0.1", "::1")
WAIT_SECONDS = 30
"""How long a server may say nothing."""
_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)*[A-Za-z0-9-]{1,63}"
)


@dataclass(frozen=True)
class MailServer:
    """A server of mail, whom its letters are from, and where the links in them lead: ``site`` is the
    public address of Itog, without a slash at its end.

    ``smtps`` is TLS from the first byte on, ``smtp`` STARTTLS; only on this very machine either may be
    left out.
    """

    scheme: str
    host: str
    port: int
    sender: str
    site: str
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def of(cls, settings: Mapping[str, str]) -> "MailServer | None":
        """What the operator has set; none where no server is named. Refuses what is half set, or cannot
        be read.
        """
        if not settings.get(URL):
            return None
        missing = [name for name in (SENDER, SITE) if not settings.get(name)]
        if missing:
            raise refuse("settings_missing", names=", ".join(missing))
        parts = _parts(settings[URL])
        user = unquote(parts.username or "")
        return cls(
            parts.scheme,
            str(parts.hostname),
            parts.port or PORTS[parts.scheme],
            _sender(settings[SENDER]),
            site_of(settings[SITE]),
            user,
            _password(settings) if user else "",
        )

    @property
    def domain(self) -> str:
        """What identities of letters end with."""
        return str(urlsplit(self.site).hostname)

    def send(self, letter: EmailMessage) -> None:
        """Hand a letter over; refuses where the server does not take it, and says why."""
        with self._explained(), self._connection() as connection:
            connection.send_message(letter)

    @contextmanager
    def _connection(self) -> Iterator[smtplib.SMTP]:
        context = ssl.create_default_context()
        if self.scheme == "smtps":
            with smtplib.SMTP_SSL(
                self.host, self.port, timeout=WAIT_SECONDS, context=context
            ) as connection:
                self._sign_in(connection)
                yield connection
            return
        with smtplib.SMTP(self.host, self.port, timeout=WAIT_SECONDS) as connection:
            connection.ehlo_or_helo_if_needed()
            # elsewhere a server that offers none is refused: whoever sits on the line could hide it
            if connection.has_extn("starttls") or self.host not in OWN_MACHINE:
                connection.starttls(context=context)
            self._sign_in(connection)
            yield connection

    def _sign_in(self, connection: smtplib.SMTP) -> None:
        if self.user:
            connection.login(self.user, self.password)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (OSError, smtplib.SMTPException, ValueError) as error:
            raise refuse(
                "mail_not_taken", host=f"{self.host}:{self.port}", reason=_reason(error)
            ) from error


def mail_address(text: str) -> str:
    """An address of mail as it was typed, without what stands around it; refuses what is none."""
    address = text.strip()
    if len(address) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(address) or ".." in address:
        raise refuse("mail_address_wrong", address=address[:100])
    return address


def site_of(setting: str) -> str:
    """The public address of Itog; refuses what is none of https – on this very machine http will do."""
    try:
        parts = urlsplit(setting)
    except ValueError as error:
        raise _wrong(SITE, setting, "https://itog.example") from error
    secure = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in OWN_MACHINE)
    if not (secure and parts.hostname) or parts.path.strip("/") or parts.query or parts.fragment:
        raise _wrong(SITE, setting, "https://itog.example")
    return f"{parts.scheme}://{parts.netloc}"


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _wrong(URL, "–", FORM) from error
    if parts.password is not None:
        # an address is printed by much that has nothing to do with us
        raise refuse("mail_password_in_url", setting=URL, place=PASSWORD, file=PASSWORD_FILE)
    plain = not (parts.path.strip("/") or parts.query or parts.fragment)
    if parts.scheme not in PORTS or not parts.hostname or port == 0 or not plain:
        raise _wrong(URL, url, FORM)
    return parts


def _sender(setting: str) -> str:
    """«Итог <itog@city.example>», as a header has it."""
    name, address = parseaddr(setting)
    try:
        return formataddr((name, mail_address(address)))
    except Refusal as refusal:
        raise _wrong(SENDER, setting, "Itog <itog@city.example>") from refusal


def _password(settings: Mapping[str, str]) -> str:
    """That of the environment, or of the first line of a file."""
    path = settings.get(PASSWORD_FILE)
    if not path:
        return settings.get(PASSWORD, "")
    try:
        return Path(path).read_text(encoding="utf-8").split("\n", 1)[0].strip()
    except (OSError, UnicodeDecodeError) as error:
        fault = reason(error) if isinstance(error, OSError) else "UTF-8"
        raise refuse("mail_password_file", setting=PASSWORD_FILE, reason=fault) from error


def _wrong(name: str, text: str, known: str) -> Refusal:
    return refuse("setting_wrong", name=name, given=text[:100], known=known)


def _reason(error: Exception) -> str:
    """What the server has said, in one line; never what we have said to it."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return ", ".join(_reply(*reply) for reply in error.recipients.values())[:LONGEST_FAULT]
    if isinstance(error, smtplib.SMTPResponseException):
        return _reply(error.smtp_code, error.smtp_error)
    return fault_of(error)


def _reply(code: int, text: bytes | str) -> str:
    words = text.decode(errors="replace") if isinstance(text, bytes) else text
    return " ".join(f"{code} {words}".split())[:LONGEST_FAULT]
