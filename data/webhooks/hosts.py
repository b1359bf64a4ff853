"""Where webhooks may lead: hosts that an operator has listed, and no others."""

import ipaddress
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult

from data.refusals import refuse
from data.sources.web import address_parts

SETTING = "ITOG_WEBHOOK_HOSTS"
PORTS = {"https": 443, "http": 80}
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True)
class WebhookHosts:
    """Names of hosts, and networks; an address inside no public network is reached only where one of
    these networks has it.
    """

    names: frozenset[str] = frozenset()
    networks: tuple[Network, ...] = ()

    @classmethod
    def of(cls, setting: str) -> "WebhookHosts":
        """What an operator has listed, with spaces between."""
        words = setting.lower().split()
        networks = {word: network for word in words if (network := _network(word))}
        return cls(frozenset(words) - networks.keys(), tuple(networks.values()))

    @property
    def listed(self) -> str:
        """All of them, with spaces between."""
        return " ".join([*sorted(self.names), *map(str, self.networks)])

    def allowed(self, address: str) -> SplitResult:
        """The parts of an address; refuses one whose host is not listed."""
        parts = address_parts(address)
        host = str(parts.hostname)
        network = _network(host)
        if host not in self.names and (network is None or not self._has(host)):
            listed = self.listed or "–"
            raise refuse("webhook_not_listed", host=host, setting=SETTING, listed=listed)
        return parts

    def place(self, parts: SplitResult) -> tuple[str, int]:
        """The IP address and port to connect to – that very address, so that a name that is looked up
        once more cannot lead elsewhere; refuses a private one that no listed network has.
        """
        host, port = str(parts.hostname), parts.port or PORTS[parts.scheme]
        for ip in _looked_up(host, port):
            if ipaddress.ip_address(ip).is_global or self._has(ip):
                return ip, port
        raise refuse("webhook_private", host=host, setting=SETTING)

    def _has(self, ip: str) -> bool:
        return any(ipaddress.ip_address(ip) in network for network in self.networks)


def _network(word: str) -> Network | None:
    try:
        return ipaddress.ip_network(word, strict=False)
    except ValueError:
        return None


def _looked_up(host: str, port: int) -> Iterable[str]:
    rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    # without the zone of a local address, which `ipaddress` reads and a public one never has
    return dict.fromkeys(str(row[4][0]) for row in rows)
