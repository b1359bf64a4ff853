"""What the doctor has checked already."""

from sqlalchemy import Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base


class DoctorCheck(Base):
    """An item of a subject that a run of the doctor found to hold: ``state`` is what it was then, so
    that what has changed since is known.
    """

    __tablename__ = "doctor_check"

    subject: Mapped[str] = mapped_column(String(20), primary_key=True)
    item: Mapped[str] = mapped_column(String(250), primary_key=True)
    state: Mapped[str] = mapped_column(String(64))
    run: Mapped[int] = mapped_column(Integer)
