"""Who answers for what, which years are closed, which organisations are one."""

from sqlalchemy import ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base, EffectiveRow, live_unique


class OfProgramme(EffectiveRow):
    """A lasting row that people alone make."""

    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)


class Assignment(OfProgramme, Base):
    """Whose an indicator is: the account that brings its data, and whom to ask."""

    __tablename__ = "assignment"
    __table_args__ = live_unique("assignment", "programme_id", "indicator")

    indicator: Mapped[str] = mapped_column(String(100))
    owner: Mapped[str | None] = mapped_column(String(100))  # an account's name
    contact: Mapped[str | None] = mapped_column(Text)


class ClosedYear(OfProgramme, Base):
    """A reporting year whose numbers are settled: only a publisher changes it, and says why."""

    __tablename__ = "closed_year"
    __table_args__ = live_unique("closed_year", "programme_id", "year")

    year: Mapped[int] = mapped_column(Integer)


class OrganisationMerge(OfProgramme, Base):
    """An organisation that is another one: its records stay as they are and count as the other's."""

    __tablename__ = "organisation_merge"
    __table_args__ = live_unique("organisation_merge", "organisation_id")

    organisation_id: Mapped[int] = mapped_column(Integer)  # the first row of its chain
    into_id: Mapped[int] = mapped_column(Integer)  # the first row of the other's


class DifferentOrganisations(OfProgramme, Base):
    """Two organisations that look like one and are not: somebody has said so, and they are not
    proposed again.
    """

    __tablename__ = "different_organisations"
    __table_args__ = live_unique("different_organisations", "first_id", "second_id")

    # the first row of its chain, the lower of the two
    first_id: Mapped[int] = mapped_column(Integer)
    second_id: Mapped[int] = mapped_column(Integer)
