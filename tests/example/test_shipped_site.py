"""The example is whole in every language that it lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from builtsite import OWN_PREFIX, pages_of

pytestmark = pytest.mark.site


def test_pages_are_in_their_language(own_site: Path) -> None:
    """No Swedish fallback is left: what stands in Swedish are names, addresses and sources."""
    for page in pages_of(own_site, OWN_PREFIX).values():
        if page.path != "404.html":  # speaks every language at once
            fallbacks = [tag for tag in page.soup.select('span[lang="sv"]') if "source" not in str(tag.get("class"))]
            assert fallbacks == [], page.path
