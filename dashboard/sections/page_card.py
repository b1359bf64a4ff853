"""What a page is in the card by which messengers and social networks show a link to it: its number,
or how many plans of its year are met.
"""

from dataclasses import dataclass
from urllib.parse import quote

from dashboard.http.context import language
from dashboard.http.dash_internals import page_at
from dashboard.request import PageRequest
from dashboard.sections.choice_words import place_text
from dashboard.sections.findings import read_findings
from dashboard.sections.overview import territory_of
from dashboard.sections.subject import Subject, read_subject
from dashboard.text import formats, labels
from dashboard.text.findings import headline
from dashboard.text.language import _
from data.clock import local_day
from indicators.engine.readings import ILLUSTRATIVE
from indicators.periods import parse

PATH = "/card.png"


@dataclass(frozen=True)
class PageCard:
    """Finished words: ``number`` is large, ``facts`` stand beneath it, ``notes`` at the foot."""

    title: str
    number: str
    facts: str
    notes: str

    @property
    def description(self) -> str:
        """The same in one line."""
        return ". ".join(filter(None, (self.number, self.facts, self.notes)))


def href(address: str) -> str:
    """Where the picture of a page's card is, in the reader's language: who shows it has none."""
    return f"{PATH}?url={quote(address, safe='')}&lang={language()}"


def card_of(page_request: PageRequest) -> PageCard:
    """The card of a page; refuses an unknown indicator."""
    if page_request.address.root == "/indicator":
        return _indicator_card(page_request, read_subject(page_request))
    name = page_at(page_request.address.path)[0].get("nav")
    programme = labels.short_programme_name(page_request.facts)
    findings = read_findings(page_request)
    number = headline(findings.now, findings.before) if findings.now.planned else ""
    title = f"{programme} – {name()}" if name else programme
    mark = labels.mark_name(ILLUSTRATIVE) if page_request.facts.illustrative else ""
    place = place_text(page_request, territory_of(page_request)) or ""
    return PageCard(title, number, " · ".join(filter(None, (place, mark))), _notes(page_request))


def _indicator_card(page_request: PageRequest, subject: Subject) -> PageCard:
    answer = subject.figure
    definition = page_request.definition(subject.code, parse(answer.period).final_year)
    number = labels.answer_text(definition, answer, unit=True)
    planned = labels.planned(definition, answer)
    facts = [
        formats.period(answer.period),
        _("Plan: {plan}").format(plan=planned) if planned else "",
        labels.status_of(answer) if answer.status else "",
        *(labels.mark_name(mark) for mark in answer.marks),
    ]
    return PageCard(
        labels.name_of(definition), number, " · ".join(filter(None, facts)), _notes(page_request)
    )


def _notes(page_request: PageRequest) -> str:
    """The programme and the day of the data."""
    facts = page_request.facts
    day = _("Data: revision {revision} of {date}").format(
        revision=facts.revision, date=formats.date(local_day(facts.committed_at))
    )
    return f"{labels.short_programme_name(facts)}. {day}"
