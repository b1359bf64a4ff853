"""How large an upload may be: a larger one is refused by its announced size, before it is read."""

from flask import current_app, request
from werkzeug.exceptions import RequestEntityTooLarge

from dashboard.guards import LARGEST
from data.refusals import Problem, TooLarge, refuse

LIMIT = "ITOG_UPLOAD_MB"
DEFAULT_MB = 200
MOST_MB = 10_000


def megabytes(said: str) -> int:
    """The limit that the operator has set; refuses what is not a whole number of MB."""
    if said and not (said.isascii() and said.isdigit() and 0 < int(said) <= MOST_MB):
        raise refuse("setting_wrong", name=LIMIT, given=said[:100], known=f"1 … {MOST_MB}")
    return int(said or DEFAULT_MB)


def limit_mb() -> int:
    """The limit of this server, in MB."""
    found: int = current_app.config.get(LIMIT, DEFAULT_MB)
    return found


def bounded() -> None:
    """Take the form of this request, or refuse it."""
    request.max_content_length = (limit_mb() << 20) + LARGEST
    try:
        request.form  # noqa: B018 - it is read here
    except RequestEntityTooLarge as error:
        raise TooLarge(Problem("upload_too_large", {"limit": limit_mb()})) from error
