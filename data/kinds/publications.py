"""Publications in the media and on the web; ``reach`` is the audience where it is known."""

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
from data.imports.columns.kind import record_kind
from data.words.vocabulary import vocabulary

MEDIA = vocabulary(
    newspaper=("Газета", "Newspaper"),
    television=("Телевидение", "Television"),
    radio=("Радио", "Radio"),
    website=("Сайт", "Website"),
    film=("Фильм", "Film"),
    booklet=("Буклет", "Booklet"),
)


KIND = record_kind(
    name="publications",
    table="publication",
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
    place=50,
    example=(
        {"number": "С-31", "date": "12.09.2016", "medium": "newspaper", "outlet": "Хабаровские вести",
         "title": "Город помогает НКО", "reach": "12 000"},
    ),
)  # fmt: skip
