"""The effect of a definition in words: what rises and falls, which statuses change, who follows, which records
move.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from dashboard.http import context, urls
from dashboard.text import changed_answers, formats, labels, money_unit, record_labels
from dashboard.text.digits import MINUS
from dashboard.text.language import _, ngettext
from data.decks import Deck
from data.refusals import quoted
from indicators.answers.facts import Facts
from indicators.definition import Definition
from indicators.drill_down.pages import RecordRow
from indicators.drill_down.sources import DENOMINATOR, NUMERATOR
from indicators.engine.rollup import PLAIN
from indicators.impact.changed_answer import ChangedAnswer
from indicators.impact.effect import Effect
from indicators.measures import kind_of

LIST_LIMIT = 200


@dataclass(frozen=True)
class EffectRow:
    """One answer before and after, in words."""

    indicator: str
    place: str
    period: str
    old: str
    new: str
    difference: str
    rises: bool
    old_status: str
    new_status: str
    address: str


@dataclass(frozen=True)
class RecordLine:
    """One record in a line, and the page that shows it."""

    number: str
    date: str
    place: str
    text: str
    address: str


@dataclass(frozen=True)
class MovedRecords:
    """Records that enter or leave: the first, and how many."""

    rows: Sequence[RecordLine]
    total: int


@dataclass(frozen=True)
class EffectText:
    """An effect as a page says it; ``all_grains`` where shorter periods than years are asked for
    too.
    """

    sentences: list[str]
    whole: list[EffectRow]
    rows: list[EffectRow]  # of districts
    total: int
    status_changes: list[EffectRow]
    status_changes_total: int
    followers: list[tuple[str, str]]
    moved: list[tuple[str, MovedRecords]]  # what they do and which part they play, and the records
    snapshots: list[str]
    bound: list[tuple[str, str]]
    living: list[tuple[str, str]]
    reworded: list[tuple[str, str]]


def effect_text(
    facts: Facts, effect: Effect, new: Definition | None, *, all_grains: bool = False
) -> EffectText:
    """The effect of a definition that is new, or is withdrawn where there is none."""
    money_unit.choose(facts.code)
    definitions = {code: facts.catalogue.newest(code).definition for code in facts.catalogue.codes}
    if new is not None:
        definitions[new.code] = new
    changes = list(effect.changed) if all_grains else _whole_years(effect.changed)
    status_changes = (
        list(effect.status_changes) if all_grains else _whole_years(effect.status_changes)
    )
    status_changes.sort(
        key=lambda change: (change.indicator, change.district is not None)
    )  # the whole territory first
    return EffectText(
        sentences=list(_sentences(effect, definitions)),
        whole=[_row(facts, definitions, change) for change in changes if change.district is None],
        rows=[
            _row(facts, definitions, change) for change in changes if change.district is not None
        ][:LIST_LIMIT],
        total=len(changes),
        status_changes=[_row(facts, definitions, change) for change in status_changes[:LIST_LIMIT]],
        status_changes_total=len(status_changes),
        followers=[
            (labels.name_of(facts.catalogue.newest(code).definition), _page(facts, code))
            for code in effect.followers
        ],
        moved=list(_moved(facts, effect)),
        snapshots=[
            f"{_('No. {number}').format(number=each.id)} {quoted(each.title, context.language())}"
            for each in effect.snapshots
        ],
        bound=_decks(effect.affected_meetings.bound),
        living=_decks(effect.affected_meetings.living),
        reworded=_decks(effect.affected_meetings.reworded),
    )


def _decks(decks: Iterable[Deck]) -> list[tuple[str, str]]:
    """The titles and pages of decks."""
    return [(deck.title, f"/council/decks/{deck.code}") for deck in decks]


def _whole_years(changes: Sequence[ChangedAnswer]) -> list[ChangedAnswer]:
    return [change for change in changes if change.at.grain == "year" and change.at.mode == PLAIN]


def _sentences(effect: Effect, definitions: dict[str, Definition]) -> Iterator[str]:
    """What happens to each indicator over the whole territory, whole years."""
    whole = [change for change in _whole_years(effect.changed) if change.district is None]
    changes = [change for change in whole if change.split_by is None]
    for code in (*effect.codes, *effect.followers):
        directions = [_direction(change) for change in changes if change.indicator == code]
        if directions:
            name = labels.name_of(definitions[code]) if code in definitions else code
            yield f"{name}: {', '.join(_counted(directions))}."
    if not effect.changed:
        yield _("No number changes: only words do.")


def _direction(change: ChangedAnswer) -> str:
    old, new = (side.value if side is not None else None for side in (change.old, change.new))
    if old is None or new is None:
        return (
            "appears" if old is None and new is not None else "goes" if old is not None else "other"
        )
    return "rises" if new > old else "falls" if new < old else "other"


def _counted(directions: list[str]) -> Iterator[str]:
    for direction, sentence in (
        (
            "rises",
            lambda number: ngettext("rises in {number} year", "rises in {number} years", number),
        ),
        (
            "falls",
            lambda number: ngettext("falls in {number} year", "falls in {number} years", number),
        ),
        (
            "appears",
            lambda number: ngettext(
                "appears in {number} year", "appears in {number} years", number
            ),
        ),
        (
            "goes",
            lambda number: ngettext("goes in {number} year", "goes in {number} years", number),
        ),
        (
            "other",
            lambda number: ngettext(
                "another verdict in {number} year", "another verdict in {number} years", number
            ),
        ),
    ):
        if direction in directions:
            yield sentence(directions.count(direction))


def _row(facts: Facts, definitions: dict[str, Definition], change: ChangedAnswer) -> EffectRow:
    definition = definitions.get(change.indicator)
    old, new = (side.value if side is not None else None for side in (change.old, change.new))
    difference = new - old if old is not None and new is not None else None
    return EffectRow(
        changed_answers.name(facts, definition, change),
        changed_answers.place(facts, change),
        changed_answers.period(change),
        *changed_answers.values(definition, change),
        signed(definition, difference),
        bool(difference and difference > 0),
        changed_answers.status(change.old),
        changed_answers.status(change.new),
        _page(facts, change.indicator),
    )


def signed(definition: Definition | None, difference: Decimal | None) -> str:
    """A difference with its sign; one that is not nothing is never written as nothing."""
    if difference is None or definition is None:
        return ""
    size = abs(difference)
    if difference == 0:
        return formats.number(size, definition.decimals)
    decimals = formats.decimals_apart(size, Decimal(0), definition.decimals)
    text = (
        formats.money_text(size, Decimal(0))
        if labels.is_money(definition)
        else formats.number(size, decimals)
    )
    return f"{'+' if difference > 0 else MINUS}{text}"


def _page(facts: Facts, code: str) -> str:
    return f"/indicator/{code}?{urlencode({'programme': facts.code})}"


def _moved(facts: Facts, effect: Effect) -> Iterator[tuple[str, MovedRecords]]:
    """What enters and what leaves; of a ratio, each side apart."""
    for each in effect.sides or effect.moved:
        for heading, page in (
            (entering_words(each.role), each.entering),
            (leaving_words(each.role), each.leaving),
        ):
            sentence = heading.format(number=formats.number(page.total))
            yield sentence, MovedRecords([_record(facts, row) for row in page.rows], page.total)


def entering_words(role: str) -> str:
    """How many records enter a part of the count."""
    return {
        NUMERATOR: _("Records that enter the numerator: {number}"),
        DENOMINATOR: _("Records that enter the denominator: {number}"),
    }.get(role) or _("Records that enter the count: {number}")


def leaving_words(role: str) -> str:
    """How many leave it."""
    return {
        NUMERATOR: _("Records that leave the numerator: {number}"),
        DENOMINATOR: _("Records that leave the denominator: {number}"),
    }.get(role) or _("Records that leave the count: {number}")


def _record(facts: Facts, row: RecordRow) -> RecordLine:
    places = ", ".join(labels.place_name(facts, code) for code in row.districts) or "–"
    texts = (record_labels.field(facts, row, name) for name in record_labels.fields([row]))
    text = "; ".join(part for part in texts if part)[:200]
    address = urls.to_rooms(facts.code, urls.record(kind_of(row.measure), row.number))
    return RecordLine(
        row.number, formats.record_date(row.date, row.precision), places, text, address
    )
