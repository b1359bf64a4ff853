"""What a request carries: the database's asker, the reader's language and looks.

Nothing is kept between requests.
"""

import re
from collections.abc import Mapping
from decimal import Decimal

from flask import Response, current_app, g, has_app_context, has_request_context, request

from dashboard.http.languages import CONTENT_LANGUAGES, RUSSIAN, Language, languages_of
from dashboard.http.looks import LOOK_OPTIONS, keep_chosen
from data.confidentiality import protected_kinds
from data.database.database import Database
from data.passports import codes, home
from indicators.answers.facts import Facts, programme_facts
from indicators.asking import Asker
from indicators.memory import Memory

LANGUAGES = CONTENT_LANGUAGES
DEFAULT_LANGUAGE = RUSSIAN
LOCALES = "itog-locales"
"""The folder of languages that the operator has added."""
ASKER = "itog-asker"
READERS_ASKER = "itog-readers-asker"
"""That of those who have not signed in, where a copy of the database answers them."""

DATABASE = "itog-database"
WORK_FOLDER = "itog-work"
"""The folder of what is not in the database: files of jobs, and forms that could not be saved."""
DRAWN = "itog-drawn"

IN_FULL = "itog-in-full"
"""What says of which programmes the reader who has signed in is told small numbers."""
OF_PAGES = ("/", "/<path:path>", "/_dash-update-component")
"""The views of pages and their blocks; beside them only rooms tell anybody small numbers."""
ROOMS = "/steward"
FILES = re.compile(
    r"^/api/|^/oembed$|^/report/own$|[./](?:atom|csv|docx|html|ics|json|jsonld|png|txt|xlsx|zip)$"
)
"""Addresses of what people take home and programs read: names of the content stand there without
saying in which language they are, so that its words are in the same one.
"""

SESSION_COOKIE = "itog_session"


def asker() -> Asker:
    """The one way to numbers; all of a request sees one newest revision."""
    if "itog_asker" not in g:
        # once a request: an import committed meanwhile must not split a page in two
        g.itog_asker = _asker_of_reader().at_newest().in_full(_in_full())
    current: Asker = g.itog_asker
    return current


def _asker_of_reader() -> Asker:
    """Whoever has signed in sees what they have changed, and no copy that lacks it."""
    is_stranger = has_request_context() and SESSION_COOKIE not in request.cookies
    primary: Asker = current_app.extensions[ASKER]
    return current_app.extensions.get(READERS_ASKER, primary) if is_stranger else primary


def _in_full() -> frozenset[str] | None:
    """The programmes whose small numbers the reader is told, None for all: on pages and in rooms alone.
    Files, addresses for programs and meetings go from hand to hand.
    """
    if not has_request_context() or SESSION_COOKIE not in request.cookies or not protected_kinds():
        return frozenset()
    is_own = request.endpoint in OF_PAGES or request.path.startswith(ROOMS)
    in_full: frozenset[str] | None = current_app.extensions[IN_FULL]() if is_own else frozenset()
    return in_full


def database() -> Database:
    """What people's changes are written to; whatever is only read goes by the asker."""
    current: Database = current_app.extensions[DATABASE]
    return current


def facts(programme: str, as_of: int | None = None) -> Facts:
    """What a programme says of itself; refuses an unknown programme or revision."""
    return asker().ask(programme_facts, programme, as_of)


def programmes() -> tuple[Facts, ...]:
    """Every programme, in order of arrival."""
    return tuple(facts(code) for code in asker().ask(codes))


def home_programme() -> str:
    """The programme that is meant where none is named; refuses where there is none at all."""
    return home(asker().ask(codes))


def drawn() -> Memory:
    """The blocks and pages that were drawn last."""
    kept: Memory = current_app.extensions[DRAWN]
    return kept


def languages() -> Mapping[str, Language]:
    """The languages of the interface by their codes."""
    return languages_of(current_app.extensions.get(LOCALES) if has_app_context() else None)


def language() -> str:
    """In which of the two languages of content the reader has names, texts and refusals."""
    return languages()[locale()].content


def locale() -> str:
    """The reader's language of the interface: words, numbers, dates. Header ``X-Lang`` › ``?lang=``
    › cookie › Accept-Language › Russian. A file has that of its content, so that none is half in one
    language and half in another.
    """
    if not has_request_context():
        return DEFAULT_LANGUAGE
    if "itog_locale" not in g:
        chosen = _chosen_locale()
        g.itog_locale = languages()[chosen].content if FILES.search(request.path) else chosen
    known: str = g.itog_locale
    return known


def _chosen_locale() -> str:
    candidates = (
        request.headers.get("X-Lang"),
        request.args.get("lang"),
        request.cookies.get("lang"),
    )
    known = languages()
    preferred = request.accept_languages.best_match(tuple(known))
    return next(
        (word for word in (*candidates, preferred) if word and word in known), DEFAULT_LANGUAGE
    )


def in_own_language(href: str) -> str:
    """An address as the browser will have it: another language than Russian it says itself
    (``10-language.js``), and so do the links of its page.
    """
    if locale() == DEFAULT_LANGUAGE or "lang" in request.args:
        return href
    return f"{href}{'&' if '?' in href else '?'}lang={locale()}"


def smallest_money() -> Decimal | None:
    """The amount whose unit a screen tells all of its money in; none where each amount has its own."""
    if not has_request_context() or "itog_money" not in g:
        return None
    if "itog_smallest_money" not in g:
        g.itog_smallest_money = g.itog_money()
    known: Decimal | None = g.itog_smallest_money
    return known


def keep_choices(response: Response) -> None:
    """Let the browser remember the language and the looks that an address asks for."""
    keep_chosen(response, {"lang": tuple(languages()), **LOOK_OPTIONS})
