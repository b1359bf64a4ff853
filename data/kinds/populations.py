"""Populations: residents of a district, or of the whole, on a day."""

from data.imports.columns import Labels, district, needed, origin, population_day, whole
from data.imports.columns.kind import Kind
from data.tables.places import Population

KIND = Kind(
    name="populations",
    table=Population,
    words=Labels("Население", "Populations"),
    columns=(
        district(),
        population_day(),
        needed(whole("people", "Жителей", "Residents")),
        *origin(),
    ),
    key=("district", "on_date"),
    years=("on_date",),
    place=110,
    example=(
        {"on_date": "01.01.2015", "people": "607 216", "source": "Оценка на 1 января"},
        {"district": "central", "on_date": "01.01.2015", "people": "86 591", "source": "Оценка на 1 января"},
    ),
)  # fmt: skip
