"""Publications in the media and on the web."""

from data.imports.columns import (
    Labels,
    district,
    label,
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
from data.tables.publications import MEDIA, Publication

KIND = Kind(
    name="publications",
    table=Publication,
    words=Labels("Публикации", "Publications"),
    columns=(
        number(),
        record_day(),
        district(),
        organisation(),
        needed(word("medium", MEDIA, "Вид СМИ", "Medium")),
        label("outlet", "Издание", "Outlet"),
        needed(text("title", "Заголовок", "Title")),
        whole("reach", "Охват, человек", "Reach, people"),
        *origin(),
    ),
    years=("year",),
    example=(
        {"number": "С-31", "date": "12.09.2016", "medium": "newspaper", "outlet": "Хабаровские вести",
         "title": "Город помогает НКО", "reach": "12 000"},
    ),
)  # fmt: skip
