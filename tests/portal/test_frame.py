"""Every page of the portal stands in the site's own frame."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("code", "direction"), [("sv", "ltr"), ("ar", "rtl")])
def test_missing_page_speaks_the_language_of_its_address(client: Client, code: str, direction: str) -> None:
    response = client.get(f"/portal/{code}/finns/inte/")
    html = response.content.decode()
    assert response.status_code == 404
    assert f'<html lang="{code}" dir="{direction}">' in html
    assert "Sidan finns inte" in html


def test_no_cookie_for_residents_and_a_strict_policy(client: Client) -> None:
    response = client.get("/portal/sv/finns/inte/")
    policy = response.headers["Content-Security-Policy"]
    assert not response.cookies
    assert "unsafe" not in policy
    assert "sha256-" in policy
    assert "default-src 'none'" in policy
