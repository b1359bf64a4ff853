"""What a refusal is in a browser: its HTTP status, and its sentences where the usual ones speak of
the command line.
"""

from dataclasses import replace
from http import HTTPStatus

from data.refusals import (
    Conflict,
    Forbidden,
    NotFound,
    Problem,
    Refusal,
    TooLarge,
    TooMany,
    Unauthenticated,
    messages,
)

UNAVAILABLE = {
    "newer_database",
    "no_programmes",
    "jobs_folder_unusable",
    "jobs_not_begun",
    "proof_damaged",
    "proof_damaged_outside",
    "proof_folder_missing",
    "proof_folder_unset",
    "proof_folder_unusable",
    "proof_missing",
}
OF_THE_DATABASE = "database_"
STATUSES = (
    (NotFound, HTTPStatus.NOT_FOUND),
    (Unauthenticated, HTTPStatus.UNAUTHORIZED),
    (Forbidden, HTTPStatus.FORBIDDEN),
    (Conflict, HTTPStatus.CONFLICT),
    (TooLarge, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (TooMany, HTTPStatus.TOO_MANY_REQUESTS),
)


def status_of(refusal: Refusal) -> HTTPStatus:
    """503 for a database that cannot answer, 400 for what has no better one."""
    if any(
        each.rule in UNAVAILABLE or each.rule.startswith(OF_THE_DATABASE)
        for each in refusal.problems
    ):
        return HTTPStatus.SERVICE_UNAVAILABLE
    return next(
        (status for kind, status in STATUSES if isinstance(refusal, kind)), HTTPStatus.BAD_REQUEST
    )


def for_readers(problem: Problem) -> Problem:
    """The same problem without the words of whoever runs the server, where it is the server's own."""
    is_ours = problem.rule in UNAVAILABLE or problem.rule.startswith(OF_THE_DATABASE)
    return in_browser(problem) if is_ours else problem


def in_browser(problem: Problem) -> Problem:
    """The same problem with a remedy for forms, where the usual one names an option of a command."""
    rule = f"{problem.rule}_in_browser"
    # only some sentences have one: others name no command
    return replace(problem, rule=rule) if rule in messages() else problem


def sentences(refusal: Refusal, language: str) -> list[str]:
    """Every problem of a refusal, as a page says it."""
    return [in_browser(problem).text(language) for problem in refusal.problems]
