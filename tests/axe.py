"""axe on an open page, with everything on it unfolded."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

HANDBOOK_OPTIONS: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# Residents' texts: 7:1 in place of 4.5:1.
LIGHT_OPTIONS: dict[str, Any] = HANDBOOK_OPTIONS | {
    "rules": {"color-contrast": {"enabled": False}, "color-contrast-enhanced": {"enabled": True}}
}
UNFOLD = "document.querySelectorAll('main details, footer details').forEach((part) => { part.open = true })"


def axe_findings(page: Page, options: dict[str, Any]) -> list[str]:
    page.evaluate(UNFOLD)
    violations = Axe().run(page, options=options).response["violations"]
    return [f"{page.url}: {v['id']}: {v['nodes'][0]['html'][:120]}" for v in violations]
