"""Official forms: a programme's year in the tables that acts prescribe.

Each form is a module of ``kinds/``, found by name: ``NAME`` in both languages, ``PLACE`` in lists,
``MODEL`` (the printed form it follows), ``UNIT`` or ``None``, ``COLUMNS``, ``NAMED`` (the column that
tells what a row is), ``NOTES``, ``rows(year)`` and, where its data need any, ``remarks(year)``.
``BY_QUARTER`` asks for a quarter.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from sqlalchemy.orm import Session

from data.refusals import LONGEST, Names, NotFound, Problem, refuse
from data.words.offers import offer
from indicators.forms import kinds
from indicators.forms.form import FormQuestion, OfficialForm, levelled
from indicators.forms.sources import has_illustrative, sources_of
from indicators.forms.year import FormYear

QUARTERS = (1, 2, 3, 4)


@cache
def modules() -> Mapping[str, ModuleType]:
    """Every form by its code, in the order in which they are offered."""
    listed = {
        module.name: import_module(f"{kinds.__name__}.{module.name}")
        for module in iter_modules(kinds.__path__)
    }
    return dict(sorted(listed.items(), key=lambda pair: pair[1].PLACE))


def form_names() -> Mapping[str, Names]:
    """What each form is called, by its code."""
    return {code: module.NAME for code, module in modules().items()}


def is_quarterly(code: str) -> bool:
    """Whether a form is of a quarter; refuses an unknown form."""
    return bool(_module(code).BY_QUARTER)


def official_form(session: Session, code: str, question: FormQuestion) -> OfficialForm:
    """A form filled in; refuses an unknown form, and a quarter that it has not or lacks."""
    module = _module(code)
    _check_quarter(module, question)
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
    )


def _remarks(module: ModuleType, year: FormYear) -> Iterable[Names]:
    remarks = getattr(module, "remarks", None)
    return tuple(remarks(year)) if remarks is not None else ()


def _module(code: str) -> ModuleType:
    if code not in modules():
        params = {"form": code[:LONGEST], **offer(form_names(), code)}
        raise NotFound(Problem("form_unknown", params))
    return modules()[code]


def _check_quarter(module: ModuleType, question: FormQuestion) -> None:
    if module.BY_QUARTER and question.quarter is None:
        raise refuse("form_quarter_missing", form=module.NAME)
    if not module.BY_QUARTER and question.quarter is not None:
        raise refuse("form_quarter_needless", form=module.NAME)
    if question.quarter is not None and question.quarter not in QUARTERS:
        raise refuse("form_quarter_wrong", quarter=question.quarter)
