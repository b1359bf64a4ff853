"""A deck's editor as somebody uses it who looks before the next step."""

from playwright.sync_api import Page, Request, expect

PICTURES = "/pictures/"


class DeckEditor:
    """A page in which decks are edited, and the pictures of slides that it has asked for: they are of
    the deck as it is saved, and one that is asked for before a change and drawn after it is not there.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._coming: set[Request] = set()
        page.on("request", self._ask)
        page.on("requestfinished", self._forget)
        page.on("requestfailed", self._forget)

    def begin(self) -> None:
        """Make a deck, and look at it."""
        with self._page.expect_navigation():
            self._page.get_by_role("button", name="New deck").click()
        self.look()

    def look(self) -> None:
        """Wait until what was changed is saved, and every picture is there."""
        expect(self._page.locator(".deck-form:not([data-unsaved])")).to_be_attached()
        self._page.wait_for_timeout(100)  # the pictures of what was saved are asked for
        while self._coming:
            self._page.wait_for_timeout(50)

    def _ask(self, request: Request) -> None:
        if PICTURES in request.url:
            self._coming.add(request)

    def _forget(self, request: Request) -> None:
        self._coming.discard(request)
