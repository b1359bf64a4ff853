"""What a declaration calls things and says of them, in each language of the interface."""

from pydantic import Field

from data.markup.days import Day
from data.markup.fields import Strict


class Title(Strict):
    """What something is called in each language of the interface."""

    ru: str = Field(min_length=1, max_length=100)
    en: str = Field(min_length=1, max_length=100)

    @property
    def names(self) -> dict[str, str]:
        """The same by language, for whatever shows it."""
        return {"ru": self.ru, "en": self.en}


class ListWord(Title):
    """A word of a list; rows take it that are dated in these days, both included."""

    since: Day | None = None
    until: Day | None = None


class Help(Strict):
    """What is said beside a column."""

    ru: str = Field(default="", max_length=500)
    en: str = Field(default="", max_length=500)


class Sentence(Strict):
    """What is said to whoever breaks a rule."""

    ru: str = Field(min_length=1, max_length=300)
    en: str = Field(min_length=1, max_length=300)
