"""Citizens' initiatives of «Российская общественная инициатива» considered by the expert group, with
the ``votes`` they had gathered.
"""

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
from data.imports.columns.kind import record_kind
from data.words.vocabulary import vocabulary

OUTCOMES = vocabulary(
    supported=("Поддержана", "Supported"),
    rejected=("Отклонена", "Rejected"),
    clarified=("Дано разъяснение", "Explained"),
)


KIND = record_kind(
    name="initiatives",
    table="initiative",
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
    place=60,
    example=(
        {"number": "27Ф3104", "date": "03.06.2016", "title": "Больше велодорожек", "outcome": "clarified",
         "votes": "1 204"},
    ),
)  # fmt: skip
