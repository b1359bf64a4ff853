"""Everything that can be asked of the server, with arguments that mean something; and all that a
database holds.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from dash import Dash
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from dashboard.accounts import policy
from dashboard.jobs import routes as job_routes
from dashboard.jobs.jobs import Jobs
from data.database.database import Database
from data.tables import metadata
from tests.dashboard.waiting import wait_for_end

CALLBACK = "/_dash-update-component"
SIGNING = ("signed_in", "signed_out", "sign_in_failed", "exported", "audit_exported")
"""What readers may leave behind: that they were here, and what they took home."""

COMING_AND_GOING = ("account_session", "sign_in_count")
"""What readers leave behind for a while: that they are signed in, and how often they have tried."""

GROWING = ("revision", "seal", "audit_event")
"""What any change of whatever programme adds to."""


@dataclass(frozen=True)
class Seeds:
    """What stands in the world that is walked through, by the names that addresses have for it."""

    programme: str
    reader: int
    deck: str
    draft: int
    upload: str
    job: str
    run: int
    organisation: int
    record: str
    version: int = 1

    def arguments(self, rule: Rule) -> dict[str, Any]:
        """What fills the variable parts of an address."""
        known: dict[str, Any] = {
            "code": self.deck if "/decks/" in rule.rule else "visits",
            "deck": self.deck,
            "token": self.upload if "/uploads/" in rule.rule else self.job,
            "identity": self.draft if "/drafts/" in rule.rule else self.reader,
            "number": self.record
            if "/records/" in rule.rule
            else self.run
            if "/imports/" in rule.rule
            else 1,
            "organisation": self.organisation,
            "kind": "consultations",
            "year": 2016,
            "path": "about",
            "rest": "v1/nothing",
            "filename": "favicon.svg",
            "package_name": "dash",
            "fingerprinted_path": "nothing.js",
            "name": "values.csv" if "/data/" in rule.rule else "nothing",
            "programme": self.programme,
            "moment": "1",
        }
        return {name: known[name] for name in rule.arguments}

    def form(self, rule: Rule) -> dict[str, Any]:
        """Fields of every form at once; those of one address go before."""
        special: dict[str, dict[str, Any]] = {
            "/steward/definitions/new": {"code": "newcomer", "kind": "count"},
            "/steward/users": {"name": "newcomer", "role": "viewer"},
            "/steward/organisations/merge": {
                "organisation": self.organisation,
                "into": self.organisation + 1,
            },
            "/steward/organisations/apart": {
                "organisation": self.organisation,
                "into": self.organisation + 1,
            },
            "/council/decks/<code>": {"do": "save", "title": "Another title", "version": "1"},
            "/login": {"name": "nobody at all", "password": "wrong wrong wrong"},
        }
        common = {
            "reason": "the walk",
            "title": "A title",
            "name": "A name",
            "version": str(self.version),
            "do": "save",
            "text": "code: visits",
            "role": "administrator",
            "kind": "overview",
            "deck": self.deck,
            "address": "/indicator/visits",
            "format": "csv",
            "date": "2016-05-05",
            "district": "north",
            "request": "consulting",
            "owner.visits": "anna",
            "old": "wrong wrong wrong",
            "new": "another good one",
            "again": "another good one",
            "agreed": "yes",
        }
        return {**common, **special.get(rule.rule, {})}


@dataclass
class Walker:
    """Somebody's browser; ``programme`` is what they say they are about."""

    client: FlaskClient
    seeds: Seeds
    programme: str
    headers: Mapping[str, str] = field(default_factory=lambda: {"Accept": "text/html"})

    def ask(self, rule: Rule, method: str) -> TestResponse:
        """Send one request and take all of its answer."""
        adapter = self.client.application.url_map.bind("localhost")
        address = adapter.build(rule.endpoint, self.seeds.arguments(rule), method=method)
        options: dict[str, Any] = {
            "query_string": {"programme": self.programme},
            "headers": dict(self.headers),
        }
        if method != "GET":
            options["data"] = self.seeds.form(rule)
        answer = self.client.open(address, method=method, **options)
        answer.get_data()
        answer.close()
        return answer


def requests_of(app: Dash) -> Iterator[tuple[Rule, str]]:
    """Every rule with every method that changes or reads, in an order that ends a session last."""
    rules = sorted(
        app.server.url_map.iter_rules(),
        key=lambda rule: (rule.rule in ("/password", "/logout"), rule.rule),
    )
    for rule in rules:
        if rule.rule != CALLBACK:
            yield from (
                (rule, method)
                for method in sorted(rule.methods or ())
                if method not in ("HEAD", "OPTIONS")
            )


def callbacks_of(app: Dash, programme: str) -> Iterator[dict[str, Any]]:
    """The body of a request for each of Dash's callbacks."""
    for output, known in app.callback_map.items():
        outputs = [_named(each) for each in output.strip(".").split("...")]
        yield {
            "output": output,
            "outputs": outputs if output.startswith("..") else outputs[0],
            "inputs": [_input_of(each, programme) for each in known["inputs"]],
            "state": [_input_of(each, programme) for each in known["state"]],
            "changedPropIds": [f"{known['inputs'][0]['id']}.{known['inputs'][0]['property']}"],
        }


def _named(output: str) -> dict[str, Any]:
    name, _dot, prop = output.rpartition(".")
    return {"id": name or output, "property": prop}


def _input_of(dependency: Mapping[str, str], programme: str) -> Any:
    page = f"/indicator/visits?programme={programme}"
    values = {
        "data": page,
        "pathname": "/indicator/visits",
        "search": f"?programme={programme}",
        "href": f"http://localhost{page}",
    }
    value = values.get(dependency["property"], {"points": [{"customdata": "2014"}]})
    if not dependency["id"].startswith("{"):
        return {"id": dependency["id"], "property": dependency["property"], "value": value}
    identity = {
        name: "x" if isinstance(part, list) else part
        for name, part in json.loads(dependency["id"]).items()
    }
    return [{"id": identity, "property": dependency["property"], "value": value}]


def is_ours(app: Dash, body: Mapping[str, Any]) -> bool:
    """Whether the server does a callback; the browser does the others by itself."""
    return "callback" in app.callback_map[body["output"]]


@dataclass
class Stage:
    """A world that is served, and what stands in it."""

    server: Flask
    database: Database
    seeds: Seeds | None = None

    def everything(self, but: int | None = None) -> dict[str, Any]:
        """Every row of every table ``but`` those of one programme, and the files that people have
        sent.
        """
        contents: dict[str, Any] = {}
        with self.database.engine.connect() as connection:
            for table in (
                each for each in metadata().sorted_tables if each.name not in COMING_AND_GOING
            ):
                # of the driver: this is read around every request, and need not be understood
                rows = connection.exec_driver_sql(f'SELECT * FROM "{table.name}"')
                place = {name: number for number, name in enumerate(rows.keys())}
                kept = (row for row in rows if _value(row, place, "action") not in SIGNING)
                contents[table.name] = {
                    repr(tuple(row))
                    for row in kept
                    if but is None or _value(row, place, "programme_id") != but
                }
        sent = self.jobs.folder.glob("uploads/*/*.json")
        contents["files"] = {path.name + path.parent.name: path.read_bytes() for path in sent}
        return contents

    @property
    def jobs(self) -> Jobs:
        jobs: Jobs = self.server.extensions[job_routes.EXTENSION]
        return jobs

    def rest(self) -> None:
        """Wait until no work is under way."""
        for state in self.jobs.folder.glob("*.json"):
            wait_for_end(self.jobs, state.stem)

    @contextmanager
    def decided(self, other: policy.Policy) -> Iterator[None]:
        """The server under another policy for a while."""
        before = self.server.extensions[policy.EXTENSION]
        self.server.extensions[policy.EXTENSION] = other
        try:
            yield
        finally:
            self.server.extensions[policy.EXTENSION] = before


def _value(row: Sequence[Any], place: Mapping[str, int], column: str) -> Any:
    return row[place[column]] if column in place else None


def changed(
    before: Mapping[str, Any], after: Mapping[str, Any], growing: bool = False
) -> list[str]:
    """The tables that are not what they were; some may have grown where something else has changed."""
    grown = {name for name in GROWING if growing and before[name] <= after[name]}
    return [name for name in before if before[name] != after[name] and name not in grown]
