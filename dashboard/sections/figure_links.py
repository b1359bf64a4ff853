"""Where the figures of pages lead: to themselves, their numbers as rows, a slide, what is written of
them.
"""

from dataclasses import replace
from typing import Any

from dashboard.components.figure_menu import FigureLinks
from dashboard.http import urls
from dashboard.request import SUPPOSED, PageRequest
from dashboard.sections.subject import Subject
from data.topics import Topic
from indicators.answers.question import DISTRICT, Question
from indicators.answers.targets import CURRENT
from indicators.periods import RANGE, SHORT_GRAINS, Period
from indicators.records.place_sets import is_set
from indicators.records.places import NONE

SHEET = {"format": "csv-excel"}
"""How rows are written for people: a spreadsheet opens them as they are."""


def page_links(
    page_request: PageRequest,
    *,
    values: str = "",
    records: str = "",
    slide: str = "",
    frame: str = "",
    files: tuple[tuple[str, str], ...] = (),
) -> FigureLinks:
    """Of a figure about the whole page; the fields are those of the links."""
    # a supposition is none of the page's facts: what is taken home does not lead back to it
    page = page_request.href(**dict.fromkeys(SUPPOSED), theme=None, lang=page_request.locale)
    programme = page_request.facts.code
    return FigureLinks(
        programme, page, values=values, records=records, slide=slide, frame=frame, files=files
    )


def indicator_links(
    subject: Subject, *, slide: str = "", view: str = "", **changes: Any
) -> FigureLinks:
    """Of a figure of one indicator, whose numbers are the answers to the page's question with these
    ``changes``; a ``period`` is the only one whose answers it has. Other sites show it as ``view``.
    """
    page_request, code = subject.page_request, subject.code
    question = page_request.question(indicators=(code,), **changes)
    links = page_links(
        page_request,
        values=values_address(page_request, question),
        records=_records(subject, question),
        slide=slide,
    )
    path, looks = f"/indicator/{code}", {"theme": None, "lang": page_request.locale}
    if page_request.address.path == path:
        # figures are of the whole territory, whichever number of theirs is chosen
        frame = page_request.href(view=view, district=None, **looks)
        return replace(links, frame=frame if view else "")
    period = question.period.label if question.period else None
    own_page = page_request.page(path, cut=question.cut, period=period)
    frame = page_request.page(path, cut=question.cut, period=period, view=view, **looks)
    return replace(links, slide_page=own_page, frame=frame if view else "")


def rows_address(page_request: PageRequest, name: str, **choices: object) -> str:
    """An address of the API whose rows are a figure's, as of the page's revision and clock."""
    words = {
        "programme": page_request.facts.code,
        "as_of": page_request.as_of,
        "on": page_request.base.on,
        **choices,
    }
    chosen = {name: word for name, word in words.items() if word is not None}
    return urls.with_choices(f"/api/v1/{name}", {**chosen, **rows_for(page_request)})


def of_number(
    links: FigureLinks, subject: Subject, period: Period, district: str | None = None
) -> FigureLinks:
    """With the ways from one number to what colleagues write of it and to what has changed it; none
    of several districts together and of any days.
    """
    facts, code = subject.page_request.facts, subject.code
    if is_set(district) or period.days is not None:
        return links
    number = {
        "indicator": code,
        "district": district,
        "cut": subject.page_request.cut if district else None,
        "period": None if period.grain == RANGE else period.label,
    }
    chosen = {name: value for name, value in number.items() if value}
    changes = urls.with_choices(urls.to_rooms(facts.code, "/steward/audit"), chosen)
    topic = topic_of(subject, period, district)
    return replace(
        links, changes=changes, comments="" if topic is None else comments_address(subject, topic)
    )


def topic_of(subject: Subject, period: Period, district: str | None = None) -> Topic | None:
    """What comments on a number are about; None where there can be none."""
    if is_set(district) or period.days is not None or period.grain == RANGE or district == NONE:
        return None
    return Topic(indicator=subject.code, period=period.label, district=district or "")


def comments_address(subject: Subject, topic: Topic) -> str:
    """Where colleagues write about it."""
    room = urls.to_rooms(subject.page_request.facts.code, "/steward/comments")
    return urls.with_choices(room, topic.named)


def _records(subject: Subject, question: Question) -> str:
    """Those of the shown period; of what is not counted from records nothing."""
    if subject.now.records is None:
        return ""
    return subject.records_of(subject.period.label, question.district, cut=question.cut)


def values_address(page_request: PageRequest, question: Question) -> str:
    """The rows of a question's answers, as ``/api/v1/values`` gives them."""
    by = question.by if question.period is None else _parts_of_period(question)
    words = {
        "programme": question.programme,
        "indicator": ",".join(question.indicators),
        "years": _years(question),
        "period": question.period.label if question.period else None,
        "by": ",".join(by),
        "district": question.district,
        "cut": question.cut,
        "split": question.split,
        "within_year": "true" if question.within_year else None,
        "plan": None if question.plan == CURRENT else question.plan,
        "as_of": question.as_of,
        "on": question.on,
    }
    chosen = {name: word for name, word in words.items() if word}
    return urls.with_choices("/api/v1/values", {**chosen, **rows_for(page_request)})


def rows_for(page_request: PageRequest) -> dict[str, str]:
    """The choices of an address of rows that is for this reader."""
    return {**SHEET, "lang": page_request.language}


def _parts_of_period(question: Question) -> tuple[str, ...]:
    """A period has its own grain, unless its days or weeks are asked for."""
    return tuple(part for part in question.by if part in (DISTRICT, *SHORT_GRAINS))


def _years(question: Question) -> str | None:
    """The years, unless one period says them."""
    if question.years is None or question.period is not None:
        return None
    first, last = question.years
    return f"{first}..{last}"
