"""What other sites can show of our pages: one table of them, by the first part of their paths."""

from collections.abc import Callable, Mapping

from dashboard.embed import (
    compare_site,
    districts_site,
    indicator_site,
    overview_site,
    part_site,
    register_site,
)
from dashboard.embed.site_view import OfferedView
from dashboard.request import PageRequest

Offer = Callable[[PageRequest], OfferedView]

OFFERS: Mapping[str, Offer] = {
    "/": overview_site.offer,
    "/compare": compare_site.offer,
    "/districts": districts_site.offer,
    "/indicator": indicator_site.offer,
    "/part": part_site.offer,
    "/register": register_site.offer,
}


def offer_of(page_request: PageRequest) -> OfferedView | None:
    """The view of a page; None of one that other sites cannot show."""
    offer = OFFERS.get(page_request.address.root)
    return None if offer is None else offer(page_request)
