"""The snapshots of a programme: what each froze, and the way to look at it."""

from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from dashboard.accounts.reader import may
from dashboard.components.links import link
from dashboard.components.panels import TableColumn, data_table, empty_note, panel
from dashboard.request import PageRequest
from dashboard.text import formats
from dashboard.text.language import _
from indicators.answers.snapshots import SnapshotFacts, snapshots

NEW_SNAPSHOT = "/council/snapshots/new"
SHOWN_DIGITS = 12


def draw(page_request: PageRequest) -> Component:
    """A row a snapshot; its number leads to the pages as they were."""
    own = page_request.asker.read(snapshots, page_request.facts.code)
    note = _("A snapshot names a revision. Nothing that is loaded or changed later reaches it.")
    if not all(each.checksum for each in own):
        note += " " + _(
            "Checksums are of all numbers, hidden ones too: only those who keep the data see them."
        )
    listed = (
        _table(page_request, own)
        if own
        else empty_note(_("No revision has been given a name yet."))
    )
    return panel(_("Snapshots"), [listed, _making(page_request)], note=note, wide=True)


def _table(page_request: PageRequest, snapshots: tuple[SnapshotFacts, ...]) -> Component:
    columns = [
        TableColumn(_("No.")),
        TableColumn(_("Title")),
        TableColumn(_("Taken")),
        TableColumn(_("By")),
        TableColumn(_("Revision"), number=True),
        TableColumn(_("Answers"), number=True),
        TableColumn(_("Checksum")),
    ]
    return data_table(
        columns,
        [_row(page_request, each) for each in snapshots],
        caption=_("Snapshots"),
        caption_shown=False,
    )


def _row(page_request: PageRequest, each: SnapshotFacts) -> list[object]:
    checksum = (
        html.Code(f"{each.checksum[:SHOWN_DIGITS]}…", title=each.checksum)
        if each.checksum
        else _("hidden")
    )
    return [
        str(each.id),
        link(each.title, page_request.page("/", as_of=f"s{each.id}")),
        formats.moment(each.at),
        each.author,
        formats.number(each.revision),
        formats.number(each.answers),
        checksum,
    ]


def _making(page_request: PageRequest) -> Component | None:
    if not may("steward", page_request.facts.code):
        return None
    url = f"{NEW_SNAPSHOT}?{urlencode({'programme': page_request.facts.code})}"
    return html.P(html.A(_("Take a snapshot"), href=url, className="btn btn-primary"))
