"""``/looks``: how pages look to this browser, chosen in a plain form and remembered without an account."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask, Response, request

from dashboard.documents import document
from dashboard.http import urls
from dashboard.http.late_view import late_view
from dashboard.http.looks import LOOK_OPTIONS, PICTURES, SIZE, SPACING, THEME, look
from dashboard.looks import table_files
from dashboard.text.language import _
from data.words.offers import check_choice, unnamed


@dataclass(frozen=True)
class LookChoice:
    """What can be chosen of one of ``LOOK_OPTIONS``: each word with its name, and which is chosen."""

    name: str
    title: str
    words: dict[str, str]
    chosen: str


def register(server: Flask) -> None:
    """Let readers choose, and take tables home as they look."""
    server.add_url_rule(urls.LOOKS, "looks", show)
    server.add_url_rule(urls.TABLE_CSV, "table_csv", table_files.csv_view)
    workbook = late_view("dashboard.looks.table_workbook.view")
    server.add_url_rule(urls.TABLE_XLSX, "table_xlsx", workbook)


def show() -> Response:
    """The form in the look that it has chosen; refuses a word that nothing is chosen by."""
    after = urls.local(request.args.get("next"))
    for name, known in LOOK_OPTIONS.items():
        check_choice(name, request.args.get(name), unnamed(known))
    return document(
        "looks.html",
        _("How pages look"),
        choices=list(_choices()),
        after=after,
        in_words=urls.with_choices(after, {"view": "text"}),
        usual=_address(after, {name: known[0] for name, known in LOOK_OPTIONS.items()}),
        large=_address(after, {THEME: "contrast", SIZE: "150", SPACING: "wide", PICTURES: "off"}),
    )


def _address(after: str, chosen: dict[str, str]) -> str:
    return urls.with_choices(urls.LOOKS, {**chosen, "next": after})


def _choices() -> Iterator[LookChoice]:
    now = look(request.args.get(THEME))
    for name, (title, words) in _names().items():
        yield LookChoice(name, title, words, getattr(now, name))


def _names() -> dict[str, tuple[str, dict[str, str]]]:
    return {
        SIZE: (_("Size of letters"), {"100": "100 %", "150": "150 %", "200": "200 %"}),
        THEME: (
            _("Colours"),
            {
                "light": _("light"),
                "dark": _("dark"),
                "contrast": _("black on white"),
                "contrast_dark": _("white on black"),
                "contrast_blue": _("dark blue on light blue"),
            },
        ),
        SPACING: (_("Between letters and lines"), {"usual": _("as usual"), "wide": _("wide")}),
        PICTURES: (_("Charts and maps"), {"on": _("drawn"), "off": _("as tables alone")}),
    }
