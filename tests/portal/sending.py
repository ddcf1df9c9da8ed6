"""What a phone sends, and who is signed in: for tests of forms and questions."""

from __future__ import annotations

import re
import secrets
from datetime import date
from html import unescape
from typing import Any

from django.http import HttpResponseBase
from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY

from people.models import App, Person

QUESTION = "/portal/sv/formular/fraga/"
ANSWER = "/portal/sv/svar/"
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
_CODE = re.compile(r"<output[^>]*>([^<]+)</output>")


def by_script(**answers: Any) -> dict[str, Any]:
    """As the page with JavaScript sends it, after half a minute."""
    return {"send_id": secrets.token_urlsafe(16), "seconds_open": "30", "webbplats": "", **answers}


def asked(text: str = "När öppnar ni?", language: str = "sv", **more: Any) -> dict[str, Any]:
    return by_script(text=text, language=language, **more)


def text_of(response: HttpResponseBase) -> str:
    return bytes(getattr(response, "content", b"")).decode()


def hidden(response: HttpResponseBase) -> dict[str, str]:
    """The hidden fields of a page, as the browser would send them back."""
    return {name: unescape(value) for name, value in _HIDDEN.findall(text_of(response))}


def code_in(response: HttpResponseBase) -> str:
    found = _CODE.search(text_of(response))
    assert found, text_of(response)
    return found[1]


def ask(client: Client, **more: Any) -> str:
    """Asks, and returns the receipt code."""
    return code_in(client.post(QUESTION, asked(**more)))


def member(name: str = "Noor", languages: tuple[str, ...] = ("sv", "ar")) -> Person:
    return Person.objects.create_member(name, date(2019, 1, 1), languages=list(languages))


def signed_in(person: Person) -> Client:
    """Coordinators with their second factor."""
    client = Client()
    client.force_login(person)
    if person.is_coordinator:
        session = client.session
        device = App.objects.create(user=person, name="telefon")
        session[DEVICE_ID_SESSION_KEY] = device.persistent_id
        session.save()
    return client


def coordinator() -> Client:
    return signed_in(Person.objects.create_coordinator("karin", "Karin", "ett långt lösenord", date(2019, 1, 1)))
