"""Which plans acts have changed, when and why."""

import dash
from dash.development.base_component import Component

from dashboard.components import filters
from dashboard.components.panels import empty_note, panel
from dashboard.request import PageRequest
from dashboard.sections import plan_changes
from dashboard.sections.blocks import block, draws
from dashboard.sections.frame import FramedPage, page, page_title
from dashboard.sections.page_deck import PageDeck, here
from dashboard.sections.table_panel import table_panel
from dashboard.text.language import _, ngettext

dash.register_page(
    __name__,
    path="/targets",
    title=page_title,
    deck=PageDeck(lambda: _("Changes of plans"), here("plan_changes")),
)


@page
def layout(page_request: PageRequest) -> FramedPage:
    """The place of the list, and what it is of."""
    return FramedPage(
        title=_("Changes of plans"),
        lead=_("Every plan that an act has made another, with the act, its day and the reason."),
        filters=[*filters.years(page_request), *filters.as_of(page_request)],
        body=[block("targets-changes", 480)],
    )


@draws("targets-changes")
def changes(page_request: PageRequest) -> Component:
    """The changes of the asked years' plans."""
    listed = plan_changes.changes(page_request)
    if not listed:
        return panel(
            _("Changes of plans"),
            empty_note(_("No act has changed a plan of these years.")),
            wide=True,
        )
    late = plan_changes.late(listed)
    note = (
        ngettext("{number} plan was lowered late.", "{number} plans were lowered late.", late)
        if late
        else None
    )
    return table_panel(
        page_request,
        _("Changes of plans"),
        plan_changes.table(page_request, listed),
        anchor="changed-plans",
        note=note,
        wide=True,
    )
