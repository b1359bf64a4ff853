"""One screen of the stewards: its place in the menu and its guarded addresses."""

from collections.abc import Callable
from dataclasses import dataclass, field

from flask import Flask
from flask.typing import ResponseReturnValue

from dashboard.sign_in.guard import needs

View = Callable[..., ResponseReturnValue]


@dataclass(frozen=True)
class Route:
    """An address below ``/steward``, how it may be asked, by whom, and what answers."""

    address: str
    method: str
    role: str
    view: View


@dataclass(frozen=True)
class Screen:
    """``name`` gives the menu's word in the reader's language, or nothing for a screen that is not
    in the menu.

    ``role`` is the least that any of its addresses asks for; an address may ask for more.
    """

    path: str
    name: Callable[[], str] | None
    place: int
    role: str = "steward"
    routes: list[Route] = field(default_factory=list, compare=False)

    def get(self, address: str = "", *, role: str = "") -> Callable[[View], View]:
        """What answers a reading of ``path`` + ``address``."""
        return self._route(address, "GET", role)

    def post(self, address: str = "", *, role: str = "") -> Callable[[View], View]:
        """What answers a form that changes something."""
        return self._route(address, "POST", role)

    def add_to(self, server: Flask) -> None:
        """Add the addresses; each asks for its role before anything else happens."""
        for route in self.routes:
            name = f"{route.view.__module__}.{route.view.__name__}".removeprefix(
                "dashboard.steward."
            ).replace(".", "_")
            guarded = needs(route.role)(route.view)
            server.add_url_rule(route.address, f"steward_{name}", guarded, methods=[route.method])

    def _route(self, address: str, method: str, role: str) -> Callable[[View], View]:
        def take(view: View) -> View:
            self.routes.append(Route(f"{self.path}{address}", method, role or self.role, view))
            return view

        return take
