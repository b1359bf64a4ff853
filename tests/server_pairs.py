"""Two PostgreSQL servers, of which one copies what the other writes as it comes."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL

from tests import services


@dataclass(frozen=True)
class ServerPair:
    """Both by their folders, and the second by its address."""

    first: Path
    second: Path
    copied: URL

    @property
    def writable(self) -> str:
        """The address of whichever may be written to; libpq itself finds it."""
        return self._address(self.first, self.second, "read-write")

    @property
    def readable(self) -> str:
        """The address of a replica, and of the other where there is none."""
        return self._address(self.second, self.first, "prefer-standby")

    def _address(self, one: Path, other: Path, attributes: str) -> str:
        hosts = [("host", f"{folder}:5432") for folder in (one, other)]
        address = self.copied.update_query_pairs([*hosts, ("target_session_attrs", attributes)])
        return address.render_as_string(hide_password=False)


@contextmanager
def server_pair() -> Iterator[ServerPair]:
    """A primary and its streaming replica, both running."""
    with ExitStack() as stack:
        first, second = (
            Path(
                stack.enter_context(
                    tempfile.TemporaryDirectory(prefix="itog-pg-", dir=services.in_memory())
                )
            )
            for _server in range(2)
        )
        stack.enter_context(services.cluster(first))
        yield ServerPair(first, second, stack.enter_context(services.replica(first, second)))
