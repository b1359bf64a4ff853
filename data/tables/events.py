"""Events held, and the districts that share them."""

from sqlalchemy import ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base, Record
from data.words.vocabulary import vocabulary

EVENT_TYPES = vocabulary(
    seminar=("Семинар", "Seminar"),
    round_table=("Круглый стол", "Round table"),
    council_meeting=("Заседание совета", "Council meeting"),
    working_group=("Рабочая группа", "Working group"),
    sports_day=("Спартакиада", "Sports day"),
    conference=("Конференция", "Conference"),
    fair=("Выставка-ярмарка", "Fair"),
    meeting=("Встреча", "Meeting"),
    web_poll=("Интернет-опрос", "Web poll"),
    web_interview=("Интернет-интервью", "Web interview"),
    other=("Другое", "Other"),
)


class Event(Record, Base):
    """One event; ``district`` stays empty, its districts are rows of ``event_district``."""

    __tablename__ = "event"

    type: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(Text)
    place: Mapped[str | None] = mapped_column(Text)
    participants: Mapped[int | None] = mapped_column(Integer)


class EventDistrict(Base):
    """A district that shares an event; belongs to that version of the event's row."""

    __tablename__ = "event_district"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    district: Mapped[str] = mapped_column(String(50), primary_key=True, index=True)
