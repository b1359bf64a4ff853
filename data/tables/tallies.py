"""What is counted once, by whoever changes it, and not by who reads."""

from sqlalchemy import Integer
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base


class OrganisationTally(Base):
    """How many living records name an organisation: computed, so that no seal is over it."""

    __tablename__ = "organisation_tally"

    # the first row of its chain, as records name it
    organisation_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    records: Mapped[int] = mapped_column(Integer)
