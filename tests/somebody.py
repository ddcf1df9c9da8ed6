"""Members and coordinators for tests, and browsers that they are signed in with."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from django.http import HttpResponseBase
from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.oath import totp

from people.models import MEMBER, App, Person

PASSWORD = "kaffe och kardemumma"
JOINED = date(2019, 1, 15)
HERE = {"Origin": "http://testserver"}


def member(
    name: str = "Noor", languages: tuple[str, ...] = ("ar",), role: str = MEMBER, joined: date = JOINED
) -> Person:
    return Person.objects.create_member(name, joined, role, languages=list(languages))


def coordinator(login: str = "karin") -> Person:
    return Person.objects.create_coordinator(login, "Karin", PASSWORD, JOINED)


def app_of(person: Person) -> App:
    return App.objects.create(user=person, confirmed=True, name="app")


def code_of(device: App) -> str:
    """What the app shows now."""
    return f"{totp(device.bin_key):06}"


def signed_in(person: Person) -> Client:
    client = Client(enforce_csrf_checks=False)
    client.force_login(person)
    if person.is_coordinator:
        session = client.session
        session[DEVICE_ID_SESSION_KEY] = app_of(person).persistent_id
        session.save()
    return client


def soup(response: HttpResponseBase) -> BeautifulSoup:
    assert hasattr(response, "content")
    return BeautifulSoup(response.content, "lxml")


def text(response: HttpResponseBase) -> str:
    """What stands in the middle of the page, in one line."""
    main = soup(response).find("main")
    assert main is not None
    return " ".join(main.get_text(" ").split())


def publish(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """A new publication in which `change` was made to portal.json."""
    file = folder / "portal.json"
    content = json.loads(file.read_text("utf-8"))
    change(content)
    file.write_text(json.dumps(content), "utf-8")


def on_day(folder: Path, day: str) -> None:
    publish(folder, lambda content: content.update(today=day))
