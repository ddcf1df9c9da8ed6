"""The page of thanks is kept until the next publication. What is one person's own is never in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from portal.sending import QUESTION, ask, asked, by_script, code_in, text_of

pytestmark = pytest.mark.django_db
TOPIC = "/portal/sv/formular/foresla-amne/"
ACCOUNT = 'class="account"'


def test_each_sees_her_own_code_alone(client: Client) -> None:
    first = ask(client)
    page = client.post(QUESTION, asked())
    assert code_in(page) != first
    assert first not in text_of(page)


def test_each_language_and_form_has_its_own(client: Client) -> None:
    ask(client)
    in_arabic = text_of(client.post(QUESTION.replace("/sv/", "/ar/"), asked(language="ar")))
    topic = text_of(client.post(TOPIC, by_script(topic="Cykla", agree="1")))
    assert '<html lang="ar" dir="rtl">' in in_arabic
    assert "/portal/sv/formular/fraga/" in in_arabic  # the same page in the other language
    assert "Vi har fått det du skrev." in topic
    assert "<output" not in topic


def test_a_new_publication_is_followed_at_once(client: Client, publication: Path) -> None:
    ask(client)
    file = publication / "portal.json"
    file.write_text(file.read_text("utf-8").replace("Tack för din fråga.", "Stort tack!"), "utf-8")
    page = text_of(client.post(QUESTION, asked()))
    assert "Stort tack!" in page
    assert "Tack för din fråga." not in page


def test_a_members_links_are_on_her_page_alone(client: Client, phone: Client) -> None:
    assert ACCOUNT in text_of(phone.post(QUESTION, asked()))
    assert ACCOUNT not in text_of(client.post(QUESTION, asked()))
    assert ACCOUNT in text_of(phone.post(QUESTION, asked()))
