"""Official forms: a programme's year in the tables that acts prescribe.

Each form is a module of ``kinds/``, found by name: ``NAME`` in both languages, ``PLACE`` in lists,
``MODEL`` (the printed form it follows), ``UNIT`` or ``None``, ``COLUMNS``, ``NAMED`` (the column that
tells what a row is), ``NOTES``, ``rows(year)`` and, where its data need any, ``remarks(year)``.
``BY_QUARTER`` asks for a quarter; with ``BY_DAYS`` a form may be of any days and of districts.
"""

from collections.abc import Iterable
from types import ModuleType

from sqlalchemy.orm import Session

from data.refusals import Names, refuse
from indicators.forms.form import QUARTERS, FormQuestion, OfficialForm, levelled
from indicators.forms.kinds import check_whole, is_by_days, modules
from indicators.forms.sources import has_illustrative, sources_of
from indicators.forms.templates.own_forms import unknown_form
from indicators.forms.year import FormYear


def official_form(session: Session, code: str, question: FormQuestion) -> OfficialForm:
    """A form filled in; refuses an unknown form, a quarter that it has not or lacks, and days and
    districts of a form of years.
    """
    if code not in modules():
        raise unknown_form(session, code, question)
    module = modules()[code]
    _check_quarter(module, question)
    if not is_by_days(code):
        check_whole(question, module.NAME)
    year = FormYear(session, question)
    return OfficialForm(
        code=code,
        name=module.NAME,
        model=module.MODEL,
        unit=module.UNIT,
        question=question,
        programme=year.programme,
        revision=year.reader.revision,
        newest=year.reader.newest,
        clock=year.evaluator.clock,
        columns=tuple(module.COLUMNS),
        named=module.NAMED,
        rows=levelled(tuple(module.rows(year)), module.COLUMNS),
        notes=(*module.NOTES, *_remarks(module, year)),
        sources=sources_of(year),
        illustrative=has_illustrative(year),
        districts=year.districts,
    )


def _remarks(module: ModuleType, year: FormYear) -> Iterable[Names]:
    remarks = getattr(module, "remarks", None)
    return tuple(remarks(year)) if remarks is not None else ()


def _check_quarter(module: ModuleType, question: FormQuestion) -> None:
    if module.BY_QUARTER and question.quarter is None:
        raise refuse("form_quarter_missing", form=module.NAME)
    if not module.BY_QUARTER and question.quarter is not None:
        raise refuse("form_quarter_needless", form=module.NAME)
    if question.quarter is not None and question.quarter not in QUARTERS:
        raise refuse("form_quarter_wrong", quarter=question.quarter)
