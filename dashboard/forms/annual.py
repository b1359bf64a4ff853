"""The yearly report as a document to be edited: sentences from the data, in the reader's language."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment

from dashboard.forms import annual_sections
from dashboard.forms.annual_sections import AnnualSection
from dashboard.text import formats
from dashboard.text.labels import in_language
from dashboard.text.language import _
from indicators.forms.annual import NAME, AnnualFacts

EXTENSION = "docx"
MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEMPLATE = Path(__file__).parent / "templates" / "annual.docx"


@dataclass(frozen=True)
class AnnualColumns:
    """The heads of the table of missed plans."""

    name: str
    unit: str
    plan: str
    actual: str
    degree: str
    reason: str


def write_annual(facts: AnnualFacts, path: Path) -> None:
    """Fill the template in; everything of the data is text, whatever signs it has."""
    template = DocxTemplate(str(TEMPLATE))
    environment = SandboxedEnvironment(autoescape=True)
    template.render(
        {
            "title": in_language(NAME),
            "programme": in_language(facts.programme),
            "period": _("for {year}").format(year=facts.question.year),
            "illustrative": _illustrative(facts),
            "sections": sections(facts),
            "columns": _columns(),
            "notes": list(notes(facts)),
        },
        jinja_env=environment,
        autoescape=True,
    )
    properties = template.docx.core_properties
    properties.title, properties.author = in_language(NAME), "Itog"
    template.save(str(path))


def sections(facts: AnnualFacts) -> list[AnnualSection]:
    """The report's sections in their order."""
    return [
        annual_sections.achieved(facts),
        annual_sections.missed(facts),
        annual_sections.activities(facts),
        annual_sections.money(facts),
        annual_sections.effectiveness(facts),
        annual_sections.proposals(facts),
    ]


def notes(facts: AnnualFacts) -> Iterator[str]:
    """Which data these are; that a person completes the text."""
    yield _("The text is filled in from the data; the responsible unit edits and completes it.")
    state = _("revision {number}").format(number=facts.revision)
    yield f"{_('State of the data')}: {state}, {formats.short_date(facts.clock)}"
    if facts.data_sources:
        yield f"{_('Sources')}: {'; '.join(facts.data_sources)}"


def _illustrative(facts: AnnualFacts) -> str:
    sentence = _("Illustrative data: some of the numbers were made up for show.")
    return sentence if facts.illustrative else ""


def _columns() -> AnnualColumns:
    return AnnualColumns(
        _("Indicator"),
        _("Unit"),
        _("Plan"),
        _("Actual"),
        _("Level, %"),
        _("Reason of the deviation"),
    )
