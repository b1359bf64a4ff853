"""A form of a programme's own as a file: its places filled in the reader's language."""

from pathlib import Path

from dashboard.text import form_labels
from dashboard.text.labels import status_of
from indicators.forms.form import CROSS
from indicators.forms.templates import template_kind
from indicators.forms.templates.filling import Filling, Fillings
from indicators.forms.templates.own_forms import OwnFormFacts
from indicators.forms.templates.places import PERIOD, STATUS


def write_own(facts: OwnFormFacts, path: Path) -> None:
    """Fill the file in."""
    form = facts.form
    file = f"{form.code}.{form.extension}"
    path.write_bytes(template_kind(form.extension).fill(file, facts.content, fillings(facts)))


def fillings(facts: OwnFormFacts) -> Fillings:
    """What stands in each place, in the order in which the file names them."""
    return {place: _filling(facts, place) for place in facts.places}


def _filling(facts: OwnFormFacts, place: str) -> Filling:
    if place == PERIOD:
        return Filling(form_labels.period(facts.question))
    status = STATUS.fullmatch(place)
    if status is None:
        cell = facts.cells[place]
        return Filling(form_labels.cell_text(cell), cell)
    answer = facts.answers.get(status["code"])
    return Filling(status_of(answer) if answer is not None else form_labels.cell_text(CROSS))
