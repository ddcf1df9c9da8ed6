"""Views as Django has them: one order of guards, a form for what is sent, the same names for the same things."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver

from portal.server import ROOT
from portal.test_addresses import named

CODE = sorted((ROOT / "portal").rglob("*.py"))
# From the outside in: whether Django asks for its key, what may be asked, who may ask.
ORDER = ("csrf_exempt", "require_safe", "require_http_methods", "conditional_page", "members", "coordinators", "desk")
# The published definition of a form or a record reads it; what somebody wrote is given back as she wrote it.
READERS = {"desk/record_form.py", "reception/views.py", "web/failures.py"}


def views() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Every function that an address of ours leads to."""
    for app, one in named(get_resolver().url_patterns):
        if app:
            function: Any = inspect.unwrap(one.callback)
            assert isinstance(function, FunctionType)
            [node] = ast.parse(inspect.getsource(function)).body
            assert isinstance(node, ast.FunctionDef)
            yield f"{function.__module__}.{function.__name__}", node


VIEWS = dict(views())


def guards(view: ast.FunctionDef) -> list[str]:
    calls = (one.func if isinstance(one, ast.Call) else one for one in view.decorator_list)
    return [one.id for one in calls if isinstance(one, ast.Name)]


def test_guards_stand_in_one_order() -> None:
    found = {name: guards(view) for name, view in VIEWS.items()}
    assert {"members", "coordinators"} <= {one for guarded in found.values() for one in guarded}
    assert {name: one for name, one in found.items() if one != sorted(one, key=ORDER.index)} == {}


def test_every_view_says_which_methods_it_takes() -> None:
    methods = {"require_safe", "require_http_methods"}
    assert {one for view in VIEWS.values() for one in guards(view)} >= methods
    assert [name for name, view in VIEWS.items() if len(methods & {*guards(view)}) != 1] == []


def test_reading_alone_is_said_in_one_way() -> None:
    reading = re.compile(r"require_http_methods\(\[.GET.(, .HEAD.)?\]")
    assert reading.search('@require_http_methods(["GET", "HEAD"])')
    assert not reading.search('@require_http_methods(["GET", "HEAD", "POST"])')
    assert [str(path) for path in CODE if reading.search(text(path))] == []


def test_what_is_sent_is_read_by_a_form() -> None:
    read = re.compile(r"(?<!Form[(])request[.]POST\b|request[.](?:body|FILES)")
    found = {str(path.relative_to(ROOT / "portal")) for path in CODE if read.search(text(path))}
    assert found == READERS


def test_a_language_is_called_language() -> None:
    """A code is what a receipt or an app shows."""
    names = [name for _app, one in named(get_resolver().url_patterns) for name in one.pattern.converters]
    assert "language" in names
    assert not {"code", "lang", "language_code"} & {*names}
    again = re.compile(r'(?<!")\b(lang|language_code|lang_code)\b')  # "lang" is HTML's, of a choice in portal.json
    assert [str(path) for path in CODE if again.search(text(path))] == []


@pytest.mark.django_db
def test_the_web_servers_question_is_only_asked() -> None:
    assert [Client().get("/portal/vakt").status_code, Client().post("/portal/vakt").status_code] == [401, 405]


def text(path: Path) -> str:
    return path.read_text("utf-8")
