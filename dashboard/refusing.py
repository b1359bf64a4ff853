"""The HTTP status that a refusal has, whoever says it."""

from http import HTTPStatus

from data.refusals import Conflict, Forbidden, NotFound, Refusal, TooLarge

UNAVAILABLE = {"database_not_ready", "database_busy", "database_unavailable", "newer_database"}
STATUSES = (
    (NotFound, HTTPStatus.NOT_FOUND),
    (Forbidden, HTTPStatus.FORBIDDEN),
    (Conflict, HTTPStatus.CONFLICT),
    (TooLarge, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
)


def status_of(refusal: Refusal) -> HTTPStatus:
    """503 for a database that cannot answer, 400 for what has no better one."""
    if any(each.rule in UNAVAILABLE for each in refusal.problems):
        return HTTPStatus.SERVICE_UNAVAILABLE
    return next((status for kind, status in STATUSES if isinstance(refusal, kind)), HTTPStatus.BAD_REQUEST)
