"""Events held; an event may be shared by several districts."""

from data.tables.events import EVENT_TYPES, Event, EventDistrict
from indicators.measure import Attribute, DistrictLink, Records, calendar_of

records = Records(
    kind="events",
    table=Event,
    calendar=calendar_of(Event),
    names={"ru": "Мероприятия", "en": "Events"},
    amounts={"participants": Event.participants},
    attributes={"type": Attribute(Event.type, EVENT_TYPES)},
    link=DistrictLink(EventDistrict, EventDistrict.event_id, EventDistrict.district),
    shown=("type", "title", "place", "participants"),
)
