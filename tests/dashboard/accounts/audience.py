"""Whom each address and each callback is for, as the program says; ``docs/access.md`` is written
from it:

    python -m tests.dashboard.accounts.audience
"""

from collections.abc import Iterator
from pathlib import Path

from dash import Dash

from dashboard.steward.menu import screens
from data.tables.accounts import ROLES
from tests.dashboard.walk import CALLBACK, requests_of

DOCUMENT = Path(__file__).parents[3] / "docs" / "access.md"
OPEN = "nobody"
ELSEWHERE = {
    "/": OPEN,
    "/account": "viewer",  # one's own
    "/account/digest": "viewer",
    "/account/second-factor": "viewer",
    "/account/sessions": "viewer",
    "/<path:path>": OPEN,
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": OPEN,
    "/_dash-dependencies": OPEN,
    "/_dash-layout": OPEN,
    "/_dash-update-component": OPEN,
    "/_favicon.ico": OPEN,
    "/_reload-hash": OPEN,
    "/api/": OPEN,
    "/api/<path:rest>": OPEN,
    "/api/v1/definitions": OPEN,
    "/api/v1/evaluation": OPEN,
    "/api/v1/imports": OPEN,  # whose token may
    "/api/v1/openapi.json": OPEN,
    "/api/v1/programmes": OPEN,
    "/api/v1/peers": OPEN,
    "/api/v1/ranking": OPEN,
    "/api/v1/records": OPEN,
    "/api/v1/register": OPEN,
    "/api/v1/targets": OPEN,
    "/api/v1/changes": OPEN,
    "/api/v1/decisions": OPEN,
    "/api/v1/notes": OPEN,
    "/api/v1/proofs": OPEN,
    "/api/v1/deviations": OPEN,
    "/api/v1/findings": OPEN,
    "/api/v1/values": OPEN,
    "/assets/<path:filename>": OPEN,
    "/calendar.ics": OPEN,
    "/card.png": OPEN,
    "/council/add": "steward",
    "/council/decks": "steward",
    "/council/decks/<code>": "steward",
    "/council/decks/<code>/autosave": "steward",
    "/council/decks/<code>/pictures/<name>.svg": "steward",
    "/council/decks/<code>/titles": "steward",
    "/council/snapshots": "steward",
    "/council/snapshots/new": "steward",
    "/data/<programme>/": OPEN,
    "/data/<programme>/<moment>/<name>": OPEN,
    "/data/catalog.jsonld": OPEN,
    "/digests/confirm/<token>": OPEN,  # who has the letter
    "/digests/unsubscribe/<token>": OPEN,
    "/embed/compare": OPEN,
    "/embed/districts": OPEN,
    "/embed/indicator/<code>": OPEN,
    "/embed/overview": OPEN,
    "/embed/part/<code>": OPEN,
    "/embed/register": OPEN,
    "/embed-code": OPEN,
    "/export": OPEN,
    "/favicon.ico": OPEN,
    "/feed.atom": OPEN,
    "/healthz": OPEN,
    "/indicator/<code>/feed.atom": OPEN,
    "/jobs/<token>": OPEN,  # a job that an account began is that account's alone
    "/jobs/<token>/cancel": OPEN,
    "/jobs/<token>/file": OPEN,
    "/llms.txt": OPEN,
    "/login": OPEN,
    "/login/code": OPEN,  # whose password was right in this browser
    "/login/oidc": OPEN,
    "/login/oidc/back": OPEN,
    "/logout": OPEN,
    "/looks": OPEN,
    "/metrics": OPEN,  # for the addresses that the operator names
    "/oembed": OPEN,
    "/password": OPEN,
    "/present/<deck>": OPEN,
    "/proofs": OPEN,  # what is shown to the reader
    "/proofs/<int:number>": OPEN,  # one for those who have signed in leads to signing in
    "/readyz": OPEN,
    "/indicator/<code>/records.csv": OPEN,
    "/indicator/<code>/records.xlsx": OPEN,
    "/register.xlsx": OPEN,
    "/register.html": OPEN,
    "/register.zip": OPEN,
    "/report.docx": OPEN,
    "/report/own": OPEN,
    "/report.xlsx": OPEN,
    "/table.csv": OPEN,
    "/table.xlsx": OPEN,
    "/service-worker.js": OPEN,
    "/unsaved": "viewer",  # what was typed in one browser, for who typed it
    "/unsaved/forget": "viewer",
}
"""Whom each address outside the stewards' screens is for."""

HEAD = """# Who may ask what

Every address, the methods that it takes, and which role may ask for it (●). What a role may do holds for
its own programmes alone; an address of the stewards' rooms asks again for the programme of the very thing
that is changed; `/api/v1/imports` asks for a token with the role of a steward, whoever has signed in. Where
reading asks for a sign-in (`ITOG_READING=signed`), “nobody” may ask only for what
signing in needs; whose role must have a second factor and has none may ask only for setting it up.

This page is written by the program: `python -m tests.dashboard.accounts.audience`. A test compares the two,
and others walk every address and every callback as each role and as nobody
(`tests/dashboard/accounts/test_roles.py`).

"""
CALLBACKS = """
## Callbacks

Each block of a page is drawn by a callback of its own, all through `/_dash-update-component`. They read and
change nothing, and each answers whoever may read; what a role sees more of – a way into the stewards' rooms,
say – is asked of the database inside.

| block | drawn by |
|---|---|
"""


def expected() -> dict[tuple[str, str], str]:
    """Whom every address of the stewards' screens is for, by address and method, as the screens
    say.
    """
    return {
        (route.address, route.method): route.role for screen in screens() for route in screen.routes
    }


def role_of(address: str, method: str) -> str:
    """Whom an address is for."""
    return expected().get((address, method)) or ELSEWHERE[address]


def above(role: str, minimum: str) -> bool:
    """Whether an address asks for more than a role."""
    return minimum != OPEN and ROLES.codes.index(minimum) > ROLES.codes.index(role)


def access(application: Dash) -> str:
    """The document: a table of addresses and one of callbacks."""
    roles = (OPEN, *ROLES.codes)
    head = f"| address | methods | {' | '.join(roles)} |\n|---|---|{'---|' * len(roles)}\n"
    methods: dict[tuple[str, str], list[str]] = {}
    pairs = ((rule.rule, method) for rule, method in requests_of(application))
    for address, method in sorted({*pairs, (CALLBACK, "POST")}):
        methods.setdefault((address, role_of(address, method)), []).append(method)
    rows = [_row(*key, ", ".join(names)) for key, names in methods.items()]
    return "".join((HEAD, head, *rows, CALLBACKS, *sorted(_callbacks(application))))


def _row(address: str, minimum: str, methods: str) -> str:
    marks = [minimum == OPEN, *(not above(role, minimum) for role in ROLES.codes)]
    cells = " | ".join("●" if mark else "" for mark in marks)
    return f"| `{address}` | {methods} | {cells} |\n"


def _callbacks(application: Dash) -> Iterator[str]:
    for output, known in application.callback_map.items():
        if "callback" in known:
            view = getattr(known["callback"], "__wrapped__", known["callback"])
            blocks = ", ".join(f"`{each}`" for each in output.strip(".").split("..."))
            yield f"| {blocks} | `{view.__module__}.{view.__name__}` |\n"


def main() -> None:
    """Write the document."""
    from dashboard.application import create_application
    from data.database.database import Database

    application = create_application(Database("sqlite://"), secret="access")  # noqa: S106
    application.server.test_client().get("/")
    DOCUMENT.write_text(access(application), encoding="utf-8")


if __name__ == "__main__":
    main()
