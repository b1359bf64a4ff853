"""The page of a grid: shown, checked while somebody types, saved as one revision or not at all."""

from collections.abc import Sequence
from http import HTTPStatus

from flask import jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from dashboard.http.context import database, language
from dashboard.http.refusals import status_of
from dashboard.steward import pages
from dashboard.steward.grids import cells as cell_inputs
from dashboard.steward.grids import grid
from dashboard.steward.records import values
from dashboard.steward.saving import save_edit
from dashboard.steward.years import closed
from dashboard.submissions import keep
from dashboard.text import formats, part_labels
from dashboard.text.labels import grain_name, name_of, place_name, status_name
from dashboard.text.language import _, ngettext
from data.editing import RowsEdit, context_of
from data.imports import kind_of
from data.refusals import Refusal, quoted
from data.tables.definitions import STAGES
from indicators.answers.facts import Facts
from indicators.impact.status_changes import StatusChange, status_changes

LIST_LIMIT = 20
FORESEEN = 200
"""Cells whose status is foretold; more would make typing slow."""


def show(kind: str) -> ResponseReturnValue:
    """The grid as it stands; over it what could not be saved, with who was faster where somebody
    was.
    """
    facts = pages.programme()
    choice = grid.choice(facts, kind_of(kind))
    kept = keep.own_form(f"/steward/{kind}", {"programme": facts.code, **choice.fields})
    if kept is None:
        return page(kind)
    try:
        grid_input, _refusal, foreseen = _checked_input(facts, kind, MultiDict(kept.fields))
    except Refusal:  # its indicator or district is gone: the words are shown as they were sent
        return page(kind)
    return page(kind, grid_input, foreseen, kept=f"{cell_inputs.MARK}|")


def take(kind: str) -> ResponseReturnValue:
    """Check or save what was grid_input."""
    facts = pages.changing()
    return _check(facts, kind) if request.form.get("do") == "check" else _save(facts, kind)


def _check(facts: Facts, kind: str) -> ResponseReturnValue:
    """What saving would do: for a script as data, for a reader as the page."""
    grid_input, refusal, foreseen = _checked_input(facts, kind, request.form)
    status = status_of(refusal) if refusal else HTTPStatus.OK
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "text/html":
        return page(kind, grid_input, foreseen, status)
    cells = {
        box.name: {
            "was": box.before,
            "wrong": grid_input.wrong.get(box.name, []),
            "asks": box.name in grid_input.asks,
        }
        for box in grid_input.boxes
    }
    answer = {
        "cells": cells,
        "lines": grid_input.lines,
        "count": _count(grid_input),
        "status_changes": foreseen,
    }
    return jsonify(answer), HTTPStatus.OK


def _save(facts: Facts, kind: str) -> ResponseReturnValue:
    """Everything that was changed, as one revision."""
    with database().read() as session:
        grid_input = cell_inputs.read(
            facts, context_of(session, facts.code), kind_of(kind), request.form
        )
    try:
        edit = RowsEdit(kind_of(kind), facts.code, grid_input.rows, grid_input.withdrawn)
        saved = save_edit(edit)
    except Refusal as refusal:
        grid_input.blame(refusal)
        return page(kind, grid_input, (), status_of(refusal))
    if saved.revision is None:
        grid_input.lines.append(_("Nothing has changed: this is what stood already."))
        return page(kind, grid_input)
    return pages.redirect_to(f"/steward/audit/{saved.revision}")


def _checked_input(
    facts: Facts, kind: str, form: MultiDict[str, str]
) -> tuple[cell_inputs.GridInput, Refusal | None, Sequence[str]]:
    """A form's cells, what is wrong with them, and which statuses they would change."""
    with database().read() as session:
        context = context_of(session, facts.code)
        grid_input = cell_inputs.read(facts, context, kind_of(kind), form)
        refusal = cell_inputs.check(context, kind_of(kind), grid_input)
        plans = dict(list(grid_input.plans.items())[:FORESEEN]) if kind == "targets" else {}
        changes = status_changes(session, facts.code, plans)
    return grid_input, refusal, [_status_change(facts, each) for each in changes[:LIST_LIMIT]]


def page(
    kind: str,
    grid_input: cell_inputs.GridInput | None = None,
    foreseen: Sequence[str] = (),
    status: int = HTTPStatus.OK,
    *,
    kept: str = "",
) -> ResponseReturnValue:
    """The grid as it stands, with what was typed over it; ``kept`` begins the names of cells put
    back from before.
    """
    facts = pages.programme()
    choice = grid.choice(facts, kind_of(kind))
    note = closed.of_years(facts, grid.shown_years(facts, choice))
    with database().read() as session:
        grid_rows = grid.grid(
            context_of(session, facts.code), facts, kind_of(kind), choice, grid_input, note.years
        )
    title, lead = _title_and_lead(kind)
    weighed = [quoted(name, language()) for name in grid.weighed(facts, kind_of(kind), choice)]
    return pages.page(
        "grid.html",
        title,
        status,
        lead=lead,
        refused=grid_input.lines if grid_input else [],
        kind=kind,
        choices=choice,
        grid=grid_rows,
        closed=note,
        grains=[(grain, grain_name(grain)) for grain in grid.grains(facts, kind_of(kind), choice)],
        years=range(facts.first_year, facts.last_year + 1),
        places=[("", place_name(facts, None)), *((code, place_name(facts, code)) for code in facts.places.main)],
        indicators=[
            (code, name_of(facts.catalogue.newest(code).definition)) for code in values.codes(facts, kind_of(kind))
        ],
        stages=[(code, STAGES.name(code, language())) for code in STAGES.codes] if kind == "observations" else [],
        splits=choice.breakdown.options if choice.breakdown is not None else [],
        head=[(name, label, request.form.get(name, ""), grid_input.wrong.get(name, []) if grid_input else [])
              for name, label in _head_fields(kind)],
        illustrative=bool(request.form.get("illustrative")),
        reason=request.form.get("reason", ""),
        wrong_reason=grid_input.wrong.get("reason", []) if grid_input else [],
        count=_count(grid_input) if grid_input else "",
        status_changes=foreseen,
        kept=kept,
        weighed=weighed,
    )  # fmt: skip


def _title_and_lead(kind: str) -> tuple[str, str]:
    if kind == "targets":
        return _("Plans"), _(
            "Type or paste a block from Excel. A dash means that no plan was set; "
            "an emptied cell withdraws the plan."
        )
    return _("Reported values"), _(
        "Type or paste a block from Excel. A dash is kept as the source prints it; "
        "an emptied cell withdraws it."
    )


def _head_fields(kind: str) -> list[tuple[str, str]]:
    """What is said once for all cells of a save."""
    acts = [
        ("act", _("Act")),
        ("set_on", _("Date of the act")),
        ("act_title", _("Title of the act")),
        ("change_reason", _("Reason for the change")),
        ("explanation", _("Explanation")),
    ]
    return [*(acts if kind == "targets" else []), ("source", _("Source"))]


def _count(grid_input: cell_inputs.GridInput) -> str:
    """How many cells are changed, emptied and wrong."""
    wrong = sum(1 for box in grid_input.boxes if grid_input.wrong.get(box.name))
    parts = [ngettext("{number} cell changed", "{number} cells changed", len(grid_input.boxes))]
    if grid_input.withdrawn:
        parts.append(
            ngettext(
                "{number} of them emptied", "{number} of them emptied", len(grid_input.withdrawn)
            )
        )
    if wrong:
        parts.append(ngettext("{number} to be mended", "{number} to be mended", wrong))
    return ", ".join(parts)


def _status_change(facts: Facts, change: StatusChange) -> str:
    cell = change.cell
    definition = facts.catalogue.newest(cell.indicator).definition
    named = [name_of(definition)]
    if cell.attribute:
        pair = (cell.attribute, cell.value)
        named.append(part_labels.attribute_and_value(facts, definition, *pair))
    if cell.district:
        named.append(place_name(facts, cell.district))
    old, new = (status_name(status, is_open=change.is_open) for status in (change.old, change.new))
    return f"{', '.join([*named, formats.period(cell.period)])}: {old} → {new}"
