"""Documents and their forms as a browser sees them: what stands in the controls, what pressing a
button sends.
"""

from dataclasses import dataclass
from typing import Any

from lxml import html

TEXT_TYPES = ("text", "search", "number", "date", "email", "tel", "url", None)


@dataclass
class Form:
    """One form of a document."""

    element: Any

    @property
    def action(self) -> str:
        return str(self.element.get("action"))

    @property
    def fields(self) -> list[tuple[str, str]]:
        """What a browser would send, without a button."""
        sent = []
        for control in self.element.iter("input", "select", "textarea"):
            name, kind = control.get("name"), control.get("type")
            if not name or kind in ("submit", "file") or control.get("disabled") is not None:
                continue
            if kind in ("checkbox", "radio"):
                if control.get("checked") is not None:
                    sent.append((name, control.get("value", "on")))
            elif control.tag == "select":
                sent.append((name, _selected(control)))
            else:
                sent.append((name, _text(control)))
        return sent

    @property
    def visible(self) -> list[tuple[str, str]]:
        """The same of the controls that a person sees."""
        hidden = {
            each.get("name") for each in self.element.iter("input") if each.get("type") == "hidden"
        }
        return [each for each in self.fields if each[0] not in hidden]

    @property
    def texts(self) -> list[str]:
        """The names of what is typed."""
        controls = self.element.iter("input", "textarea")
        return [each.get("name") for each in controls if _is_typed(each)]

    @property
    def buttons(self) -> list[tuple[str, str]]:
        """What its named buttons say."""
        return [
            (each.get("name"), each.get("value", ""))
            for each in self.element.iter("button")
            if each.get("name")
        ]


def forms(document: str) -> list[Form]:
    """The forms of a document that change something, those of the frame left out."""
    listed = [
        Form(each)
        for each in html.document_fromstring(document).iter("form")
        if each.get("method") == "post"
    ]
    return [each for each in listed if not each.action.startswith(("/logout", "/unsaved"))]


def _is_typed(control: Any) -> bool:
    if not control.get("name") or control.get("readonly") is not None:
        return False
    return control.tag == "textarea" or control.get("type") in TEXT_TYPES


def _selected(select: Any) -> str:
    options = list(select.iter("option"))
    chosen = [each for each in options if each.get("selected") is not None] or options[:1]
    return str(chosen[-1].get("value", (chosen[-1].text or "").strip())) if chosen else ""


def _text(control: Any) -> str:
    text = control.text or "" if control.tag == "textarea" else control.get("value", "")
    return str(text).removeprefix("\n") if control.tag == "textarea" else str(text)
