"""What an address has chosen, in words: where no choices stand above a list, its title says them."""

from dashboard.request import PageRequest
from dashboard.text import formats, labels


def chosen_title(title: str, *choices: str | None) -> str:
    """A title with the choices that narrow what stands under it; without any, the title alone."""
    words = "; ".join(filter(None, choices))
    return f"{title}: {words}" if words else title


def narrowed_title(title: str, page_request: PageRequest) -> str:
    """A title with the years and the district that the address names."""
    return chosen_title(title, years_text(page_request), district_text(page_request))


def years_text(page_request: PageRequest) -> str | None:
    """The period or the years that the address names, if it names any."""
    years, period = page_request.base.years, page_request.period
    if period is not None:
        return formats.period(period.label)
    return None if years is None else formats.years(*years)


def district_text(page_request: PageRequest) -> str | None:
    """The districts that the address names, if it names any."""
    return place_text(page_request, page_request.territory)


def place_text(page_request: PageRequest, code: str | None) -> str | None:
    """A district, or several together, where any is named."""
    return None if code is None else labels.place_name(page_request.facts, code)
