"""The snapshots of a programme: what each froze, and the way to look at it."""

from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from dashboard import formats
from dashboard.asked import Asked
from dashboard.components.links import link
from dashboard.components.panels import Column, data_table, empty_note, panel
from dashboard.language import _
from dashboard.signing.reading import may
from indicators.snapshots import SnapshotFacts

NEW_SNAPSHOT = "/council/snapshots/new"
SHOWN_DIGITS = 12


def draw(asked: Asked) -> Component:
    """A row a snapshot; its number leads to the pages as they were."""
    found = asked.asker.snapshots(asked.facts.code)
    note = _("A snapshot names a revision. Nothing that is loaded or changed later reaches it.")
    listed = _table(asked, found) if found else empty_note(_("No revision has been given a name yet."))
    return panel(_("Snapshots"), [listed, _making(asked)], note=note, wide=True)


def _table(asked: Asked, found: tuple[SnapshotFacts, ...]) -> Component:
    columns = [
        Column(_("No.")),
        Column(_("Title")),
        Column(_("Taken")),
        Column(_("By")),
        Column(_("Revision"), number=True),
        Column(_("Answers"), number=True),
        Column(_("Checksum")),
    ]
    return data_table(columns, [_row(asked, each) for each in found], caption=_("Snapshots"), caption_shown=False)


def _row(asked: Asked, each: SnapshotFacts) -> list[object]:
    checksum = html.Code(f"{each.checksum[:SHOWN_DIGITS]}…", title=each.checksum)
    return [
        str(each.id),
        link(each.title, asked.page("/", as_of=f"s{each.id}")),
        formats.moment(each.at),
        each.author,
        formats.number(each.revision),
        formats.number(each.answers),
        checksum,
    ]


def _making(asked: Asked) -> Component | None:
    if not may("steward", asked.facts.code):
        return None
    way = f"{NEW_SNAPSHOT}?{urlencode({'programme': asked.facts.code})}"
    return html.P(html.A(_("Take a snapshot"), href=way, className="btn btn-primary"))
