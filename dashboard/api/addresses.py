"""Every address that gives rows: its parameters, its answer, and the schema of a row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from dashboard.api import parameters as said
from dashboard.api import schemas
from dashboard.api.parameters import Parameter
from indicators.answers.question import Question, from_words
from indicators.asking import Asker
from indicators.register.entries import place_of
from indicators.register.filters import RegisterFilter
from indicators.sheets import queries
from indicators.sheets.deviations import deviation_rows
from indicators.sheets.evaluation import evaluation_rows
from indicators.sheets.register import register_rows
from indicators.sheets.rows import RowSheet

Words = Mapping[str, Any]


@dataclass(frozen=True)
class Endpoint:
    """``answer`` takes the words of a query; every address also takes a format and a language.

    ``beside`` are the schemas of what stands beside the rows.
    """

    path: str
    summary: str
    own: tuple[Parameter, ...]
    row: Mapping[str, Any]
    answer: Callable[[Asker, Words], RowSheet]
    beside: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.path.strip("/")

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return (*self.own, said.FORMAT, said.LANG)


def _programmes(asker: Asker, _words: Words) -> RowSheet:
    return asker.ask(queries.programmes)


def _values(asker: Asker, words: Words) -> RowSheet:
    return asker.ask(queries.values, _question(words))


def _definitions(asker: Asker, words: Words) -> RowSheet:
    question = _question(words)
    return asker.ask(queries.definitions, question.programme, question.as_of)


def _targets(asker: Asker, words: Words) -> RowSheet:
    return asker.ask(queries.targets, _question(words))


def _deviations(asker: Asker, words: Words) -> RowSheet:
    return asker.ask(deviation_rows, _question(words))


def _records(asker: Asker, words: Words) -> RowSheet:
    """A page of records; the next one is read as of the same revision, so that no record is missed
    or met twice.
    """
    offset, limit = said.whole(words, said.OFFSET), said.whole(words, said.LIMIT)
    sheet = asker.ask(
        queries.record_rows, _question(words), words.get("period"), offset=offset, limit=limit
    )
    following = offset + len(sheet.rows)
    more = following < sheet.extra["total"]
    return sheet.but(next=_next(words, sheet, following) if more else None)


def _next(words: Words, sheet: RowSheet, offset: int) -> str:
    return _following("/records", words, sheet, offset=offset)


def _following(path: str, words: Words, sheet: RowSheet, **place: object) -> str:
    """The address of the next page, as of the same revision."""
    query = urlencode({**words, "as_of": sheet.as_of, **place}, doseq=True)
    return f"/api/v1{path}?{query}"


def _register(asker: Asker, words: Words) -> RowSheet:
    """A page of the register, which begins at a place: the last is read as fast as the first."""
    names = ("programme", "years", "district", "cut", "as_of")
    question = from_words({name: words.get(name) for name in names})
    filters = RegisterFilter(
        years=question.years,
        form=words.get("form"),
        district=question.district,
        cut=question.cut,
        violation={"yes": True, "no": False}.get(words.get("violation", "")),
        words=words.get("search", ""),
    )
    after = words.get("after")
    sheet = asker.ask(
        register_rows,
        question.programme,
        filters,
        question.as_of,
        after=place_of(after) if after else None,
        limit=said.whole(words, said.LIMIT),
    )
    following = sheet.extra["next"]
    if following is None:
        return sheet
    return sheet.but(next=_following("/register", words, sheet, after=following))


def _evaluation(asker: Asker, words: Words) -> RowSheet:
    question = from_words({name: words.get(name) for name in ("programme", "as_of", "on")})
    return asker.ask(
        evaluation_rows,
        question.programme,
        said.whole(words, said.YEAR),
        words.get("methodology"),
        question.as_of,
        question.on,
    )


def _question(words: Words) -> Question:
    """What belongs to the question itself; the rest is about the answer's form."""
    form = {"format", "lang", "period", "limit", "offset"}
    return from_words({name: value for name, value in words.items() if name not in form})


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
            said.PROGRAMME,
            said.INDICATORS,
            said.YEARS,
            said.GRID,
            said.DISTRICT,
            said.CUT,
            said.SPLIT,
            said.WITHIN,
            said.PLAN,
            said.AS_OF,
            said.ON,
        ),
        schemas.VALUE,
        _values,
    ),
    Endpoint(
        "/records",
        "The records that a number counts",
        (
            said.PROGRAMME,
            said.INDICATOR,
            said.PERIOD,
            said.DISTRICT,
            said.CUT,
            said.WITHIN,
            said.AS_OF,
            said.LIMIT,
            said.OFFSET,
        ),
        schemas.RECORD,
        _records,
        {"total": schemas.WHOLE, "next": schemas.MAYBE_TEXT},
    ),
    Endpoint(
        "/targets",
        "Targets with their history: what each act has set, and why",
        (said.PROGRAMME, said.INDICATORS, said.YEARS, said.DISTRICT, said.AS_OF),
        schemas.TARGET,
        _targets,
    ),
    Endpoint(
        "/deviations",
        "Years that came out otherwise than planned, and why",
        (said.PROGRAMME, said.INDICATORS, said.YEARS, said.AS_OF, said.ON),
        schemas.DEVIATION,
        _deviations,
    ),
    Endpoint(
        "/definitions",
        "Published definitions, every living version",
        (said.PROGRAMME, said.AS_OF),
        schemas.DEFINITION,
        _definitions,
    ),
    Endpoint(
        "/evaluation",
        "The evaluation of a year by a methodology, step by step",
        (said.PROGRAMME, said.YEAR, said.METHODOLOGY, said.AS_OF, said.ON),
        schemas.EVALUATION,
        _evaluation,
    ),
    Endpoint(
        "/register",
        "The register of supported NGOs, one row a support",
        (
            said.PROGRAMME,
            said.YEARS,
            said.FORM,
            said.DISTRICT,
            said.CUT,
            said.VIOLATION,
            said.SEARCH,
            said.AS_OF,
            said.LIMIT,
            said.AFTER,
        ),
        schemas.REGISTER,
        _register,
        {"next": schemas.MAYBE_TEXT},
    ),
)
