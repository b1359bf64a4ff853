"""The register as open data: passport, structure and data, as CSV in a ZIP and as one XLSX.

The names of the files carry the day of the data and of their structure, as sets of open data have
them: ``data-20260301-structure-20260201.csv``.
"""

import datetime
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import Response, request

from dashboard.request import PageRequest
from dashboard.request_reading import read_page_request
from dashboard.sections.file_tables import Cell, Table, attachment, csv_text
from dashboard.sections.register.choices import read_filter, read_order
from dashboard.text import labels
from dashboard.text.language import _
from data.clock import local_day
from indicators.register.entries import RegisterEntry, all_entries
from indicators.register.filters import FORMS

ZIP, XLSX = "/register.zip", "/register.xlsx"
STRUCTURE_DAY = datetime.date(2026, 11, 29)
"""When the columns below were last changed: another set of columns is another structure."""

FIELDS = (
    ("number", "string", "Номер реестровой записи", "Number of the entry"),
    ("entered_on", "date", "Дата включения в реестр", "Day of entry"),
    ("decided_on", "date", "Дата решения об оказании поддержки", "Day of the decision"),
    ("ended_on", "date", "Дата решения о прекращении поддержки", "Day of the decision to end it"),
    ("name", "string", "Наименование организации", "Name of the organisation"),
    ("address", "string", "Почтовый адрес", "Postal address"),
    ("ogrn", "string", "ОГРН", "OGRN"),
    ("inn", "string", "ИНН", "INN"),
    ("activities", "string", "Виды деятельности", "Kinds of activity"),
    ("form", "string", "Форма поддержки", "Form of support"),
    ("amount", "decimal", "Размер поддержки, руб.", "Amount, roubles"),
    ("until", "date", "Срок оказания поддержки", "Support until"),
    ("authority", "string", "Орган, оказавший поддержку", "Authority"),
    ("violation", "boolean", "Есть сведения о нарушении", "A violation is known"),
    ("violation_details", "string", "Нарушение и принятые меры", "Violation and measures"),
    ("illustrative", "boolean", "Запись придумана для показа", "Made up to show the dashboard"),
)
"""Name, type, and description in Russian and English of each column."""


@dataclass(frozen=True)
class RegisterFiles:
    """The three tables of the set, and the day of its data."""

    day: datetime.date
    passport: Table
    structure: Table
    data: Table

    @property
    def names(self) -> tuple[str, str, str]:
        """What passport, structure and data are called."""
        structure = f"structure-{STRUCTURE_DAY:%Y%m%d}"
        return "meta.csv", f"{structure}.csv", f"data-{self.day:%Y%m%d}-{structure}.csv"


def files(page_request: PageRequest) -> tuple[tuple[str, str], ...]:
    """What the page lists, all pages of it, as files: their names and addresses."""
    known = (("CSV", ZIP), ("XLSX", XLSX), ("HTML", "/register.html"))
    return tuple(
        (name, page_request.href(path, after=None, page=None, lang=page_request.locale))
        for name, path in known
    )


def zip_view() -> Response:
    """The set as three files of CSV in one archive."""
    tables = register_tables(read_page_request(request.full_path.rstrip("?")))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        contents = (tables.passport, tables.structure, tables.data)
        for name, table in zip(tables.names, contents, strict=True):
            packed.writestr(name, csv_text(table))
    return attachment(archive.getvalue(), "application/zip", f"register-{tables.day:%Y%m%d}.zip")


def register_tables(page_request: PageRequest) -> RegisterFiles:
    """The set that the page's filters choose."""
    entries = page_request.asker.read(
        all_entries,
        page_request.facts.code,
        read_filter(page_request),
        page_request.as_of,
        read_order(page_request),
    )
    day = local_day(page_request.facts.committed_at)
    structure = [("field", "type", "description_ru", "description_en"), *FIELDS]
    data = [tuple(name for name, *_rest in FIELDS), *(_row(entry) for entry in entries)]
    files_of_set = RegisterFiles(day, (), structure, data)
    return RegisterFiles(day, list(_passport(page_request, files_of_set)), structure, data)


def _passport(page_request: PageRequest, tables: RegisterFiles) -> Iterator[Sequence[Cell]]:
    facts = page_request.facts
    _meta, structure, data = tables.names
    yield "property", "value"
    yield "identifier", f"{facts.code}-register"
    yield "title", _("Register of supported NGOs")
    yield "description", labels.programme_name(facts)
    yield "modified", tables.day
    yield "revision", str(facts.revision)
    yield "filters", page_request.href("/register", after=None, page=None)
    yield "format", "csv"
    yield "structure", structure
    yield "data", data
    yield "rows", str(len(tables.data) - 1)


def _row(entry: RegisterEntry) -> Sequence[Cell]:
    whose = entry.recipient
    known = {
        "decided_on": _day(entry),
        **{
            name: getattr(whose, name) if whose else None
            for name in ("name", "address", "ogrn", "inn", "activities")
        },
        "form": FORMS.name(entry.form, "ru"),
    }
    return [known[name] if name in known else getattr(entry, name) for name, *_rest in FIELDS]


def _day(entry: RegisterEntry) -> Cell:
    """The day; where nobody knows it, the month or the year alone, which is no day."""
    known = {"day": 10, "month": 7, "year": 4}[entry.precision]
    day = entry.decided_on
    return day if entry.precision == "day" else day.isoformat()[:known]
