"""What the clock makes wrong on pages of 5 March 2019: today, tomorrow, next, over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Browser, Page, expect

from network import HAS, opens_kept, wait_for
from phone import PHONE, serving
from tinysite import built

pytestmark = pytest.mark.browser

Opener = Callable[[str, str], Page]
DATE = "program/tisdag/2019-04-16/"


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opener]:
    """Opens an address on a phone far away, at a moment in UTC."""
    context = browser.new_context(viewport=PHONE, timezone_id="America/New_York", service_workers="block")

    def opened(address: str, moment: str) -> Page:
        page = context.new_page()
        page.clock.set_fixed_time(moment)
        page.goto(address)
        return page

    yield opened
    context.close()


def shown(page: Page, selector: str) -> list[str]:
    return [text.strip() for text in page.locator(f"{selector}:visible").all_inner_texts()]


def test_the_day_of_the_build(opened: Opener, every_status: str) -> None:
    page = opened(every_status, "2019-03-05T10:00:00Z")
    expect(page.locator(".next")).to_contain_text("Nästa träff")
    expect(page.locator(".next .when")).to_contain_text("I dag")
    expect(page.locator("[role=note]")).to_have_count(1)
    expect(page.locator("[role=note]")).to_be_hidden()


@pytest.mark.parametrize(
    ("moment", "word"),
    [
        ("2019-03-25T22:59:00Z", ""),  # 23:59 where the meetings are
        ("2019-03-25T23:00:00Z", "I morgon"),
        ("2019-03-26T23:00:00Z", "I dag"),
        ("2019-03-27T22:59:00Z", "I dag"),
    ],
)
def test_today_and_tomorrow_are_days_of_the_meetings(opened: Opener, every_status: str, moment: str, word: str) -> None:
    page = opened(f"{every_status}program/", moment)
    row = page.locator('.rows [data-day="2019-03-27"]').first
    assert shown(page, '.rows [data-day="2019-03-27"] .told')[:1] == ([word] if word else [])
    assert ("today" in (row.get_attribute("class") or "")) == (word == "I dag")


@pytest.mark.parametrize(
    ("moment", "tomorrow"),
    [
        ("2019-10-26T22:30:00Z", "2019-10-28"),  # 27 October, 00:30: twenty-four hours later it is still the 27th
        ("2019-10-27T22:59:00Z", "2019-10-28"),  # 27 October, 23:59
        ("2019-03-30T23:00:00Z", "2019-04-01"),  # 31 March, 00:00: the day has twenty-three hours
        ("2019-03-31T21:59:00Z", "2019-04-01"),  # 31 March, 23:59
        ("2019-12-31T22:59:00Z", "2020-01-01"),
    ],
)
def test_tomorrow_is_right_when_the_clocks_change(
    opened: Opener, every_status: str, moment: str, tomorrow: str
) -> None:
    page = opened(f"{every_status}program/", moment)
    told = "(day) => { document.querySelector('.rows [data-near]').dataset.near = day }"
    page.evaluate(told, tomorrow)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert page.locator(".rows [data-near]").first.text_content() == "I morgon"


def test_what_is_over_goes_and_the_next_one_is_next(opened: Opener, every_status: str) -> None:
    page = opened(every_status, "2019-03-20T10:00:00Z")
    expect(page.locator(".next")).to_be_hidden()
    expect(page.locator("h2:visible").first).to_have_text("Kommande träffar")
    for path in ("", "program/", "cafe/kvarnen/", "cafe/kvarnen/affisch/"):
        page.goto(every_status + path)
        days = page.locator("[data-day]:visible").evaluate_all("all => all.map((one) => one.dataset.day)")
        assert days, path
        assert min(days) >= "2019-03-20", path
    page.goto(f"{every_status}program/")
    assert page.locator("h2:visible + .rows:not(:visible)").count() == 0
    assert page.locator("h2:visible").first.inner_text().startswith("Vecka 13")


def test_the_list_of_cafes_goes_on_to_the_next_date(opened: Opener, every_status: str) -> None:
    page = opened(f"{every_status}cafe/", "2019-03-20T10:00:00Z")
    days = page.locator("[data-first] [data-day]:visible").evaluate_all("all => all.map((one) => one.dataset.day)")
    assert days
    assert min(days) >= "2019-03-20"
    assert page.locator("[data-first]:visible").count() == len(days)


def test_a_date_that_is_over_says_so(opened: Opener, every_status: str) -> None:
    for moment, is_over in (("2019-04-16T21:00:00Z", False), ("2019-04-16T22:00:00Z", True)):
        page = opened(every_status + DATE, moment)
        assert page.get_by_text("Den här träffen har varit.").is_visible() == is_over
        assert page.locator('main li[data-day="2019-04-09"]:visible').count() == 0


def test_a_page_older_than_its_programme_says_so(opened: Opener, every_status: str) -> None:
    page = opened(every_status, "2021-01-01T10:00:00Z")
    expect(page.get_by_text("Sidan är gammal. Den gjordes tisdag 5 mars 2019.")).to_be_visible()
    assert shown(page, ":is(.rows, .next, [data-near])") == []


def test_a_page_is_old_when_the_last_day_of_its_programme_is_over(opened: Opener, every_status: str) -> None:
    page = opened(f"{every_status}program/", "2019-03-05T10:00:00Z")
    last = page.locator(".rows [data-day]").evaluate_all("all => all.map((one) => one.dataset.day).sort().pop()")
    assert page.locator("[role=note][data-over]").get_attribute("data-over") == last
    for path in ("", "program/", "cafe/"):
        for moment, is_old in ((f"{last}T10:00:00Z", False), (f"{last}T23:00:00Z", True)):
            page = opened(every_status + path, moment)
            assert page.get_by_text("Sidan är gammal.").is_visible() == is_old, (path, moment)


def test_without_a_script_only_dates_stand(browser: Browser, every_status: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    for path in ("", "program/", "program/tisdag/2019-03-12/", "cafe/", "cafe/kvarnen/"):
        page.goto(every_status + path)
        text = page.locator("main").inner_text()
        for word in ("I dag", "I morgon", "Nästa träff", "Kommande träffar"):
            assert word not in text, path
    context.close()


def test_a_kept_page_is_corrected_by_the_clock_of_the_day_it_is_opened(
    browser: Browser, site: Path, tmp_path: Path
) -> None:
    """Kept on 5 March, opened without internet six weeks later."""
    dates, day = "ar/program/plats/kvarnen/", f"ar/{DATE}"
    folder = copytree(site, tmp_path / "site")
    for path in (dates, day):
        (folder / path).mkdir(parents=True, exist_ok=True)
        (folder / path / "index.html").write_bytes(built("everything")[f"{path}index.html"])
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    with serving(folder) as address:
        page.clock.set_fixed_time("2019-03-05T10:00:00Z")
        for path in (dates, day):
            page.goto(address + path)
            wait_for(page, HAS, address + path)
        context.set_offline(True)
        for moment, is_over in (("2019-04-16T10:00:00Z", False), ("2019-04-17T10:00:00Z", True)):
            page.clock.set_fixed_time(moment)
            opens_kept(page, address + day)
            assert page.locator("[data-over]:not([role])").is_visible() == is_over
            assert shown(page, "[data-near]") == ([] if is_over else ["اليوم"])
        opens_kept(page, address + dates)
        days = page.locator(".rows [data-day]:visible").evaluate_all("all => all.map((one) => one.dataset.day)")
        assert days
        assert min(days) >= "2019-04-17"
    context.close()


def test_where_the_site_shows_a_fixed_day_that_day_counts(opened: Opener, address: str) -> None:
    page = opened(address, "2019-06-01T10:00:00Z")
    expect(page.locator(".next .when")).to_contain_text("I dag")
    expect(page.locator(".next")).to_contain_text("Nästa träff")
    page.goto(f"{address}program/")
    expect(page.locator(".rows .today").first).to_be_visible()
