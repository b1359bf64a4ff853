"""Help: a guide to each page, terms that every page can lead to, in place and without scripts."""

import dash
from flask.testing import FlaskClient
from lxml import html

from data.help.texts import guides, terms

UNGUIDED = {"/404"}


def test_every_page_has_a_guide_and_every_guide_a_page(client: FlaskClient) -> None:
    client.get("/help")
    pages = {entry["path"] for entry in dash.page_registry.values()}
    assert pages - UNGUIDED == guides().keys()


def test_the_page_has_each_term_under_its_anchor(client: FlaskClient) -> None:
    page = html.fromstring(client.get("/help?view=text&lang=en").text)
    anchors = page.xpath("//dt/@id")
    assert [anchor for anchor in anchors if anchor in terms()] == list(terms())
    (text,) = page.xpath("//dt[@id='no_data']/following-sibling::dd[1]")
    assert text.text_content() == terms()["no_data"].texts["en"]
    assert "#no_data" in page.xpath("//li/a/@href")


def test_a_term_leads_to_the_glossary_where_no_script_opens_it(client: FlaskClient) -> None:
    page = html.fromstring(client.get("/indicator/visits?view=text&lang=en").text)
    (address,) = page.xpath("//dt//a[normalize-space()='Plan']/@href")
    assert address.startswith("/help?")
    assert address.endswith("#plan")
    # what opens in place is not read twice
    assert terms()["plan"].texts["en"] not in page.text_content()
