"""Sites with forms, with and without a portal, and what the build publishes for it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bs4 import BeautifulSoup, Tag
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from brygga.load.form_shapes import Shape
from builtsite import copy_own
from citysite import PROJECT, put_city
from tinysite import TODAY, everything, outputs, portal_of, with_portal

Files = Mapping[str, bytes]
DATA = {"everything": everything, "city": put_city, "own": copy_own}  # the last: whatever this project makes a site of


@cache
def site(name: str, portal: bool) -> Files:
    """All light pages of a name in DATA."""
    with TemporaryDirectory() as folder:
        root = DATA[name](Path(folder))
        return outputs(with_portal(root) if portal else root, TODAY)


@cache
def published(name: str, portal: bool = False) -> Files:
    """What the portal gets."""
    with TemporaryDirectory() as folder:
        root = DATA[name](Path(folder))
        return portal_of(with_portal(root) if portal else root)


def portal_json(name: str, portal: bool = False) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(published(name, portal)["portal.json"])
    return loaded


def desk_json(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(published(name)["desk.json"])
    return loaded


def soup_of(files: Files, path: str) -> BeautifulSoup:
    return BeautifulSoup(files[f"{path}index.html"], "lxml")  # test_html.py sees to it that every parser reads the same


def one(soup: Tag, selector: str) -> Tag:
    found = soup.select(selector)
    assert len(found) == 1, f"{len(found)} × {selector}"
    return found[0]


def form_paths(files: Files) -> list[str]:
    paths = [path.removesuffix("index.html") for path in files if path.endswith("index.html")]
    return [path for path in sorted(paths) if re.search(r"formular/[^/]+/\Z", path)]


def shape(form_id: str, name: str = "everything") -> Shape:
    found: Shape = next(form for form in portal_json(name)["forms"] if form["id"] == form_id)
    return found


def fields_html(form: Shape, values: Mapping[str, Any], errors: Mapping[str, str]) -> str:
    """The shared template as another program renders it: with nothing of ours but dictionaries."""
    loader = FileSystemLoader(PROJECT / "overrides/brygga/form")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    template = environment.from_string(
        '{% from "fields.html" import form_fields, error_summary with context %}'
        '{{ error_summary(form, errors) }}<form method="post" data-form>{{ form_fields(form, values, errors) }}'
        '<button class="button">{{ form.submit }}</button></form>'
    )
    return template.render(_=str, form=form, values=values, errors=errors)
