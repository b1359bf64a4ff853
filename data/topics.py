"""What a proof or a comment is about: a record, or a number of an indicator."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement

from data.tables.topics import TopicRow


@dataclass(frozen=True)
class Topic:
    """A row of a kind, by its number, or an indicator's number in a period, of a district or – empty –
    the whole territory. Empty: whatever there is.
    """

    kind: str = ""
    number: str = ""
    indicator: str = ""
    district: str = ""
    period: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it names one thing, to which something may be attached."""
        return bool(self.kind and self.number) or bool(self.indicator and self.period)

    @property
    def named(self) -> dict[str, str]:
        """What an address says of it."""
        return {name: value for name, value in vars(self).items() if value}


def of_topic(table: type[TopicRow], topic: Topic) -> list[ColumnElement[bool]]:
    """Which rows of a table are about what is named; of a number that is whole, the whole territory
    too is a name.
    """
    named = topic.named
    if topic.is_whole and topic.indicator:
        named["district"] = topic.district
    return [getattr(table, name) == value for name, value in named.items()]


def topic_of(row: TopicRow) -> Topic:
    """What a row is about."""
    return Topic(row.kind, row.number, row.indicator, row.district, row.period)
