"""Nothing moves for a reader who has asked for that: no transition, no animation, no smooth scrolling."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from phone import HANDBOOK, LIGHT, PHONE

pytestmark = pytest.mark.browser

MOVING = """() => {
  const still = (style) => style.animationName === 'none' && parseFloat(style.transitionDuration) === 0
  const parts = (one) => [undefined, '::before', '::after'].map((part) => getComputedStyle(one, part))
  const all = [...document.querySelectorAll('*')].filter((one) => !parts(one).every(still))
  const running = document.getAnimations().map((animation) => animation.effect.target)
  const scroll = [...document.querySelectorAll('*')].filter((one) => getComputedStyle(one).scrollBehavior !== 'auto')
  return [...all, ...running, ...scroll].map((one) => one.outerHTML.slice(0, 100))
}"""


def test_nothing_moves(browser: Browser, address: str) -> None:
    page = browser.new_context(viewport=PHONE, reduced_motion="reduce").new_page()
    for path in (*LIGHT, *HANDBOOK):
        page.goto(address + path)
        assert page.evaluate(MOVING) == [], path
    page.locator("label[for=__search]:visible").first.click()
    expect(page.locator(".md-search__input")).to_be_focused()
    assert page.evaluate(MOVING) == []
    page.context.close()


def test_movement_is_seen(browser: Browser, address: str) -> None:
    page = browser.new_context(viewport=PHONE).new_page()
    page.goto(address)
    assert page.evaluate(MOVING)
    page.context.close()
