"""What differs from an earlier moment: old and new, and what made it differ."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.accounts.reader import may
from dashboard.components import status
from dashboard.components.attributes import aria
from dashboard.components.figure_menu import FigureLinks
from dashboard.components.links import LinkOption, choice, link
from dashboard.components.panels import TableColumn, empty_note, left_out, panel
from dashboard.components.stacked import stacked_table
from dashboard.http import urls
from dashboard.request import PageRequest
from dashboard.sections.changes_since import ChangesSince
from dashboard.sections.figure_links import page_links, rows_address
from dashboard.sections.lapses import lapsed
from dashboard.sections.small_numbers import untold_changes
from dashboard.text import changed_answers, formats
from dashboard.text.actions import action_name
from dashboard.text.deeds import amounts_text, deed_names, deeds_text
from dashboard.text.difference import amount as amount_text
from dashboard.text.language import _, ngettext
from indicators.answers.history import RevisionFacts
from indicators.definition import Definition
from indicators.impact.causes import CausedChange
from indicators.impact.changed_answer import ChangedAnswer

MOST = 200
"""So many changes are listed; the address of the programs has all of them."""


def draw(page_request: PageRequest) -> list[Component]:
    """The two moments to choose, and what differs between them: drawn together, as a meeting's
    snapshot makes no revision by which a page would know that there is one more.
    """
    listed = ChangesSince(page_request)
    return [_moments(listed), _differing(listed), *lapsed(listed)]


def _moments(listed: ChangesSince) -> Component:
    now = LinkOption(_("Current"), listed.page_request.href(until=None), listed.until is None)
    choices = [
        choice("since", _("Changed since"), listed.options("since")),
        choice("until", _("Up to"), [now, *listed.options("until")]),
    ]
    return html.Div(choices, className="filters", role="group", **aria(label=_("Choices")))


def _differing(listed: ChangesSince) -> Component:
    """How many numbers differ and why, and each of them."""
    untold = untold_changes(listed.page_request)
    if not listed.changes:
        text = untold or _("No number differs between the two.")
        return panel(_("What changed"), empty_note(text), wide=True)
    table = _table(listed, listed.changes[:MOST])
    return panel(
        _("What changed"),
        [table, *_left_out(len(listed.changes) - MOST)],
        note=" ".join(filter(None, (causes_text(listed.changes), untold))),
        wide=True,
        anchor="changed-numbers",
        links=_rows(listed),
    )


def _rows(listed: ChangesSince) -> FigureLinks:
    """Where the list leads: its rows say both moments themselves."""
    moments = {"since": listed.since, "until": listed.until, "as_of": None, "on": None}
    return page_links(
        listed.page_request, values=rows_address(listed.page_request, "changes", **moments)
    )


def causes_text(changes: Sequence[CausedChange]) -> str:
    """«Изменилось 14 чисел: импорт – 10, правка – 4. Планов изменилось: 2.»: each by what changed it
    last.
    """
    counted = Counter(cause_name(each) for each in changes)
    sentence = ngettext("{number} number changed", "{number} numbers changed", len(changes))
    parts = (f"{name} – {number}" for name, number in counted.most_common())
    planned = sum(_plan_differs(each.change) for each in changes)
    plans = _("Plans changed: {number}.").format(number=planned) if planned else ""
    return " ".join(filter(None, (f"{sentence}: {', '.join(parts)}.", _by_deed(changes), plans)))


def _by_deed(changes: Sequence[CausedChange]) -> str:
    """«По тому, что сделано: записи добавлены – 10, записи сняты – 2.»: a number may stand under
    several.
    """
    counted = Counter(
        deed for each in changes for deed in {*chain.from_iterable(each.deeds.values())}
    )
    names = deed_names()
    parts = ", ".join(f"{names[deed]} – {number}" for deed, number in counted.most_common())
    return _("By what was done: {parts}.").format(parts=parts) if parts else ""


def _plan_differs(change: ChangedAnswer) -> bool:
    old, new = (None if each is None else each.plan for each in (change.old, change.new))
    return old != new


def cause_name(each: CausedChange) -> str:
    """What changed an answer last, as a part of a sentence."""
    if not each.revisions:
        return _("the programme's passport")
    name = action_name(each.revisions[0].action)
    return f"{name[:1].lower()}{name[1:]}"


def _left_out(number: int) -> list[Component]:
    sentence = ngettext(
        "{number} more change is at /api/v1/changes.",
        "{number} more changes are at /api/v1/changes.",
        number,
    )
    return left_out(number, sentence)


def _table(listed: ChangesSince, changes: Sequence[CausedChange]) -> Component:
    columns = [
        TableColumn(_("Indicator")),
        TableColumn(_("Place"), short=True),
        TableColumn(_("Period"), short=True),
        TableColumn(_("Was"), number=True),
        TableColumn(_("Is now"), number=True),
        TableColumn(_("Status before"), short=True),
        TableColumn(_("Status now"), short=True),
        TableColumn(_("Changed by")),
    ]
    rows = [_row(listed, each) for each in changes]
    return stacked_table(columns, rows, caption=_("What changed"))


def _row(listed: ChangesSince, each: CausedChange) -> list[Any]:
    page_request, change = listed.page_request, each.change
    name, *words = _words(page_request, each)
    url = page_request.page(
        f"/indicator/{change.indicator}", period=change.period, district=change.district
    )
    leading = link(name, url) if _definition(page_request, change) else name
    return [
        html.Div([leading, _on_slides()]) if listed.was_on_slides(each) else leading,
        *words,
        _status(change.old),
        _status(change.new),
        _links(page_request, each),
    ]


def _on_slides() -> Component:
    return html.Div(_("was on the meeting's slides"), className="subline")


def sentence(page_request: PageRequest, each: CausedChange) -> str:
    """«Консультации, Северный район, 2016: 12 → 14. Импорт, 12.03.2020 (записи добавлены): +2»: a row
    of the list as a line of text; where the number is the same, its statuses say what is not.
    """
    name, place, period, before, now = _words(page_request, each)
    numbers = f"{before} → {now}" if before != now else ", ".join([now, *_statuses(each.change)])
    what = f"{name}, {place}, {period}: {numbers}"
    causes = [cause_text(page_request, each, facts) for facts in each.revisions]
    return ". ".join(filter(None, (what, *causes, changed_plan(page_request, each))))


def _statuses(change: ChangedAnswer) -> Iterator[str]:
    before, now = (changed_answers.status(answer) for answer in (change.old, change.new))
    if before != now:
        yield f"{before} → {now or formats.EN_DASH}" if before else now


def _words(page_request: PageRequest, each: CausedChange) -> tuple[str, str, str, str, str]:
    """Name, place, period, what was and what is."""
    change, facts = each.change, page_request.facts
    definition = _definition(page_request, change)
    before, now = changed_answers.values(definition, change)
    return (
        changed_answers.name(facts, definition, change),
        changed_answers.place(facts, change),
        changed_answers.period(change),
        before,
        now,
    )


def _definition(page_request: PageRequest, change: ChangedAnswer) -> Definition | None:
    """That of the year; nothing of an indicator that is there no more."""
    known = change.indicator in page_request.facts.catalogue.versions
    return page_request.definition(change.indicator, int(change.period)) if known else None


def _status(answer: Any) -> Any:
    return formats.EN_DASH if answer is None or answer.status is None else status.chip_of(answer)


def _links(page_request: PageRequest, each: CausedChange) -> Any:
    """The revisions behind a change, with what each has added; whoever may see the audit is led
    there.
    """
    if not each.revisions:
        return _("the programme's passport")
    texts = [cause_text(page_request, each, facts) for facts in each.revisions]
    plan = changed_plan(page_request, each)
    if may("steward", page_request.facts.code):
        room = page_request.facts.code
        texts = [
            html.A(text, href=urls.to_rooms(room, f"/steward/audit/{facts.number}"))
            for text, facts in zip(texts, each.revisions, strict=True)
        ]
    return html.Div(
        [html.Div(text) for text in (*texts, _together(page_request, each), plan) if text]
    )


def _together(page_request: PageRequest, each: CausedChange) -> str:
    """What each sort of deeds has added, where several revisions have added something."""
    definition = _definition(page_request, each.change)
    if definition is None or sum(step.amount != 0 for step in each.steps) < 2:
        return ""
    return _("In all – {amounts}").format(amounts=amounts_text(definition, each))


def cause_text(page_request: PageRequest, each: CausedChange, facts: RevisionFacts) -> Any:
    """«Импорт, 12.03.2020 (записи добавлены): +3»; a revision that has added nothing changed
    something else.
    """
    deeds = deeds_text(each.deeds.get(facts.number, ()))
    text = f"{action_name(facts.action)}, {formats.day_of(facts.at)}"
    text = f"{text} ({deeds})" if deeds else text
    amount, definition = each.amount(facts.number), _definition(page_request, each.change)
    if not amount or definition is None:
        return text
    return f"{text}: {amount_text(definition, amount)}"


def changed_plan(page_request: PageRequest, each: CausedChange) -> str:
    """«план: 100 → 80», where the plan is another one."""
    change = each.change
    definition = _definition(page_request, change)
    if definition is None or not _plan_differs(change):
        return ""
    plans = (None if side is None else side.plan for side in (change.old, change.new))
    return changed_answers.plans(definition, *plans)
