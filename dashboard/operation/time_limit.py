"""Reading is answered within a time that the operator sets; files are made by jobs, and changes
take as long as they take.
"""

from flask import Flask, Response, current_app, g, request

from dashboard.http.dash_internals import CALLBACKS
from data.database import time_limit
from data.settings import whole_setting

SETTING = "ITOG_ANSWER_SECONDS"
DEFAULT = 60
MOST = 3600


def seconds(setting: str) -> int:
    """The limit that the operator has set; refuses what is not a whole number of seconds."""
    return whole_setting(SETTING, setting, DEFAULT, MOST)


def register(server: Flask) -> None:
    """Limit the questions of each request that only reads."""
    server.config[SETTING] = DEFAULT

    @server.before_request
    def begin() -> None:
        reads = request.method in ("GET", "HEAD") or request.path == CALLBACKS
        # said of every request: one that was cut short must not limit the next one of its thread
        g.itog_limit = time_limit.begin(current_app.config[SETTING] if reads else None)

    @server.after_request
    def end(response: Response) -> Response:
        # what is sent piece by piece has begun in time, and goes on as long as somebody takes it
        if limit := g.pop("itog_limit", None):
            time_limit.end(limit)
        return response
