"""A real provider of OpenID Connect for tests: a process of its own, from an environment of its
own.
"""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests import environments
from tests.local import free_port

HERE = Path(__file__).parent
LOCK = HERE / "requirements.txt"
CLIENT = "itog"
SECRET = "known to both sides"  # noqa: S105 - of a provider that lives for one test
SECONDS = 120


@dataclass(frozen=True)
class Running:
    """A provider that answers."""

    issuer: str
    client: str = CLIENT
    secret: str = SECRET


def python() -> Path:
    """The Python of the provider's environment."""
    return environments.python("openid", LOCK)


@contextmanager
def provider(back: str, log: Path) -> Iterator[Running]:
    """Run a provider whose people come back to ``back``."""
    port = free_port()
    words = [python(), HERE / "provider.py", str(port), CLIENT, SECRET, back]
    with (
        log.open("w") as output,
        subprocess.Popen(words, cwd=log.parent, stdout=output, stderr=output) as process,
    ):
        try:
            running = Running(f"http://localhost:{port}")
            _wait(running, process, log)
            yield running
        finally:
            process.terminate()


def _wait(running: Running, process: subprocess.Popen[bytes], log: Path) -> None:
    for _tenth in range(SECONDS * 10):
        if process.poll() is not None:
            raise RuntimeError(f"The provider ended:\n{log.read_text()}")
        try:
            with urlopen(f"{running.issuer}/.well-known/openid-configuration"):  # noqa: S310 - our own process
                return
        except URLError:
            time.sleep(0.1)
    raise RuntimeError(f"The provider never answered:\n{log.read_text()}")
