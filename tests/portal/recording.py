"""All kinds of records at the desk: the tests' city published, and a project that says what is in its files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bs4 import Tag
from django.http import HttpResponseBase
from django.test import Client

from brygga.load.rows import Raw, read_row
from brygga.load.schema import SITE_KIND
from citysite import TESTS
from desk.models import Draft
from formsite import published
from somebody import soup, text

DESK = "/portal/sv/andra/"
CITY = TESTS / "city"


def city_known() -> bytes:
    """desk.json of the tests' city."""
    return published("city")["desk.json"]


def ordered(client: Client, url: str, sent: dict[str, Any]) -> dict[str, Any]:
    """The order that the project would get."""
    response = client.post(url, sent)
    assert response.status_code == 302, text(response)
    order: dict[str, Any] = Draft.objects.get().order
    return order


def record_url(kind: str, name: str) -> str:
    return f"{DESK}post/{kind}/om/{name}/"


def asked(question: str, language: str, **of: str) -> dict[str, Any]:  # noqa: ARG001
    """What the city's project says of a record."""
    assert question == "record"
    kind, name = of["kind"], of["id"]
    file = CITY / "data" / (f"{name}.yaml" if kind == SITE_KIND else f"{kind}/{name}.yaml")
    if not file.is_file():
        return {"refused": {"id": "edit-gone", "message": "Borta."}}
    return {"kind": kind, "id": name, "title": name, "values": values_in(kind, file)}


def values_in(kind: str, file: Path) -> dict[str, Raw]:
    return read_row(CITY, file, kind)[0].values


def city_records() -> list[tuple[str, str]]:
    """(kind, id) of every record of the city."""
    folder = CITY / "data"
    files = [file for file in sorted(folder.glob("*/*.yaml")) if file.parent.name not in ("translations", "schemas")]
    return [(SITE_KIND, SITE_KIND), *((file.parent.name, file.stem) for file in files)]


def as_shown(page: HttpResponseBase, **others: str | list[str]) -> dict[str, str | list[str]]:
    """What a browser sends of the page's form when nothing was touched, and the button that saves is pressed; but
    `others`, by name with _ for the dots."""
    form = soup(page).find("form", method="post")
    assert isinstance(form, Tag)
    sent: dict[str, str | list[str]] = {"do": "save"}
    for control in form.select("input, textarea, select"):
        for value in _values(control):
            before = sent.get(str(control["name"]), [])
            sent[str(control["name"])] = [*(before if isinstance(before, list) else [before]), value]
    return sent | others


def _values(control: Tag) -> list[str]:
    if control.name == "textarea":
        return [control.get_text().removeprefix("\n")]
    if control.name == "select":
        return [str(one["value"]) for one in control.select("option[selected]")][:1] or [""]
    if control.get("type") in ("checkbox", "radio") and not control.has_attr("checked"):
        return []
    return [str(control.get("value", ""))]
