"""The sections of the yearly report: each a heading, sentences, points, and perhaps a table."""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.text import evaluation_labels, form_labels, formats, labels
from dashboard.text.digits import NO_BREAK
from dashboard.text.language import _, ngettext
from indicators.evaluation.calculation import ACHIEVED, OVER, SHORT, UNKNOWN
from indicators.evaluation.improvement import INDICATOR
from indicators.evaluation.rating import thresholds
from indicators.evaluation.subjects import COMING, IN_TIME, LATE, OVERDUE, UNDATED, ActivityFact
from indicators.exact import cut
from indicators.forms import cells
from indicators.forms.annual import AnnualFacts, AnnualIndicator
from indicators.forms.form import FormCell
from indicators.forms.funding import source_name
from indicators.states import VALUE


@dataclass(frozen=True)
class MissedRow:
    """A missed plan in the table, as it is printed."""

    name: str
    unit: str
    plan: str
    actual: str
    degree: str
    reason: str


@dataclass(frozen=True)
class AnnualSection:
    """Finished words; ``points`` are a list, ``rows`` a table."""

    heading: str
    texts: tuple[str, ...]
    points: tuple[str, ...] = ()
    rows: tuple[MissedRow, ...] = ()


def achieved(facts: AnnualFacts) -> AnnualSection:
    """How many plans were met, and which."""
    met, over = facts.by_status(*ACHIEVED), facts.by_status(*OVER)
    waiting = facts.by_status(None)
    sentences = [
        ngettext(
            "A plan for the year is set for {number} indicator.",
            "A plan for the year is set for {number} indicators.",
            len(facts.indicators),
        ),
        ngettext(
            "The plan was reached by {number} indicator", "The plan was reached by {number} indicators",
            len(met),
        )
        + _(", of them over-fulfilled: {number}.").format(number=len(over)),
    ]  # fmt: skip
    if waiting:
        sentences.append(
            ngettext(
                "The term of {number} indicator has not come yet.",
                "The term of {number} indicators has not come yet.",
                len(waiting),
            )
        )
    points = tuple(_line(each) for each in met)
    return AnnualSection(_("Achieved indicators"), (" ".join(sentences),), points)


def missed(facts: AnnualFacts) -> AnnualSection:
    """The plans that were missed or cannot be judged, each with its reason."""
    short = facts.by_status(*SHORT, *UNKNOWN)
    heading = _("Missed plans and their reasons")
    if not short:
        return AnnualSection(heading, (_("No plan of the year was missed."),))
    sentence = ngettext(
        "The plan was not reached by {number} indicator, or cannot be judged.",
        "The plan was not reached by {number} indicators, or cannot be judged.",
        len(short),
    )
    return AnnualSection(heading, (sentence,), rows=tuple(map(_row, short)))


def activities(facts: AnnualFacts) -> AnnualSection:
    """How the activities of the plan were carried out; those that were not."""
    heading, listed = _("Activities"), facts.activities
    if not listed:
        return AnnualSection(heading, (_("No activity is planned for this year."),))
    counts = dict.fromkeys((IN_TIME, LATE, OVERDUE, COMING, UNDATED), 0)
    for each in listed:
        counts[each.progress(facts.clock)] += 1
    sentences = (
        ngettext("{number} activity was planned.", "{number} activities were planned.", len(listed)),
        _("Done in time: {done}, late: {late}, not done: {overdue}, not due yet: {coming}, without a day: {undated}.")
        .format(**counts),
    )  # fmt: skip
    overdue = (each for each in listed if each.progress(facts.clock) in (OVERDUE, LATE))
    return AnnualSection(heading, (" ".join(sentences),), tuple(map(_activity, overdue)))


def money(facts: AnnualFacts) -> AnnualSection:
    """What was planned and spent, exactly, in thousand roubles; by source where that is stated."""
    sums, heading = facts.money, _("Spending")
    if all(amount is None for amount in sums.values()):
        return AnnualSection(heading, (_("Nothing states this money."),))
    sentence = _(
        "The programme provides {programme} thousand roubles, the budget roster {roster} thousand roubles;"
        " cash spent is {cash} thousand roubles, execution of the roster {execution} %."
    ).format(
        programme=_text(cells.thousands(sums["programme_money"])),
        roster=_text(cells.thousands(sums["roster_money"])),
        cash=_text(cells.thousands(sums["cash_money"])),
        execution=_text(cells.ratio(sums["cash_money"], sums["roster_money"])),
    )
    points = [
        _("{source}: roster {roster}, cash {cash} thousand roubles").format(
            source=labels.in_language(source_name(code)),
            roster=_text(cells.thousands(each["roster_money"])),
            cash=_text(cells.thousands(each["cash_money"])),
        )
        for code, each in facts.funding.items()
    ]
    return AnnualSection(heading, (sentence,), tuple(points))


def effectiveness(facts: AnnualFacts) -> AnnualSection:
    """The result of the year by the default methodology."""
    evaluation = facts.evaluation
    rated = evaluation.methodology.main
    outcome = evaluation.whole.known.outcome(rated.of)
    name = evaluation_labels.spoken(evaluation.methodology.name)
    text = evaluation_labels.result_text(outcome, thresholds(rated))
    rating = evaluation_labels.rating_text(rated, outcome)
    if not rating:
        sentence = _("By “{methodology}” the year is not rated.").format(methodology=name)
    else:
        sentence = _("By “{methodology}” effectiveness is {value}: {rating}.").format(
            methodology=name, value=text, rating=rating
        )
    return AnnualSection(_("Evaluation of effectiveness"), (sentence,))


def proposals(facts: AnnualFacts) -> AnnualSection:
    """What the data propose: to explain what is not explained, to mend what would bring most."""
    points = [*_unexplained(facts), *_gains(facts)]
    if not points:
        points = [_("The data give no reason for proposals.")]
    return AnnualSection(_("Proposals"), (), tuple(points))


def _unexplained(facts: AnnualFacts) -> Iterator[str]:
    for each in facts.by_status(*SHORT, *UNKNOWN):
        name = labels.name_of(each.definition)
        if each.reason is None:
            yield _("“{name}”: state the reason of the deviation.").format(name=name)
        else:
            yield _(
                "“{name}”: remove the cause ({reason}) or revise the plan with its reasons."
            ).format(name=name, reason=each.reason.rstrip("."))


def _gains(facts: AnnualFacts) -> Iterator[str]:
    names = {each.definition.code: labels.name_of(each.definition) for each in facts.indicators}
    works = {each.number: labels.in_language(each.names) for each in facts.activities}
    for gain in facts.improvement.gains:
        name = (names if gain.kind == INDICATOR else works).get(gain.code, gain.code)
        yield _("“{name}”: met in full it would raise effectiveness by {gain}.").format(
            name=name, gain=formats.number(cut(gain.gain), 3)
        )


def _line(each: AnnualIndicator) -> str:
    """«Количество семинаров: план 20, факт 22 ед. (110,0 %)»."""
    row = _row(each)
    sentence = _("{name}: plan {plan}, actual {actual} {unit}")
    text = sentence.format(name=row.name, plan=row.plan, actual=row.actual, unit=row.unit)
    degree = cells.degree(each.answer)
    return f"{text} ({row.degree}{NO_BREAK}%)" if degree.state == VALUE else text


def _row(each: AnnualIndicator) -> MissedRow:
    definition, answer = each.definition, each.answer
    return MissedRow(
        labels.name_of(definition),
        labels.in_language(definition.unit.model_dump()),
        _text(cells.of_plan(answer.plan, definition)),
        _text(cells.of_answer(answer, definition)),
        _text(cells.degree(answer)),
        each.reason or _("no reason is stated"),
    )


def _activity(each: ActivityFact) -> str:
    return _("{name}: planned on {planned}, done on {done}").format(
        name=labels.in_language(each.names),
        planned=evaluation_labels.day_text(each.planned_on),
        done=evaluation_labels.day_text(each.done_on),
    )


def _text(cell: FormCell) -> str:
    return form_labels.cell_text(cell)
