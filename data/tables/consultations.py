"""Consultations given to NGOs and citizens."""

from sqlalchemy import Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base, Record
from data.words.vocabulary import vocabulary

REQUESTS = vocabulary(
    consulting=("Консультация", "Consulting"),
    internet=("Интернет и правовые базы", "Internet and legal databases"),
    copying=("Копирование", "Copying"),
    premises=("Помещение", "Premises"),
)
TOPICS = vocabulary(
    registration=("Регистрация НКО", "Registering an NGO"),
    law=("Правовые вопросы", "Legal matters"),
    finance=("Финансы и отчётность", "Finance and reporting"),
    grants=("Гранты и субсидии", "Grants and subsidies"),
    organisation=("Организационная помощь", "Organisational help"),
    other=("Другое", "Other"),
)
CHANNELS = vocabulary(
    visit=("Лично", "In person"),
    phone=("По телефону", "By telephone"),
    online=("Онлайн", "Online"),
    letter=("Письменно", "In writing"),
)
REQUESTERS = vocabulary(ngo=("НКО", "NGO"), citizen=("Гражданин", "Citizen"))


class Consultation(Record, Base):
    """One request answered by the resource centre; ``people`` came, the answer took ``days`` days."""

    __tablename__ = "consultation"

    request: Mapped[str] = mapped_column(String(20))
    topic: Mapped[str | None] = mapped_column(String(20))
    channel: Mapped[str | None] = mapped_column(String(20))
    requester: Mapped[str | None] = mapped_column(String(20))
    people: Mapped[int | None] = mapped_column(Integer)
    days: Mapped[int | None] = mapped_column(Integer)
