"""What a place of a form is filled with."""

from collections.abc import Mapping
from dataclasses import dataclass

from indicators.forms.form import FormCell


@dataclass(frozen=True)
class Filling:
    """A place's words as they are printed; ``cell`` where it is a number or a day of its own."""

    text: str
    cell: FormCell | None = None


Fillings = Mapping[str, Filling]
