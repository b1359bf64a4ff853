"""Citizens' initiatives considered by the expert group."""

from data.imports.columns import (
    Labels,
    district,
    needed,
    number,
    organisation,
    origin,
    record_day,
    text,
    whole,
    word,
)
from data.imports.columns.kind import Kind
from data.tables.initiatives import OUTCOMES, Initiative

KIND = Kind(
    name="initiatives",
    table=Initiative,
    words=Labels("Общественные инициативы", "Initiatives"),
    columns=(
        number("Номер инициативы", "Initiative number"),
        record_day(),
        district(),
        organisation(),
        needed(text("title", "Инициатива", "Initiative")),
        needed(word("outcome", OUTCOMES, "Итог рассмотрения", "Outcome")),
        whole("votes", "Голосов", "Votes"),
        *origin(),
    ),
    years=("year",),
    example=(
        {"number": "27Ф3104", "date": "03.06.2016", "title": "Больше велодорожек", "outcome": "clarified",
         "votes": "1 204"},
    ),
)  # fmt: skip
