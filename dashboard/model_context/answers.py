"""What a tool answers: the very bytes of the API's numbers, with the page that shows them."""

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin

import orjson
from flask import Flask
from werkzeug.test import TestResponse

from dashboard.api import ROOT
from dashboard.model_context.tool import TOOLS, Arguments
from data.refusals import Problem
from data.words.offers import offer, unnamed
from indicators.periods import parse

OF_A_FINDING = ("programme", "plan", "as_of", "on", "lang")
OF_A_NUMBER = ("programme", "indicator", "district", "cut", "within_year", "as_of", "on", "lang")
"""Of a question about records, what its number depends on beside the period."""


@dataclass(frozen=True)
class ToolAnswer:
    """A document as text, or a refusal in words."""

    text: str
    is_refusal: bool = False


@dataclass(frozen=True)
class ModelReader:
    """Who asks: of which server, what opens it, and under which address people see its pages."""

    server: Flask
    site: str = ""
    authorization: str = ""

    def answer(self, name: str, arguments: Arguments) -> ToolAnswer:
        """The answer of a tool; a refusal is the API's own."""
        tool = TOOLS.get(name)
        if tool is None:
            problem = Problem("unknown_tool", {"tool": name[:80], **offer(unnamed(TOOLS), name)})
            return ToolAnswer(problem.sentence(_language(arguments)), is_refusal=True)
        response = self._ask(name, arguments)
        if response.status_code != HTTPStatus.OK:
            return ToolAnswer(response.get_json(force=True)["detail"], is_refusal=True)
        document = _digits_kept(response.text)
        document |= {
            **self._numbers(name, arguments, document["rows"]),
            "page": urljoin(self.site, tool.page(arguments)),
        }
        return ToolAnswer(orjson.dumps(document).decode())

    def _ask(self, name: str, arguments: Arguments) -> TestResponse:
        """The API, in the process: one set of rules, of rights and of limits for both."""
        headers = {"Authorization": self.authorization} if self.authorization else {}
        return self.server.test_client(use_cookies=False).get(
            f"{ROOT}/{name}", query_string=_query(arguments), headers=headers
        )

    def _numbers(self, name: str, arguments: Arguments, rows: list[Any]) -> dict[str, Any]:
        """The numbers that an answer is about, each with its definition's version and its marks."""
        question = NUMBERS.get(name, _no_question)(arguments, rows)
        if question is None:
            return {}
        period = question.pop("period", None)
        response = self._ask("values", question)
        if response.status_code != HTTPStatus.OK:
            return {}
        numbers = _digits_kept(response.text)["rows"]
        return {"numbers": [row for row in numbers if period in (None, row["period"])]}


def _no_question(_arguments: Arguments, _rows: list[Any]) -> dict[str, Any] | None:
    return None


def _of_records(arguments: Arguments, _rows: list[Any]) -> dict[str, Any] | None:
    """The number that records are behind; without a period they are behind several."""
    if not arguments.get("period"):
        return None
    period = parse(str(arguments["period"]))
    places = ["district"] if arguments.get("district") else []
    return {
        **{key: arguments[key] for key in OF_A_NUMBER if arguments.get(key) is not None},
        "years": f"{period.year}..{period.final_year}",
        "by": [*places, period.grain],
        "period": period.label,
    }


def _of_findings(arguments: Arguments, rows: list[Any]) -> dict[str, Any] | None:
    """Those of the year that is looked at."""
    named = sorted({row["indicator"] for row in rows if row["indicator"]})
    kept = {key: arguments[key] for key in OF_A_FINDING if arguments.get(key) is not None}
    return {**kept, "years": arguments["year"], "indicator": named} if named else None


NUMBERS = {"records": _of_records, "findings": _of_findings}
"""Of answers whose rows do not say it themselves, the question about their numbers."""


def _query(arguments: Arguments) -> list[tuple[str, str]]:
    """Arguments as an address has them."""
    pairs = []
    for name, value in arguments.items():
        for word in value if isinstance(value, list) else [value]:
            if word is not None:
                pairs.append((name, str(word).lower() if isinstance(word, bool) else str(word)))
    return pairs


def _language(arguments: Arguments) -> str:
    return "ru" if arguments.get("lang") == "ru" else "en"


def _digits_kept(text: str) -> dict[str, Any]:
    """A document whose numbers keep every digit that they were written with."""
    document: dict[str, Any] = json.loads(text, parse_float=orjson.Fragment)
    return document
