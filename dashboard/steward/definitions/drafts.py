"""What is done with a draft: begun, written, saved, published."""

import difflib
from collections.abc import Mapping

from dashboard.http import context
from dashboard.http.context import language
from dashboard.steward.definitions import checking, form, labels
from dashboard.steward.definitions.field_values import Sent
from dashboard.text.language import _
from data.database.change import Change
from data.drafts import reading, steps
from data.drafts.reading import Draft
from data.passports import programme_id
from data.refusals import Conflict, Forbidden, NotFound, Problem, Refusal, refuse
from data.tables.drafts import DRAFT_STATES
from data.words.whole import whole
from indicators.answers.facts import Facts
from indicators.definition import LONGEST_CODE, Definition, read_new
from indicators.definition.editing import at, edited, fields_of
from indicators.definition.files import difference
from indicators.definition.kinds import REQUIRED
from indicators.definition.publishing import publish as publish_texts
from indicators.impact.definition_history import versions_of

KINDS = tuple(REQUIRED)


def find(facts: Facts, identity: int) -> Draft:
    """A draft of this programme; refuses one of another."""
    draft = context.asker().read(reading.draft, identity)
    if draft.programme != facts.code:
        raise NotFound(Problem("unknown_draft", {"id": identity}))
    return draft


def begin(facts: Facts, code: str, author: str) -> Draft:
    """A draft that begins with the newest version, as it was written."""
    newest = facts.catalogue.newest(code).version
    versions = context.asker().read(versions_of, facts.code, code)
    text = next(each.text for each in versions if each.version == newest)
    return steps.begin(context.database(), facts.code, code, text, author=author, based_on=newest)


def begin_new(facts: Facts, sent: Sent, author: str) -> Draft:
    """A draft of an indicator that is not there yet."""
    values: dict[tuple[str, ...], str] = {("code",): sent.get("code", "").strip()}
    words = [(field, each) for field in ("name", "unit") for each in ("ru", "en")]
    values |= {path: sent.get(".".join(path), "").strip() for path in words}
    values |= {("kind",): sent.get("kind", "") if sent.get("kind", "") in KINDS else KINDS[0]}
    if len(values["code",]) > LONGEST_CODE:
        raise Refusal(Problem("definition_code_long", {"longest": LONGEST_CODE}, field="code"))
    text = edited("", {path: value for path, value in values.items() if value})
    return steps.begin(
        context.database(), facts.code, values["code",] or "–", text, author=author, based_on=None
    )


def begin_beside(facts: Facts, draft: Draft, text: str, author: str) -> Draft:
    """One's own words as a draft of one's own, beside another's."""
    return steps.begin(
        context.database(), facts.code, draft.code, text, author=author, based_on=draft.based_on
    )


def text_of_form(facts: Facts, draft: Draft, sent: Sent) -> str:
    """The text as it was written in the form or in the text's own tab; a merged one is whole
    already.
    """
    if sent.get("tab", "") != "form":
        text = sent.get("text", "").replace("\r\n", "\n")
        return text if not text or text.endswith("\n") else f"{text}\n"
    base = sent.get("base", "").replace("\r\n", "\n") or draft.text
    return form.changed(facts, base, sent)


def save(facts: Facts, draft: Draft, sent: Sent, text: str, author: str) -> Draft:
    """Save a text over the version that was read; a new indicator's draft follows its code."""
    code = (
        str(at(fields_of(text), ("code",)) or draft.code)[:100]
        if form.readable(text)
        else draft.code
    )
    follows = code if draft.based_on is None else None
    return steps.save(
        context.database(),
        draft.id,
        _version(draft, sent, author),
        text,
        author=author,
        code=follows,
    )


def version_of(sent: Sent) -> int:
    """The version that a form says it was drawn from; 0 where it says none."""
    return whole(sent.get("version", "")) or 0


def _version(draft: Draft, sent: Sent, author: str) -> int:
    """The version that was read; a page that is left while a save is on its way cannot know whether
    it arrived.
    """
    version = version_of(sent)
    arrived = "leaving" in sent and (draft.author, draft.version) == (author, version + 1)
    return draft.version if arrived else version


def refuse_unpublishable(facts: Facts, draft: Draft) -> None:
    """Refuse a draft that could not be published."""
    problems = checking.problems_of(facts, draft, draft.text)
    if problems:
        raise Refusal(problems)


def publish(facts: Facts, draft: Draft, sent: Sent, reason: str, author: str, *, own: bool) -> int:
    """Publish a proposed draft in one revision; returns its number.

    Refused for whoever proposed it, unless ``own``, and when the definition in force is not the one
    that was shown.
    """
    proposed_by = proposer(draft)
    if proposed_by == author and not own:
        raise Forbidden(Problem("publish_another_person", {"author": proposed_by}))
    act = f"; {draft.act}" if draft.act else ""
    why = f"{reason}{act}"
    with context.database().transaction(
        "publish", draft.code, author=author, reason=why, override_closed_years=True
    ) as change:
        _refuse_moved(change, draft, sent.get("newest", ""))
        identity = programme_id(change.session, facts.code)
        codes = publish_texts(change, identity, [(f"{draft.code}.yaml", draft.text)], why)
        if not codes:
            raise refuse("definition_unchanged")
        steps.published(
            change.session, draft.id, version_of(sent), author=author, revision=change.revision
        )
    return change.revision


def _refuse_moved(change: Change, draft: Draft, fingerprint: str) -> None:
    """Refuse when another version is in force than the one whose effect was read."""
    versions = versions_of(change.session, draft.programme, draft.code)
    now = max((each.version for each in versions if each.withdrawn_in is None), default=0)
    if fingerprint != str(now):
        raise Conflict(
            Problem(
                "draft_base_moved", {"code": draft.code, "now": now, "was": draft.based_on or "–"}
            )
        )


def newest_version(facts: Facts, code: str) -> int:
    """The newest published version of a code; 0 of a new one."""
    return facts.catalogue.newest(code).version if code in facts.catalogue.versions else 0


def base_moved(facts: Facts, draft: Draft) -> str:
    """What to say where another version was published since the draft began."""
    now = newest_version(facts, draft.code)
    if now == (draft.based_on or 0):
        return ""
    moved = _("Meanwhile version {now} was published; the draft began with version {was}.")
    return moved.format(now=now, was=draft.based_on or "–")


def proposer(draft: Draft) -> str:
    """Who proposed it: what is proposed is not written on."""
    return draft.author if draft.state != "open" else ""


def newest_definition(facts: Facts, code: str) -> Definition | None:
    """The newest published definition of a code."""
    return facts.catalogue.newest(code).definition if code in facts.catalogue.versions else None


def differences(before: Definition | None, text: str) -> list[tuple[str, str, str]]:
    """What a draft fills in otherwise than the newest version, in words; nothing of one that cannot
    be read.
    """
    try:
        after = read_new(text)
    except Refusal:
        return []
    empty = after.model_copy(update=dict.fromkeys(Definition.model_fields))
    return [labels.difference(change) for change in difference(before or empty, after)]


def between(theirs: str, mine: str) -> list[tuple[str, str, str]]:
    """The fields that two texts fill in otherwise, in words; nothing where one of them cannot be
    read.
    """
    try:
        return differences(read_new(theirs), mine)
    except Refusal:
        return []


def line_by_line(theirs: str, mine: str) -> list[tuple[str, str]]:
    """The lines that only one of two texts has, with two lines around them; what is left out
    between is a gap.
    """
    signs = {"  ": "same", "- ": "theirs", "+ ": "mine"}
    lines = difflib.ndiff(theirs.splitlines(), mine.splitlines())
    listed = [(signs[line[:2]], line[2:]) for line in lines if line[:2] in signs]
    other = [at for at, (side, _line) in enumerate(listed) if side != "same"]
    near = [any(abs(at - each) <= 2 for each in other) for at in range(len(listed))]
    gaps = [("gap", "…") if near[at - 1 if at else at] else None for at in range(len(listed))]
    changed = (
        line if is_near else gap for line, is_near, gap in zip(listed, near, gaps, strict=True)
    )
    return [line for line in changed if line is not None]


def indicators(facts: Facts) -> list[tuple[str, str]]:
    """Codes with names, for formulas and sides of ratios."""
    names: Mapping[str, str] = {
        code: facts.catalogue.newest(code).definition.name.in_language(language())
        for code in facts.catalogue.codes
    }
    return list(names.items())


def history(draft: Draft) -> list[Draft]:
    """What each author in turn left, newest first."""
    return list(context.asker().read(reading.history, draft.id))


def title(draft: Draft) -> str:
    """What a draft is called: its indicator's name as it is written now."""
    fields = fields_of(draft.text) if form.readable(draft.text) else {}
    name = at(fields, ("name", language())) or draft.code
    return _("{name}: draft No. {id}").format(name=name, id=draft.id)


def state_name(state: str) -> str:
    return DRAFT_STATES.name(state, language())
