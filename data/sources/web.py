"""A CSV file that another system serves by https: only from addresses that an operator has listed, and
no further than they lead.
"""

import http.client
import ssl
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from data.imports.limits import MEGABYTES, SECONDS, ImportLimits
from data.refusals import refuse

SETTING = "ITOG_CSV_SOURCES"
AT_ONCE = 1 << 16
WAIT_SECONDS = 30
"""How long a server may say nothing."""
LONGEST = 2_000
OWN_MACHINE = ("localhost", "127.0.0.1", "::1")
NAMELESS = "download.csv"


@dataclass(frozen=True)
class CsvSources:
    """Addresses whose files may be read: each whole, or with all that is below it where it ends with a
    slash.
    """

    addresses: tuple[str, ...] = ()

    @classmethod
    def of(cls, setting: str) -> "CsvSources":
        """What an operator has listed, with spaces between; refuses what is no address of https."""
        addresses = tuple(setting.split())
        for address in addresses:
            address_parts(address)
        return cls(addresses)

    def allowed(self, address: str) -> SplitResult:
        """The parts of an address; refuses one that is not listed."""
        parts = address_parts(address)
        if not any(_is_below(parts, address_parts(listed)) for listed in self.addresses):
            raise refuse(
                "web_not_listed",
                address=address[:200],
                setting=SETTING,
                listed=", ".join(self.addresses)[:500] or "–",
            )
        return parts


def download(sources: CsvSources, address: str, folder: Path, limits: ImportLimits) -> Path:
    """Write the file of an address into a folder; refuses an address that is not listed, an answer that
    is no file, and what is beyond the limits of a file.
    """
    parts = sources.allowed(address)
    target = folder / _name(parts)
    until = time.monotonic() + limits.seconds
    with (
        _explained(parts),
        closing(_connection(parts)) as connection,
        closing(_pieces(connection, parts)) as pieces,
        target.open("wb") as file,
    ):
        for piece in pieces:
            file.write(piece)
            if file.tell() > limits.megabytes << 20:
                raise refuse("web_large", limit=limits.megabytes, setting=MEGABYTES)
            if time.monotonic() > until:
                raise refuse("web_time_over", limit=limits.seconds, setting=SECONDS)
    return target


def _pieces(
    connection: http.client.HTTPConnection, parts: SplitResult
) -> Generator[bytes, None, None]:
    """The body of an answer that is one; another address that it names is not asked."""
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection.request("GET", path, headers={"Accept-Encoding": "identity", "User-Agent": "Itog"})
    with closing(connection.getresponse()) as response:
        _refuse_no_file(response, parts)
        while piece := response.read(AT_ONCE):
            yield piece
        # read by pieces, a body that ends too early looks like one that is whole
        if response.length:
            raise http.client.IncompleteRead(b"", response.length)


def _refuse_no_file(response: http.client.HTTPResponse, parts: SplitResult) -> None:
    if response.status in range(300, 400):
        leads = (response.getheader("Location") or "–")[:200]
        raise refuse("web_leads_elsewhere", address=leads, setting=SETTING)
    if response.status != http.client.OK:
        raise refuse("web_status_wrong", host=parts.hostname, status=response.status)
    if response.length is None and not response.chunked:
        raise refuse("web_length_unknown", host=parts.hostname)


@contextmanager
def _explained(parts: SplitResult) -> Iterator[None]:
    try:
        yield
    except (OSError, http.client.HTTPException) as error:
        reason = type(error).__name__ if not str(error) else str(error)[:200]
        raise refuse("web_not_answering", host=parts.hostname, reason=reason) from error


def _connection(parts: SplitResult) -> http.client.HTTPConnection:
    host = str(parts.hostname)
    if parts.scheme == "http":
        return http.client.HTTPConnection(host, parts.port, timeout=WAIT_SECONDS)
    context = ssl.create_default_context()
    return http.client.HTTPSConnection(host, parts.port, timeout=WAIT_SECONDS, context=context)


def address_parts(address: str) -> SplitResult:
    """An address taken apart; refuses one that is not https – on this very machine http will do –, that
    has a password in it, or that goes up.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise _wrong(address) from error
    secure = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in OWN_MACHINE)
    plain = address.isascii() and address.isprintable() and " " not in address
    # decoded twice: what a server makes of it must not lead out of what is listed
    steps = unquote(unquote(parts.path)).replace("\\", "/").split("/")
    goes_up = any(step in (".", "..") for step in steps)
    if not (secure and plain and parts.hostname) or "@" in parts.netloc or goes_up or port == 0:
        raise _wrong(address)
    if parts.fragment or len(address) > LONGEST:
        raise _wrong(address)
    return parts


def _wrong(address: str) -> Exception:
    return refuse("web_address_wrong", address=address.partition("@")[2][:200] or address[:200])


def _is_below(parts: SplitResult, listed: SplitResult) -> bool:
    if _origin(parts) != _origin(listed):
        return False
    if listed.path.endswith("/") and not listed.query:
        return parts.path.startswith(listed.path)
    return (parts.path, parts.query) == (listed.path, listed.query)


def _origin(parts: SplitResult) -> Sequence[object]:
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}[parts.scheme]


def _name(parts: SplitResult) -> str:
    """What the file is called: the last step of the address, of harmless characters."""
    last = unquote(parts.path).rpartition("/")[2]
    kept = "".join(sign if sign.isalnum() or sign in "._-" else "_" for sign in last).strip("._-")
    return kept[:100] or NAMELESS
