"""A real cluster of Spark for tests and the bench: a master and workers on this machine, from an
environment of their own.
"""

import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests import environments
from tests.local import free_port

LOCK = Path(__file__).parent / "requirements.txt"
HOST = "127.0.0.1"
SECONDS = 120
AT_WORK = 5.0
"""Seconds after which a worker has done a part of its work, and by far not all of it."""
READY = "Successfully registered with master"


def libraries() -> Path:
    """Where PySpark lies: whoever asks a cluster needs it among its own libraries."""
    python = environments.python("spark", LOCK)
    (folder,) = (python.parent.parent / "lib").glob("python*/site-packages")
    return folder


def environment() -> dict[str, str]:
    """That of a process that asks a cluster."""
    return {**os.environ, "PYTHONPATH": str(libraries()), "SPARK_LOCAL_IP": HOST}


@dataclass
class Standalone:
    """A master with its ``workers``, which may be killed."""

    url: str
    folder: Path
    workers: list[tuple[subprocess.Popen[bytes], Path]] = field(default_factory=list)

    def kill_worker(self) -> None:
        """Let the newest worker die in the middle of its work, with what counts for it."""
        worker, work = self.workers.pop()
        until = time.monotonic() + SECONDS
        while not _is_at_work(work) and time.monotonic() < until:
            time.sleep(0.1)
        time.sleep(AT_WORK)
        os.killpg(worker.pid, 9)
        worker.wait()

    @contextmanager
    def worker(self, number: int) -> Iterator[None]:
        """One more worker with one processor, once the master knows it."""
        words = ["worker.Worker", self.url, "--cores", "1", "--memory", "1g"]
        work = self.folder / f"work-{number}"
        log = self.folder / f"worker-{number}.log"
        with _process([*words, "--work-dir", str(work)], log, READY) as process:
            self.workers.append((process, work))
            yield


def _is_at_work(folder: Path) -> bool:
    logs = folder.rglob("stderr")
    return any("Finished task" in log.read_text() for log in logs)


@contextmanager
def standalone(folder: Path, workers: int) -> Iterator[Standalone]:
    """A cluster whose logs lie in a folder."""
    port = free_port()
    words = ["master.Master", "--port", str(port)]
    with ExitStack() as stack:
        stack.enter_context(_process(words, folder / "master.log", "I have been elected leader"))
        cluster = Standalone(f"spark://{HOST}:{port}", folder)
        for number in range(workers):
            stack.enter_context(cluster.worker(number))
        yield cluster


@contextmanager
def _process(words: list[str], log: Path, ready: str) -> Iterator[subprocess.Popen[bytes]]:
    program = libraries() / "pyspark" / "bin" / "spark-class"
    name, *rest = words
    command = [
        program,
        f"org.apache.spark.deploy.{name}",
        *rest,
        "--host",
        HOST,
        "--webui-port",
        "0",
    ]
    with log.open("w") as output:
        # a group of its own: a worker dies together with the processes that count for it
        process = subprocess.Popen(
            command, stdout=output, stderr=output, env=_settings(), start_new_session=True
        )
        try:
            _wait(process, log, ready)
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, 9)
                process.wait()


def _settings() -> Mapping[str, str]:
    home = str(libraries() / "pyspark")
    return {**os.environ, "SPARK_HOME": home, "SPARK_LOCAL_IP": HOST, "SPARK_DAEMON_MEMORY": "256m"}


def _wait(process: subprocess.Popen[bytes], log: Path, ready: str) -> None:
    for _tenth in range(SECONDS * 10):
        if process.poll() is not None:
            raise RuntimeError(f"Spark ended:\n{log.read_text()}")
        if ready in log.read_text():
            return
        time.sleep(0.1)
    raise RuntimeError(f"Spark never was ready:\n{log.read_text()}")
