"""One POST of JSON, signed: over HTTPS, to a listed host, and no further than it leads."""

import hashlib
import hmac
import http.client
import json
import socket
import ssl
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult

from data.clock import now
from data.deliveries import fault_of
from data.refusals import refuse
from data.webhooks.hosts import SETTING, WebhookHosts
from data.webhooks.webhooks import WebhookFacts

WAIT_SECONDS = 10
"""How long a server may say nothing."""
PURPOSE = b"itog-webhook"


@dataclass(frozen=True)
class WebhookSender:
    """Which hosts are told, whose address stands in what they are told, and the server's secret."""

    hosts: WebhookHosts
    site: str
    secret: str = field(repr=False)

    def secret_of(self, key: str) -> str:
        """What signs for a webhook: nobody who has the database alone can work it out."""
        derived = hmac.new(self.secret.encode(), PURPOSE + key.encode(), hashlib.sha256)
        return f"itog_hook_{derived.hexdigest()}"

    def post(self, address: str, key: str, identity: str, content: Mapping[str, Any]) -> None:
        """Tell an address; refuses one that is not listed, and says why one did not take it."""
        parts = self.hosts.allowed(address)
        body = json.dumps(content, ensure_ascii=False).encode()
        timestamp = str(int(time.time()))
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "Itog",
            "Itog-Delivery": identity,
            "Itog-Timestamp": timestamp,
            "Itog-Signature": f"sha256={signature(self.secret_of(key), timestamp, body)}",
        }
        try:
            with closing(_connection(parts, *self.hosts.place(parts))) as connection:
                connection.request("POST", _target(parts), body, headers)
                with closing(connection.getresponse()) as response:
                    status = response.status
        except (OSError, http.client.HTTPException) as error:
            fault = fault_of(error)
            raise refuse("webhook_not_answering", host=parts.hostname, reason=fault) from error
        _refuse_status(parts, status)

    def post_test(self, facts: WebhookFacts) -> None:
        """Tell a webhook of nothing, signed as everything is; refuses what ``post`` refuses."""
        content = {"programme": facts.programme, "test": True, "at": f"{now().isoformat()}Z"}
        self.post(facts.address, facts.key, "test", content)


def no_webhooks() -> WebhookSender:
    """Where nobody has set any up."""
    raise refuse("webhooks_not_set", names=SETTING)


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """HMAC-SHA256 over the timestamp, a full stop and the body, in hexadecimal digits."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def _refuse_status(parts: SplitResult, status: int) -> None:
    if 300 <= status < 400:
        # another address would be one that nobody has listed
        raise refuse("webhook_leads_elsewhere", host=parts.hostname, status=status)
    if not 200 <= status < 300:
        raise refuse("webhook_status_wrong", host=parts.hostname, status=status)


def _target(parts: SplitResult) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _connection(parts: SplitResult, ip: str, port: int) -> http.client.HTTPConnection:
    """A connection to the address that was looked up, which has to prove that it is the host."""
    host = str(parts.hostname)
    line: socket.socket = socket.create_connection((ip, port), timeout=WAIT_SECONDS)
    try:
        if parts.scheme == "https":
            line = ssl.create_default_context().wrap_socket(line, server_hostname=host)
    except OSError:
        line.close()
        raise
    connection = http.client.HTTPConnection(host, parts.port, timeout=WAIT_SECONDS)
    connection.sock = line
    return connection
