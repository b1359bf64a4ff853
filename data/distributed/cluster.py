"""A cluster of Apache Spark, which counts what one machine would count for hours."""

import re
import socket
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Select

from data.distributed.partitions import PartedTable
from data.distributed.spark_dialect import SETTINGS, compiled
from data.refusals import refuse

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

Answer = TypeVar("Answer")

MASTER = re.compile(r"spark://(?P<host>[\w.-]+):(?P<port>\d{1,5})")
LOCAL = re.compile(r"local(\[(\d+|\*)\])?")
SECONDS = 10.0
"""How long a master may take to let itself be spoken to."""
PATIENCE = 60.0
"""How long there may be no worker: one that is started again by its system is there sooner."""
LOOKS = 1.0
QUIET = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
SPARK_TYPES = {"VARCHAR": "STRING"}


class Cluster:
    """One session of Spark; ``rows`` are asked of the tables that were handed over."""

    def __init__(self, session: "SparkSession", master: str) -> None:
        self._session = session
        self._master = master

    def use(self, tables: Sequence[PartedTable]) -> None:
        """Let statements find tables by their names."""
        for table in tables:
            columns = table.columns.items()
            schema = ", ".join(f"`{name}` {SPARK_TYPES.get(kind, kind)}" for name, kind in columns)
            files = self._session.read.schema(schema).parquet(table.folder.resolve().as_uri())
            files.createOrReplaceTempView(table.name)

    def answer(self, statement: Select[Any]) -> list[tuple[Any, ...]]:
        """What a statement gives; refuses where the cluster loses all its workers or fails."""
        text, values = compiled(statement)
        return self._watched(lambda: self._session.sql(text, args=values).collect())

    def _watched(self, work: Callable[[], Answer]) -> Answer:
        with self._guarded() as lost:
            try:
                return work()
            except _errors() as error:
                if lost.is_set():
                    raise refuse("spark_workers_lost", master=self._master) from error
                raise refuse(
                    "spark_failed", master=self._master, reason=_first_line(error)
                ) from error

    @contextmanager
    def _guarded(self) -> Iterator[threading.Event]:
        """Without a worker Spark waits for ever: what it does is cancelled then."""
        over, lost = threading.Event(), threading.Event()

        def watch() -> None:
            latest = time.monotonic()
            while not over.wait(LOOKS):
                if self.workers():
                    latest = time.monotonic()
                elif time.monotonic() - latest > PATIENCE:
                    lost.set()
                    self._session.sparkContext.cancelAllJobs()

        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        try:
            yield lost
        finally:
            over.set()
            watcher.join()

    def workers(self) -> int:
        """How many processes count; this one counts by itself where there is no master."""
        context: Any = self._session.sparkContext
        executors = len(context._jsc.sc().statusTracker().getExecutorInfos())
        # Spark lists the process that asks among them
        return int(executors if LOCAL.fullmatch(self._master) else executors - 1)

    def wait_for_workers(self) -> None:
        """Refuse a master that has none to give."""
        until = time.monotonic() + PATIENCE
        while not self.workers():
            if time.monotonic() > until:
                raise refuse("spark_no_workers", master=self._master, seconds=int(PATIENCE))
            time.sleep(LOOKS)


@contextmanager
def cluster_of(master: str) -> Iterator[Cluster]:
    """A cluster that answers: ``spark://host:port``, or ``local`` for Spark on this machine alone.

    Refuses what is no address, a master that is not there and one that has no workers.
    """
    _check(master)
    with warnings.catch_warnings():
        # that it does not know of every part of today's pandas, of which nothing is used here
        warnings.simplefilter("ignore", FutureWarning)
        session = _session(master)
        try:
            cluster = Cluster(session, master)
            cluster.wait_for_workers()
            yield cluster
        finally:
            with suppress(*_errors()):
                session.stop()


def _check(master: str) -> None:
    named = MASTER.fullmatch(master)
    if named is None:
        if not LOCAL.fullmatch(master):
            raise refuse("spark_unknown_engine", engine=master)
        return
    # Spark itself would try for a minute, and say it in its log alone
    try:
        socket.create_connection((named["host"], int(named["port"])), SECONDS).close()
    except (OSError, OverflowError) as error:
        raise refuse("spark_no_master", master=master) from error


def _session(master: str) -> "SparkSession":
    try:
        from pyspark.errors import PySparkRuntimeError
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise refuse("spark_not_installed") from error
    builder = SparkSession.builder.master("local[*]" if master == "local" else master)
    builder = builder.appName("itog")
    for name, value in (SETTINGS | QUIET).items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("OFF")
    except PySparkRuntimeError as error:
        raise refuse("spark_no_java") from error
    except _errors() as error:
        raise refuse("spark_no_master", master=master) from error
    return session


def _errors() -> tuple[type[Exception], ...]:
    """What Spark and the bridge to it raise."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    return PySparkException, Py4JError, ConnectionError


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
