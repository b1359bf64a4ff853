"""What a request says of the browser that sent it: its address, its family and its system."""

from flask import request

from data.accounts.sessions import LONGEST_ADDRESS, BrowserFacts

FAMILIES = (
    ("YaBrowser", "Yandex Browser"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
"""Signs of each family: most also bear those of the families below them."""

SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def browser() -> BrowserFacts:
    """The browser of this request, in words that people know; a name that nobody gives is empty."""
    agent = request.headers.get("User-Agent", "")
    names = (_known(FAMILIES, agent), _known(SYSTEMS, agent))
    return BrowserFacts(address(), ", ".join(filter(None, names)))


def address() -> str:
    """Where this request comes from; what a proxy calls an address is bounded."""
    return (request.remote_addr or "")[:LONGEST_ADDRESS]


def _known(names: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for sign, name in names if sign in agent), "")
