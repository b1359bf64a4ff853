"""A document whose form is filled again with what was sent from it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import html

from dashboard.submissions.submission import CHOICES, KEPT_FILE, Submission

TICKED = ("checkbox", "radio")
NOT_FILLED = ("file", "password", "submit", "button", "reset", "image")
ANCHOR = "typed"
PUT_BACK = "data-puts-back"
"""How the names of the fields begin that a screen has put back itself, because it knows what has
changed meanwhile.
"""

UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Signs that no document can hold, such as the line break of slides; a space stands for each."""


@dataclass
class RefilledForm:
    """A document under work: the form that was found, what was put into it, and what had no place
    there.
    """

    tree: Any
    form: Any = None
    filled: int = 0
    left: list[tuple[str, str]] = field(default_factory=list)

    def text(self) -> str:
        """The document as it goes to the browser."""
        return "<!DOCTYPE html>\n" + str(html.tostring(self.tree, encoding="unicode"))


def parsed(document: str) -> RefilledForm:
    """A document that may be filled."""
    return RefilledForm(html.document_fromstring(document))


def fill(filling: RefilledForm, submission: Submission, *, with_hidden: bool) -> bool:
    """Put a submission into its form; false where the document has none.

    ``with_hidden``: also what the form says of the version it was drawn from, so that a later one
    is noticed.
    """
    filling.form = _form_of(filling.tree, submission)
    if filling.form is None:
        return False
    values: dict[str, list[str]] = {}
    for name, value in submission.fields:
        values.setdefault(name, []).append(UNWRITABLE.sub(" ", value))
    known = set()
    for control in _controls(filling.form):
        known.add(control.get("name"))
        filling.filled += _set(control, values, with_hidden)
    # a new key stands in its place (`_bring_file`)
    known.add(KEPT_FILE)
    by_screen = filling.form.get(PUT_BACK)
    # what has no field any more is shown beside the form: nothing that was typed is lost
    filling.left = [
        (name, value)
        for name, value in submission.fields
        if name not in known and value and not (by_screen and name.startswith(by_screen))
    ]
    if with_hidden:
        for name, value in (
            (UNWRITABLE.sub("", name), UNWRITABLE.sub(" ", value)) for name, value in filling.left
        ):
            # sent on as hidden fields, so that the refusal names them once more
            filling.form.append(
                html.Element("input", {"type": "hidden", "name": name, "value": value})
            )
    if submission.has_file:
        _bring_file(filling.form, submission)
    _open_around(filling.form)
    return True


def note(filling: RefilledForm, element: str) -> None:
    """Put a notice at the beginning of the document's main part, and its anchor at the form."""
    main = filling.tree.find(".//main")
    heading = main.find(".//h1")
    place = heading if heading is not None and heading.getparent().tag != "form" else None
    note_element = html.fragment_fromstring(element)
    if place is None:
        main.insert(0, note_element)
    else:
        note_element.tail, place.tail = place.tail, None
        place.addnext(note_element)
    if filling.form is not None and not filling.form.get("id"):
        filling.form.set("id", ANCHOR)


def _form_of(tree: Any, submission: Submission) -> Any:
    """The form that goes where the submission went and asks for most of what it said."""
    fields = {*submission.fields, *((name, "") for name, _value in submission.fields)}
    # one page may have several forms to one address, a row of a table each
    best, most = None, 0
    for form in tree.iter("form"):
        if (form.get("method") or "").lower() != "post" or not _takes(form, submission):
            continue
        names = {(each.get("name"), "") for each in _controls(form)}
        buttons = {
            (each.get("name"), each.get("value", ""))
            for each in form.iter("button")
            if each.get("name")
        }
        # one more, so that a form to the right address is better than none
        fitting = len(fields & (names | buttons)) + 1
        if fitting > most:
            best, most = form, fitting
    return best


def _takes(form: Any, submission: Submission) -> bool:
    """Whether a form goes where the submission went, and is about the same programme, indicator and
    year.
    """
    hidden = (each for each in form.iter("input") if each.get("type") == "hidden")
    choices = {
        each.get("name"): each.get("value", "") for each in hidden if each.get("name") in CHOICES
    }
    urls = [address for address in (form.get("action"), form.get("data-autosave")) if address]
    same = all(submission.values(name) in ([], [value]) for name, value in choices.items())
    return same and any(submission.is_of_same_form(address, choices) for address in urls)


def _controls(form: Any) -> Iterator[Any]:
    for control in form.iter("input", "select", "textarea"):
        if control.get("name") and control.get("type") not in NOT_FILLED:
            yield control


def _set(control: Any, values: dict[str, list[str]], with_hidden: bool) -> int:
    """Give a control its value; 1 if a visible one then says something else than the document did."""
    own, kind = values.get(control.get("name"), []), control.get("type")
    # hidden fields say which version the page shows now: the old one would be refused again
    if kind == "hidden" and not with_hidden:
        return 0
    before = _state(control)
    if control.tag == "select":
        _choose(control, own)
    elif kind in TICKED:
        _mark(control, "checked", control.get("value", "on") in own)
    # taken one by one: several fields of one name are filled in their order
    elif own and control.tag == "textarea":
        control.text = f"\n{own.pop(0)}"  # a browser takes the first line break for none
    elif own:
        control.set("value", own.pop(0))
    return int(kind != "hidden" and _state(control) != before)


def _choose(select: Any, values: list[str]) -> None:
    """Select what was sent; a list that has it no longer gets it back."""
    options = list(select.iter("option"))
    # a district that is gone meanwhile is named in the refusal, not dropped in silence
    missing = [value for value in values if value not in [_value(option) for option in options]]
    for value in missing:
        option = html.Element("option", {"value": value})
        option.text = value
        select.append(option)
        options.append(option)
    if values:
        for option in options:
            _mark(option, "selected", _value(option) in values)


def _value(option: Any) -> str:
    return str(option.get("value", (option.text or "").strip()))


def _mark(element: Any, name: str, is_set: bool) -> None:
    if is_set:
        element.set(name, name)
    else:
        element.attrib.pop(name, None)


def _state(control: Any) -> Any:
    """What a control says."""
    if control.tag == "select":
        return [
            _value(option)
            for option in control.iter("option")
            if option.get("selected") is not None
        ]
    if control.tag == "textarea":
        return (control.text or "").removeprefix("\n").replace("\r\n", "\n")
    return control.get("checked") if control.get("type") in TICKED else control.get("value", "")


def _bring_file(form: Any, submission: Submission) -> None:
    """Let a form do without choosing a file that came before."""
    for control in form.iter("input"):
        if control.get("type") == "file":
            control.attrib.pop("required", None)
    form.append(
        html.Element("input", {"type": "hidden", "name": KEPT_FILE, "value": submission.key})
    )


def _open_around(form: Any) -> None:
    """Open what the form is folded into, and what is folded inside it."""
    for folded in (*form.iterancestors("details"), *form.iter("details")):
        folded.set("open", "open")
