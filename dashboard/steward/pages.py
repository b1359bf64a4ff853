"""What every screen of the stewards needs: the document around it, the programme it is about, who
changes it.
"""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from flask import Response, redirect, request
from flask.typing import ResponseReturnValue

from dashboard.accounts.reader import account, may, reader
from dashboard.components.attributes import tongue
from dashboard.documents import document
from dashboard.http import context, urls
from dashboard.http.refusals import sentences
from dashboard.request import LAST_PAGE
from dashboard.sign_in.guard import require
from dashboard.steward.menu import screens
from dashboard.steward.period_names import period_names
from dashboard.text import formats
from dashboard.text.labels import short_programme_name
from data.passports import home
from data.refusals import Refusal, refuse
from indicators.answers.facts import Facts

LEAST = "viewer"
"""The lowest role that a room of a programme is open to; what each address asks for comes before
(``dashboard/steward/screen.py``).
"""


def page(template: str, title: str, status: int = HTTPStatus.OK, **values: Any) -> Response:
    """A document of ``dashboard/templates/steward`` with the stewards' menu, of the asked
    programme.
    """
    facts = programme()
    return document(
        f"steward/{template}",
        title,
        status,
        menu=list(_menu()),
        programme=facts,
        programmes=[
            (each.code, short_programme_name(each))
            for each in context.programmes()
            if may(LEAST, each.code)
        ],
        account=account(),
        out=urls.to_logout("/"),
        formats=formats,
        period_names=period_names,
        url=url,
        tongue=tongue,
        may=may,
        **values,
    )


def programme() -> Facts:
    """The programme that the address names, or a first one of the reader's; refuses one that is
    others'.
    """
    facts = context.facts(request.values.get("programme") or _first())
    require(LEAST, facts.code)
    return facts


def _first() -> str:
    """What is shown where no programme is named: the default one, or else the first that is the
    reader's.
    """
    own = [each.code for each in context.programmes() if may(LEAST, each.code)]
    return home(own) if own else context.home_programme()


def changing(role: str = "steward") -> Facts:
    """The programme that is about to be changed; refuses whose role does not extend to it."""
    facts = programme()
    require(role, facts.code)
    return facts


def page_number() -> int:
    """Which page of a long list, from 1; so far on that nothing is there, the last one that is read
    at all.
    """
    return min(max(1, request.args.get("page", 1, type=int)), LAST_PAGE)


def url(path: str, **choices: Any) -> str:
    """An address of the stewards that keeps the programme."""
    kept = {"programme": request.values.get("programme"), **choices}
    return urls.with_choices(
        path, {name: value for name, value in kept.items() if value not in (None, "")}
    )


def redirect_to(path: str, **choices: Any) -> ResponseReturnValue:
    """Lead on after a form."""
    return redirect(url(path, **choices), HTTPStatus.SEE_OTHER)


def author() -> str:
    """Who changes something now."""
    return reader() or ""


def reason_text() -> str:
    """Why, in the steward's words, if there are any."""
    return request.form.get("reason", "").strip()


def reason() -> str:
    """The same; refuses to change anything without."""
    if not reason_text():
        raise refuse("reason_missing")
    return reason_text()


def lines(refusal: Refusal | None) -> list[str]:
    """A refusal as sentences in the reader's language."""
    return sentences(refusal, context.language()) if refusal else []


def _menu() -> Iterator[tuple[str, str, bool]]:
    """Name, address and whether it is here, of every screen that the reader may enter."""
    for screen in screens():
        if screen.name is not None and may(screen.role):
            yield screen.name(), url(screen.path), _here(screen.path)


def _here(path: str) -> bool:
    """The home's path is the beginning of every other one."""
    home = path.count("/") == 1
    return request.path == path if home else request.path.startswith(path)
