"""The star of a page, which names the page, and what a page as text has of it."""

from lxml import html


def test_the_star_names_its_page_without_language_and_theme(client):
    text = client.get("/districts?lang=en&theme=dark&period=2014").text.replace(r"\u002f", "/")
    assert '"data-page":"/districts?period=2014"' in text
    assert '"data-note":"' in text


def test_a_page_as_text_has_neither_star_nor_lists(client):
    page = html.fromstring(client.get("/search?view=text&lang=en").text)
    words = page.text_content()
    assert "Favourite" not in words
    assert "Recent" not in words
