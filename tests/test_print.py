"""Every kind of page on paper, in every language: printed, and read back."""

from __future__ import annotations

import re
import subprocess
from html import unescape

import pytest
from playwright.sync_api import Browser

from builtsite import OWN_PREFIX
from colours import COLOURS
from phone import Kinds

pytestmark = pytest.mark.browser

A4 = (595, 842)  # points
EDGE = 20  # points that a printer cannot reach
SMALLEST = 6.0  # points: a line that is lower has been shrunk to make a wide page fit
WORD = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>')
# Texts that are pale on white paper, where grounds are not printed.
PALE = f"""() => {{
  {COLOURS}
  const texts = [...document.querySelectorAll('body *')].filter((one) => one.checkVisibility() &&
    [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()))
  return texts.filter((one) => contrast(getComputedStyle(one).color, 'rgb(255, 255, 255)') < 7)
    .map((one) => one.outerHTML.slice(0, 100))
}}"""


def faults(pdf: bytes) -> list[str]:
    """What is wrong with a printed page: an empty sheet, a word at or over its edge, lines that were shrunk."""
    read = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    sheets = [WORD.findall(sheet) for sheet in read.split("<page ")[1:]]
    found = [f"sheet {number} is empty" for number, words in enumerate(sheets, 1) if not words]
    for left, top, right, bottom, text in (word for words in sheets for word in words):
        is_inside = float(left) >= EDGE and float(right) <= A4[0] - EDGE and float(top) >= EDGE
        if not is_inside or float(bottom) > A4[1] - EDGE:
            found.append(f"{unescape(text)} at {left} {top} {right} {bottom}")
        elif float(bottom) - float(top) < SMALLEST:
            found.append(f"{unescape(text)} is small")
    return found


@pytest.mark.parametrize("code", OWN_PREFIX)
def test_every_kind_of_page_prints_whole(browser: Browser, own_address: str, own_kinds: Kinds, code: str) -> None:
    page = browser.new_context(color_scheme="dark").new_page()
    page.emulate_media(media="print")
    found = []
    for path in (*own_kinds.light, *own_kinds.handbook):
        page.goto(own_address + OWN_PREFIX[code] + path)
        found += [
            f"{path}: {fault}"
            for fault in (*faults(page.pdf(format="A4", prefer_css_page_size=True)), *page.evaluate(PALE))
        ]
    page.context.close()
    assert found == []
