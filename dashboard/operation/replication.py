"""A streaming replica that answers those who have not signed in, and how far it is behind."""

from flask import Flask, current_app

from dashboard.http.context import ASKER, READERS_ASKER
from data.database.replica import DEFAULT_SECONDS, Lag, ReplicatedDatabase
from data.settings import whole_setting
from indicators.asking import Asker

URL = "ITOG_REPLICA_URL"
SETTING = "ITOG_REPLICA_SECONDS"
EXTENSION = "itog-replica"
MOST = 3600


def longest_lag(setting: str) -> float:
    """The seconds by which the replica may lag; refuses what is not a whole number of them."""
    return whole_setting(SETTING, setting, DEFAULT_SECONDS, MOST)


def read_from(server: Flask, replicated: ReplicatedDatabase) -> None:
    """Let the replica answer where it may."""
    asker: Asker = server.extensions[ASKER]
    server.extensions[EXTENSION] = replicated
    server.extensions[READERS_ASKER] = asker.over(replicated)


def lag() -> Lag | None:
    """How far the replica is behind; nothing where there is none."""
    replicated: ReplicatedDatabase | None = current_app.extensions.get(EXTENSION)
    return replicated.lag() if replicated else None
