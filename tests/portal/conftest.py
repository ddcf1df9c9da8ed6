"""The portal on a small publication, as of Tuesday 5 March 2019; on the database that BRYGGA_DATABASE_URL names."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from django.http import HttpRequest
from django.template.backends.jinja2 import Template
from django.test import Client
from pytest_django import Settings

from desk import command
from people import guessing
from people.models import Person
from people.sign_in import TRIES
from portal.chosen import rows_in
from portal.desk_project import Project
from privacy.retention import daily
from questions.asker import WRONG_CODES
from reception.views import MEMBERS_FORMS, SENDERS
from somebody import coordinator, member, signed_in

SOME_DAY = date(2019, 3, 5)
EXAMPLE = Path(__file__).parent / "example"
DATABASE = "BRYGGA_DATABASE_URL"
_FIXTURES = {"db", "transactional_db"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A run on another database than the usual one is for the tests that ask it."""
    if DATABASE not in os.environ:
        return
    asking = [item for item in items if item.get_closest_marker("django_db") or _FIXTURES & {*_names(item)}]
    config.hook.pytest_deselected(items=[item for item in items if item not in asking])
    items[:] = asking


def _names(item: pytest.Item) -> list[str]:
    return list(getattr(item, "fixturenames", []))


@pytest.fixture(autouse=True)
def publication(tmp_path: Path, settings: Settings) -> Path:
    """site.portal/, to change at will."""
    folder = copytree(EXAMPLE, tmp_path / "site.portal")
    settings.PUBLISHED = folder
    return folder


@pytest.fixture(autouse=True)
def fresh_senders() -> None:
    """What one test sent does not slow the next one down."""
    own = (guessing.PASSWORDS, guessing.CODES, guessing.APP_CODES, guessing.OWN_PASSWORD)
    for throttle in (SENDERS, MEMBERS_FORMS, WRONG_CODES, TRIES, *own):
        throttle.forget()


@pytest.fixture(autouse=True)
def no_daily_clean_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """It follows the real day, and tests make submissions of 2019: for it the day never changes."""
    monkeypatch.setattr("privacy.retention.localdate", lambda: SOME_DAY)
    monkeypatch.setattr(daily, "_looked", SOME_DAY)


@pytest.fixture(autouse=True)
def chosen_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    """No page of any test hands a row of the database to its template."""
    render = Template.render

    def watched(self: Template, context: dict[str, Any] | None = None, request: HttpRequest | None = None) -> str:
        assert [way for name, value in (context or {}).items() for way in rows_in(value, name)] == []
        return render(self, context, request)

    monkeypatch.setattr(Template, "render", watched)


@pytest.fixture
def project(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> Project:
    settings.EDITED_PROJECT, settings.PREVIEWS = tmp_path, tmp_path / "previews"
    made = Project(tmp_path)
    monkeypatch.setattr(command, "order_project", made.order)
    monkeypatch.setattr(command, "ask_project", made.ask)
    return made


@pytest.fixture
def noor(db: None) -> Person:  # noqa: ARG001
    """A member."""
    return member()


@pytest.fixture
def karin(db: None) -> Client:  # noqa: ARG001
    """A coordinator's."""
    return signed_in(coordinator())


@pytest.fixture
def phone(noor: Person) -> Client:
    """Where she is signed in."""
    return signed_in(noor)
