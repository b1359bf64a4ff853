"""Reading is answered within a time that the operator sets; files are made by jobs, and changes
take as long as they take.
"""

from flask import Flask, Response, current_app, g, request

from dashboard.http.dash_internals import CALLBACKS
from data.database import time_limit
from data.refusals import refuse

SETTING = "ITOG_ANSWER_SECONDS"
DEFAULT = 60
LEAST, MOST = 1, 3600


def seconds(setting: str) -> int:
    """The limit that the operator has set; refuses what is not a whole number of seconds."""
    if not setting:
        return DEFAULT
    if not (setting.isascii() and setting.isdigit() and LEAST <= int(setting[:9]) <= MOST):
        raise refuse("setting_wrong", name=SETTING, given=setting[:100], known=f"{LEAST} … {MOST}")
    return int(setting)


def register(server: Flask) -> None:
    """Limit the questions of each request that only reads."""
    server.config[SETTING] = DEFAULT

    @server.before_request
    def begin() -> None:
        if request.method in ("GET", "HEAD") or request.path == CALLBACKS:
            g.itog_limit = time_limit.begin(current_app.config[SETTING])

    @server.after_request
    def end(response: Response) -> Response:
        # what is sent piece by piece has begun in time, and goes on as long as somebody takes it
        if limit := g.pop("itog_limit", None):
            time_limit.end(limit)
        return response
