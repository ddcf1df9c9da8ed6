"""axe on an open page, with everything on it unfolded."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

HANDBOOK_OPTIONS: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# Residents' texts: 7:1. This rule leaves all that is below 4.5:1 to the other one, so both are needed.
LIGHT_OPTIONS = HANDBOOK_OPTIONS | {"rules": {"color-contrast-enhanced": {"enabled": True}}}
# Chromium gives axe the colour that a text had before it was forced: there we measure ourselves.
FORCED_OPTIONS = HANDBOOK_OPTIONS | {"rules": {"color-contrast": {"enabled": False}}}
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
