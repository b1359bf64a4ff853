"""Publications in the media and on the web."""

from data.tables.publications import MEDIA, Publication
from indicators.measure import Attribute, Records, calendar_of

records = Records(
    kind="publications",
    table=Publication,
    calendar=calendar_of(Publication),
    names={"ru": "Публикации", "en": "Publications"},
    amounts={"reach": Publication.reach},
    attributes={
        "medium": Attribute(Publication.medium, MEDIA),
        "outlet": Attribute(Publication.outlet),
    },
    shown=("medium", "outlet", "title", "reach"),
)
