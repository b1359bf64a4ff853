"""Every address that gives rows: its parameters, its answer, and the schema of a row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any
from urllib.parse import urlencode

from dashboard.api import parameters as parameters
from dashboard.api import schemas
from dashboard.api.decision_schema import DECISION
from dashboard.api.number_note_schema import NUMBER_NOTE
from dashboard.api.parameters import Parameter
from dashboard.api.peer_schema import PEER
from dashboard.text.decisions import overdue_sentence
from dashboard.text.findings import finding_sentence
from dashboard.text.peers import peer_sentence
from dashboard.text.ranking import ranking_sentence
from indicators.answers.facts import programme_facts
from indicators.answers.question import Question, from_words
from indicators.asking import Asker
from indicators.decisions.numbers import DecisionNumbers
from indicators.drill_down.order import record_place
from indicators.findings.finding import Finding
from indicators.ranking.peers import peers
from indicators.ranking.rankings import rankings
from indicators.register.entries import place_of
from indicators.register.filters import RegisterFilter
from indicators.sheets import queries
from indicators.sheets.changes import caused_rows
from indicators.sheets.decisions import decision_rows
from indicators.sheets.deviations import deviation_rows
from indicators.sheets.evaluation import evaluation_rows
from indicators.sheets.findings import finding_rows, ranked_findings
from indicators.sheets.number_notes import number_note_rows
from indicators.sheets.peers import peer_rows
from indicators.sheets.ranking import ranking_rows
from indicators.sheets.register import register_rows
from indicators.sheets.rows import RowSheet

Choices = Mapping[str, Any]


@dataclass(frozen=True)
class Endpoint:
    """``answer`` takes the choices of a query; every address also takes a format and a language.

    ``beside`` are the schemas of what stands beside the rows. Of one that is ``spoken`` the rows have
    sentences in the reader's language.
    """

    path: str
    summary: str
    own: tuple[Parameter, ...]
    row: Mapping[str, Any]
    answer: Callable[[Asker, Choices], RowSheet]
    beside: Mapping[str, Any] = field(default_factory=dict)
    spoken: bool = False

    @property
    def name(self) -> str:
        return self.path.strip("/")

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return (*self.own, parameters.FORMAT, parameters.LANG)


def _programmes(asker: Asker, _choices: Choices) -> RowSheet:
    return asker.ask(queries.programmes)


def _values(asker: Asker, choices: Choices) -> RowSheet:
    return asker.ask(queries.values, _question(choices))


def _definitions(asker: Asker, choices: Choices) -> RowSheet:
    question = _question(choices)
    return asker.ask(queries.definitions, question.programme, question.as_of)


def _targets(asker: Asker, choices: Choices) -> RowSheet:
    return asker.ask(queries.targets, _question(choices))


def _deviations(asker: Asker, choices: Choices) -> RowSheet:
    return asker.ask(deviation_rows, _question(choices))


def _records(asker: Asker, choices: Choices) -> RowSheet:
    """A page of records; the next one is read as of the same revision, so that no record is missed
    or met twice.
    """
    after = choices.get("after")
    sheet = asker.ask(
        queries.record_rows,
        _question(choices),
        choices.get("period"),
        offset=parameters.whole(choices, parameters.OFFSET),
        limit=parameters.whole(choices, parameters.LIMIT),
        after=record_place(after) if after else None,
    )
    following = sheet.extra["next"]
    if following is None:
        return sheet
    # what was skipped before this page is behind its place
    question = {name: value for name, value in choices.items() if name != "offset"}
    return sheet.but(next=_following("/records", question, sheet, after=following))


def _following(path: str, choices: Choices, sheet: RowSheet, **place: object) -> str:
    """The address of the next page, as of the same revision."""
    query = urlencode({**choices, "as_of": sheet.as_of, **place}, doseq=True)
    return f"/api/v1{path}?{query}"


def _register(asker: Asker, choices: Choices) -> RowSheet:
    """A page of the register, which begins at a place: the last is read as fast as the first."""
    names = ("programme", "years", "district", "cut", "as_of")
    question = from_words({name: choices.get(name) for name in names})
    filters = RegisterFilter(
        years=question.years,
        form=choices.get("form"),
        district=question.district,
        cut=question.cut,
        violation={"yes": True, "no": False}.get(choices.get("violation", "")),
        words=choices.get("search", ""),
    )
    after = choices.get("after")
    sheet = asker.ask(
        register_rows,
        question.programme,
        filters,
        question.as_of,
        after=place_of(after) if after else None,
        limit=parameters.whole(choices, parameters.LIMIT),
    )
    following = sheet.extra["next"]
    if following is None:
        return sheet
    return sheet.but(next=_following("/register", choices, sheet, after=following))


def _evaluation(asker: Asker, choices: Choices) -> RowSheet:
    question = from_words({name: choices.get(name) for name in ("programme", "as_of", "on")})
    return asker.ask(
        evaluation_rows,
        question.programme,
        parameters.whole(choices, parameters.YEAR),
        choices.get("methodology"),
        question.as_of,
        question.on,
    )


def _findings(asker: Asker, choices: Choices) -> RowSheet:
    """The rows with the very sentences of pages and slides."""
    names = ("programme", "plan", "as_of", "on")
    question = from_words({name: choices.get(name) for name in names})
    year = parameters.whole(choices, parameters.YEAR)
    sheet = asker.ask(finding_rows, question, year)
    listed = chain.from_iterable(asker.ask(ranked_findings, question, year).values())
    rows = [
        {**row, "sentence": _sentence(finding)}
        for row, finding in zip(sheet.rows, listed, strict=True)
    ]
    return replace(sheet, rows=rows, columns=(*sheet.columns, "sentence"))


def _sentence(finding: Finding | DecisionNumbers) -> str:
    if isinstance(finding, DecisionNumbers):
        return overdue_sentence(finding)
    return finding_sentence(finding)


def _decisions(asker: Asker, choices: Choices) -> RowSheet:
    question = from_words({name: choices.get(name) for name in ("programme", "as_of", "on")})
    of_rows = choices.get("state"), choices.get("indicator")
    return asker.ask(decision_rows, question.programme, *of_rows, question.as_of, question.on)


def _notes(asker: Asker, choices: Choices) -> RowSheet:
    names = ("programme", "indicator", "years", "district", "as_of")
    return asker.ask(number_note_rows, from_words({name: choices.get(name) for name in names}))


def _ranking(asker: Asker, choices: Choices) -> RowSheet:
    """The rows with the sentences of the page of a district."""
    names = ("programme", "district", "cut", "as_of", "on")
    question = from_words({name: choices.get(name) for name in names})
    year = parameters.whole(choices, parameters.YEAR)
    sheet = asker.ask(ranking_rows, question, year)
    listed = asker.ask(rankings, question, year).rankings
    by_code = {ranking.definition.code: ranking for ranking in listed}
    rows = [
        {**row, "sentence": ranking_sentence(by_code[row["indicator"]], row["district"])}
        for row in sheet.rows
    ]
    return replace(sheet, rows=rows, columns=(*sheet.columns, "sentence"))


def _peers(asker: Asker, choices: Choices) -> RowSheet:
    """The rows with the sentence of each programme."""
    names = ("programme", "plan", "as_of", "on")
    question = from_words({name: choices.get(name) for name in names})
    year = parameters.whole(choices, parameters.YEAR)
    sheet = asker.ask(peer_rows, question, choices["indicator"], year)
    listed = asker.ask(peers, question, choices["indicator"], year)
    rows = [
        {
            **row,
            "sentence": peer_sentence(
                asker.ask(programme_facts, each.programme, question.as_of), each
            ),
        }
        for row, each in zip(sheet.rows, listed, strict=True)
    ]
    return replace(sheet, rows=rows, columns=(*sheet.columns, "sentence"))


def _changes(asker: Asker, choices: Choices) -> RowSheet:
    """What differs between two moments, each row with the revisions that made it differ."""
    grains = from_words({"by": choices.get("by") or "year"}).by
    return asker.ask(
        caused_rows, choices["programme"], choices["since"], choices.get("until"), grains
    )


def _question(choices: Choices) -> Question:
    """What belongs to the question itself; the rest is about the answer's form."""
    form = {"format", "lang", "period", "limit", "offset", "after"}
    return from_words({name: value for name, value in choices.items() if name not in form})


ADDRESSES = (
    Endpoint(
        "/programmes",
        "Programmes, and what may be asked of them",
        (),
        schemas.PROGRAMME,
        _programmes,
    ),
    Endpoint(
        "/values",
        "Values of indicators, with plan, degree and status",
        (
            parameters.PROGRAMME,
            parameters.INDICATORS,
            parameters.YEARS,
            parameters.GRID,
            parameters.DISTRICT,
            parameters.CUT,
            parameters.SPLIT,
            parameters.WITHIN,
            parameters.PLAN,
            parameters.AS_OF,
            parameters.ON,
        ),
        schemas.VALUE,
        _values,
    ),
    Endpoint(
        "/records",
        "The records that a number counts",
        (
            parameters.PROGRAMME,
            parameters.INDICATOR,
            parameters.PERIOD,
            parameters.DISTRICT,
            parameters.CUT,
            parameters.WITHIN,
            parameters.AS_OF,
            parameters.LIMIT,
            parameters.OFFSET,
            parameters.AFTER_RECORD,
        ),
        schemas.RECORD,
        _records,
        {"total": schemas.WHOLE, "next": schemas.MAYBE_TEXT},
    ),
    Endpoint(
        "/targets",
        "Targets with their history: what each act has set, and why",
        (
            parameters.PROGRAMME,
            parameters.INDICATORS,
            parameters.YEARS,
            parameters.DISTRICT,
            parameters.AS_OF,
        ),
        schemas.TARGET,
        _targets,
    ),
    Endpoint(
        "/deviations",
        "Years that came out otherwise than planned, and why",
        (
            parameters.PROGRAMME,
            parameters.INDICATORS,
            parameters.YEARS,
            parameters.AS_OF,
            parameters.ON,
        ),
        schemas.DEVIATION,
        _deviations,
    ),
    Endpoint(
        "/definitions",
        "Published definitions, every living version",
        (parameters.PROGRAMME, parameters.AS_OF),
        schemas.DEFINITION,
        _definitions,
    ),
    Endpoint(
        "/evaluation",
        "The evaluation of a year by a methodology, step by step",
        (
            parameters.PROGRAMME,
            parameters.YEAR,
            parameters.METHODOLOGY,
            parameters.AS_OF,
            parameters.ON,
        ),
        schemas.EVALUATION,
        _evaluation,
    ),
    Endpoint(
        "/findings",
        "What deserves a look in a year, as sentences: the worst, what changed, what to ask about",
        (
            parameters.PROGRAMME,
            parameters.YEAR,
            parameters.PLAN,
            parameters.AS_OF,
            parameters.ON,
        ),
        schemas.FINDING,
        _findings,
        spoken=True,
    ),
    Endpoint(
        "/ranking",
        "Districts side by side: the rank of each in each indicator, with quartiles, as sentences",
        (
            parameters.PROGRAMME,
            parameters.YEAR,
            parameters.DISTRICT,
            parameters.CUT,
            parameters.AS_OF,
            parameters.ON,
        ),
        schemas.RANKING,
        _ranking,
        spoken=True,
    ),
    Endpoint(
        "/peers",
        "An indicator in all programmes that have it: one year side by side, and what does not compare",
        (
            parameters.PROGRAMME,
            parameters.INDICATOR,
            parameters.YEAR,
            parameters.PLAN,
            parameters.AS_OF,
            parameters.ON,
        ),
        PEER,
        _peers,
        spoken=True,
    ),
    Endpoint(
        "/changes",
        "Answers that differ between two moments, old and new, with the revisions that changed them",
        (parameters.PROGRAMME, parameters.SINCE, parameters.UNTIL, parameters.OF_GRAINS),
        schemas.CHANGE,
        _changes,
        {"since": schemas.WHOLE, "by_clock": schemas.LAPSES},
    ),
    Endpoint(
        "/decisions",
        "What meetings have decided: who is to act, by when, and the number then and now",
        (
            parameters.PROGRAMME,
            parameters.DECISION_STATE,
            parameters.OF_INDICATOR,
            parameters.AS_OF,
            parameters.ON,
        ),
        DECISION,
        _decisions,
    ),
    Endpoint(
        "/notes",
        "What has been noted of numbers: what should be known of an indicator's period",
        (
            parameters.PROGRAMME,
            parameters.INDICATORS,
            parameters.OF_YEARS,
            parameters.OF_DISTRICT,
            parameters.AS_OF,
        ),
        NUMBER_NOTE,
        _notes,
    ),
    Endpoint(
        "/register",
        "The register of supported NGOs, one row a support",
        (
            parameters.PROGRAMME,
            parameters.YEARS,
            parameters.FORM,
            parameters.DISTRICT,
            parameters.CUT,
            parameters.VIOLATION,
            parameters.SEARCH,
            parameters.AS_OF,
            parameters.LIMIT,
            parameters.AFTER,
        ),
        schemas.REGISTER,
        _register,
        {"next": schemas.MAYBE_TEXT},
    ),
)
