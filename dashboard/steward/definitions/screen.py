"""``/steward/definitions``: every definition with its versions in force, its history, and
withdrawing one.
"""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from dashboard.http.context import asker, database
from dashboard.http.refusals import status_of
from dashboard.sections.indicator.passport import years
from dashboard.steward.definitions import effects
from dashboard.steward.definitions import labels as field_labels
from dashboard.steward.definitions.effect_text import effect_text, entering_words, leaving_words
from dashboard.steward.pages import (
    author,
    changing,
    lines,
    page,
    programme,
    reason,
    redirect_to,
)
from dashboard.steward.screen import Screen
from dashboard.steward.years import closed
from dashboard.text import formats, labels
from dashboard.text.language import _
from data.drafts.reading import Draft, drafts
from data.passports import programme_id
from data.refusals import Refusal
from indicators.answers.facts import Facts
from indicators.definition import Definition
from indicators.definition.files import difference, unknown_version
from indicators.definition.publishing import withdraw
from indicators.impact.definition_history import (
    VersionFacts,
    computed_by,
    moved_between,
    versions_of,
    withdrawn_codes,
)

SCREEN = Screen("/steward/definitions", lambda: _("Definitions"), 20)


@SCREEN.get()
def listing() -> ResponseReturnValue:
    """Every indicator of the programme: versions in force, drafts, what is proposed."""
    facts = programme()
    open_drafts = asker().read(drafts, facts.code)
    gone = asker().read(withdrawn_codes, facts.code)
    rows = [
        _row(facts, code, [draft for draft in open_drafts if draft.code == code])
        for code in facts.catalogue.codes
    ]
    new = [draft for draft in open_drafts if draft.code not in facts.catalogue.versions]
    lead = _(
        "What each indicator says and how it is counted. A change is written as a draft, and counts once published."
    )
    return page(
        "definitions.html",
        _("Definitions"),
        lead=lead,
        rows=rows,
        new=new,
        gone=gone,
    )


@SCREEN.get("/<code>")
def definition(code: str) -> ResponseReturnValue:
    """The passport of an indicator and every version it ever had."""
    facts, versions = _facts_and_versions(code)
    mine = [draft for draft in asker().read(drafts, facts.code) if draft.code == code]
    return page(
        "definition.html",
        labels.name_of(versions[-1].definition),
        code=code,
        living=code in facts.catalogue.versions,
        passport=_passport(facts, versions[-1]),
        history=list(_history(facts, versions)),
        drafts=mine,
    )


@SCREEN.get("/<code>/versions/<int:number>")
def version(code: str, number: int) -> ResponseReturnValue:
    """Any version as it was written, and what it gives over all years."""
    facts, versions = _facts_and_versions(code)
    facts_of_version = next((each for each in versions if each.version == number), None)
    if facts_of_version is None:
        known = (each.version for each in versions)
        raise unknown_version(versions[-1].definition, number, known)
    return page(
        "definition_version.html",
        f"{labels.name_of(facts_of_version.definition)} – {_('version {number}').format(number=number)}",
        code=code,
        version_facts=facts_of_version,
        passport=_passport(facts, facts_of_version),
        **_values(facts, facts_of_version),
    )


@SCREEN.get("/<code>/withdraw", role="publisher")
def withdrawing(code: str) -> ResponseReturnValue:
    """What withdrawing the newest version would change."""
    return _withdrawing(code)


@SCREEN.post("/<code>/withdraw", role="publisher")
def withdrawn(code: str) -> ResponseReturnValue:
    """Withdraw the version whose effect was read; the earlier one is in force again."""
    facts, version = changing("publisher"), request.form.get("version", 0, type=int)
    try:
        facts.catalogue.newest(code)
        why = reason()
        closed.agreed(closed.of_changes(facts, effects.of_withdrawing(facts.code, code).changed))
        with database().transaction(
            "withdraw", code, author=author(), reason=why, override_closed_years=True
        ) as change:
            withdraw(change, programme_id(change.session, facts.code), code, version, why)
    except Refusal as refusal:
        return _withdrawing(code, refusal)
    return redirect_to(f"/steward/audit/{change.revision}")


def _withdrawing(code: str, refusal: Refusal | None = None) -> ResponseReturnValue:
    facts = changing("publisher")
    newest = facts.catalogue.newest(code)
    try:
        effect = effects.of_withdrawing(facts.code, code)
    except Refusal as refused:
        return page("definition_refused.html", labels.name_of(newest.definition), HTTPStatus.CONFLICT,
                    refused=lines(refused), code=code)  # fmt: skip
    return page(
        "definition_withdraw.html",
        _("Withdraw version {number}: {name}").format(
            number=newest.version, name=labels.name_of(newest.definition)
        ),
        status_of(refusal) if refusal else HTTPStatus.OK,
        refused=lines(refusal),
        code=code,
        version=newest.version,
        effect=effect_text(facts, effect, None, all_grains="all" in request.args),
        closed=closed.of_changes(facts, effect.changed),
        reason=request.form.get("reason", ""),
    )


def _facts_and_versions(code: str) -> tuple[Facts, tuple[VersionFacts, ...]]:
    facts = programme()
    versions = asker().read(versions_of, facts.code, code)
    if not versions:
        facts.catalogue.newest(code)
    return facts, versions


def _row(facts: Facts, code: str, mine: list[Draft]) -> dict[str, Any]:
    newest = facts.catalogue.newest(code).definition
    return {
        "code": code,
        "name": labels.name_of(newest),
        "kind": field_labels.choice("kind", newest.kind),
        "versions": list(_in_force(facts, code)),
        "drafts": mine,
    }


def _in_force(facts: Facts, code: str) -> Iterator[str]:
    """«версия 2: 2017–2020» for each that is in force in some year of the programme."""
    by_version: dict[int, list[int]] = {}
    for year in range(facts.first_year, facts.last_year + 1):
        version = facts.catalogue.in_force(code, year)
        if version is not None:
            by_version.setdefault(version.version, []).append(year)
    for number, inside in by_version.items():
        yield f"{number}: {formats.years(inside[0], inside[-1])}"


def _passport(facts: Facts, version: VersionFacts) -> list[tuple[str, str]]:
    """Everything that is filled in, by its name; a part of the programme by its own."""
    empty = version.definition.model_copy(
        update=dict.fromkeys(type(version.definition).model_fields)
    )
    filled = (
        change
        for change in difference(empty, version.definition)
        if change.field != "scale" or version.definition.kind == "ratio"
    )
    parts = {part.code: labels.in_language(part.names) for part in facts.parts}
    rows = ((change, *field_labels.difference(change)) for change in filled)
    return [
        (name, parts.get(now, now) if change.field == "part" else now)
        for change, name, _was, now in rows
    ]


def _history(facts: Facts, versions: tuple[VersionFacts, ...]) -> Iterator[dict[str, Any]]:
    """Newest first, each with what it says otherwise than the one before."""
    in_force = {text.partition(":")[0]: text for code in {versions[0].definition.code} & set(facts.catalogue.versions)
                for text in _in_force(facts, code)}  # fmt: skip
    for at, each in reversed(list(enumerate(versions))):
        before = versions[at - 1].definition if at else None
        yield {
            "facts": each,
            "years": years(each.definition.years),
            "in_force": in_force.get(str(each.version), "").partition(": ")[2],
            "difference": [
                field_labels.difference(change) for change in difference(before, each.definition)
            ]
            if before
            else [],
            "moved": list(_moved(facts, before, each.definition)) if before else [],
        }


def _moved(facts: Facts, before: Definition, after: Definition) -> Iterator[str]:
    """How many records the later version counts and the earlier does not, and the other way; each
    side of a ratio.
    """
    try:
        moved = asker().read(moved_between, facts.code, before, after)
    except Refusal:  # what one of them refers to is no longer there
        return
    for each in moved[1:] or moved:
        for heading, records in (
            (entering_words(each.role), each.entering),
            (leaving_words(each.role), each.leaving),
        ):
            if records.total:
                yield heading.format(number=formats.number(records.total))


def _values(facts: Facts, version: VersionFacts) -> dict[str, Any]:
    """A table place × year of what a version gives, or why it cannot be computed today."""
    try:
        answers = asker().read(computed_by, facts.code, version.definition)
    except Refusal as refusal:
        return {"uncomputed": lines(refusal), "years": [], "values": []}
    listed = range(facts.first_year, facts.last_year + 1)
    by_place: dict[str, dict[str, str]] = {}
    for at, answer in answers.items():
        by_place.setdefault(at.place, {})[at.period] = labels.answer_text(
            version.definition, answer
        )
    rows = [
        (
            labels.place_name(facts, key or None),
            [by_place[key].get(str(year), labels.state_name("no_data")) for year in listed],
        )
        for key in facts.places.keys
        if key in by_place and "/" not in key
    ]
    return {"uncomputed": [], "years": list(listed), "values": rows}
