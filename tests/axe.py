"""axe on an open page, with everything on it unfolded."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from colours import AAA, UNCLEAR

HANDBOOK_OPTIONS: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# Residents' texts: 7:1. This rule leaves all that is below 4.5:1 to the other one, so both are needed.
LIGHT_OPTIONS = HANDBOOK_OPTIONS | {"rules": {"color-contrast-enhanced": {"enabled": True}}}
# Where we measure colours ourselves. Of forced ones Chromium gives axe those that a text had before.
WITHOUT_COLOURS = HANDBOOK_OPTIONS | {"rules": {"color-contrast": {"enabled": False}}}
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": ["violations"]}
HANDBOOK_COLOURS: dict[str, Any] = COLOURS
LIGHT_COLOURS: dict[str, Any] = COLOURS | {"runOnly": [*COLOURS["runOnly"], "color-contrast-enhanced"]}
UNFOLD = "document.querySelectorAll('main details, footer details').forEach((part) => { part.open = true })"
# Only what is wrong leaves the page: all that is right would be many times as long.
RUN = """(options) => axe.run(options).then(({ violations }) =>
  violations.map(({ id, nodes }) => `${location.href}: ${id}: ${nodes[0].html.slice(0, 160)}`))"""


def axe_findings(page: Page, options: dict[str, Any]) -> list[str]:
    page.evaluate(UNFOLD)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return [str(finding) for finding in page.evaluate(RUN, options)]


def light_findings(page: Page, code: str) -> list[str]:
    """Of a page of residents, in light: all that axe knows. Colours are the same in all languages, and most of its
    time: axe looks at the Swedish ones, those of the others are measured."""
    if code == "sv":
        return axe_findings(page, LIGHT_OPTIONS)
    return axe_findings(page, WITHOUT_COLOURS) + _unclear(page)


def dark_findings(page: Page, code: str) -> list[str]:
    """Of the same page in the dark: colours."""
    return axe_findings(page, LIGHT_COLOURS) if code == "sv" else _unclear(page)


def _unclear(page: Page) -> list[str]:
    return [f"{page.url}: {one}" for one in page.evaluate(UNCLEAR, AAA)]
