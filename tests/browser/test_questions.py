"""What a person asks of a programme, answered within two clicks."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import shared_page, wait_for_page, width_beyond

pytestmark = pytest.mark.browser
page = shared_page

PHONE = {"width": 390, "height": 844}


def test_what_is_worst(opened):
    page = opened("/?lang=ru")
    expect(
        page.get_by_role("heading", name=re.compile(r"Выполнено 24 из 50 планов"))
    ).to_be_visible()
    worst = page.locator(".findings__list--worst .finding").first
    assert worst.bounding_box()["y"] + worst.bounding_box()["height"] < 900
    name = worst.locator("strong").inner_text()
    worst.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_why_there_were_fewer_consultations(opened):
    page = opened("/?lang=ru")
    page.locator(".kpi").get_by_role("link", name="Количество консультаций").click()
    why = page.locator("#difference")
    expect(why.get_by_role("heading", name="Почему изменилось: 2020 к 2019")).to_be_visible()
    why.get_by_label("Разложить по признаку").select_option(label="Вид обращения")
    expect(page).to_have_url(re.compile("parts="))
    wait_for_page(page)
    expect(why).to_contain_text("−133")
    why.locator(".actions > summary").first.click()
    why.locator(".actions__table").first.click()
    whole = why.locator("tbody tr").last
    expect(whole).to_contain_text("Всего")
    expect(whole).to_contain_text("801")


def test_a_change_leads_to_what_makes_it_up(opened):
    page = opened("/?lang=en")
    page.locator(".findings__list--changed .finding").first.get_by_role("link").click()
    expect(page).to_have_url(re.compile("#difference$"))
    expect(page.locator("#difference .main-svg").first).to_be_in_viewport()


def test_a_telephone_shows_one_list_at_a_time(opened, page):
    page.set_viewport_size(PHONE)
    opened("/?lang=ru")
    first = page.locator(".findings__list--worst .finding").first
    expect(first).to_be_in_viewport()
    page.locator(".findings__tabs").get_by_text("Спросить").click()
    expect(first).to_be_hidden()
    expect(page.locator(".findings__list--to_ask .finding").first).to_be_in_viewport()
    assert not width_beyond(page)


def test_a_difference_has_room_on_a_telephone(opened, page):
    page.set_viewport_size(PHONE)
    opened("/indicator/grant_reports_share?lang=ru&period=2020&parts=district")
    wait_for_page(page)
    expect(page.locator("#difference .main-svg").first).to_be_visible()
    assert not width_beyond(page)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("against=1999", "1999"),
        ("against=soon", "soon"),
        ("parts=weather", "weather"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_what_can(live, page, console_guard, query, words):
    console_guard.allow("status of 400")
    page.goto(f"{live}/indicator/consultations?lang=ru&{query}")
    expect(page.locator(".error-page__code")).to_have_text("400")
    expect(page.locator("main")).to_contain_text(words)
