"""What nobody calls goes: every name of pipeline and portal is used in them, in a template, or by a framework."""

from __future__ import annotations

import re
from pathlib import Path

from vulture import Vulture

from citysite import PROJECT
from tinysite import put

TEMPLATES = ("overrides", "portal/templates")
SETTINGS = {"settings.py", "gunicorn.conf.py", "urls.py", "apps.py", "wsgi.py"}  # what they define is read by Django
# What frameworks call or read by its name.
CALLED = [
    *("handle_*", "unknown_decl", "on_*", "log_message", "copy_file", "dirty", "tags", "call"),
    *(
        "get_prep_value",
        "from_db_value",
        "to_python",
        "value_to_string",
        "clean_*",
        "add_arguments",
        "help",
        "Meta",
        "Command",
    ),
    *("get_by_natural_key", "last_login", "USERNAME_FIELD", "REQUIRED_FIELDS", "widget", "process_exception"),
    *("redirect_request", "get_model_class", "_get_session_from_db", "create_cursor", "create_value_reader"),
    "make_globals",
]


def unused(folder: Path) -> list[str]:
    """Below hooks/ and portal/ of the folder."""
    code = Vulture(ignore_names=CALLED)
    code.scavenge([str(folder / part) for part in ("hooks", "portal")])
    others = [file for part in TEMPLATES for file in (folder / part).rglob("*.*") if file.suffix != ".png"]
    for file in (*others, *(folder / "portal").rglob("*.py")):
        text = file.read_text("utf-8", "replace")
        code.used_names.update(re.findall(r"\w+", text) if file in others else re.findall(r'(?<=[".])\w+(?=")', text))
    found = [item for item in code.get_unused_code() if item.typ != "attribute"]  # most of them are set for a library
    return [
        item.get_report().removeprefix(f"{folder}/")
        for item in found
        if item.filename.name not in SETTINGS and "migrations" not in item.filename.parts
    ]


def test_nothing_is_dead() -> None:
    assert unused(PROJECT) == []


def test_what_nobody_calls_is_found(tmp_path: Path) -> None:
    put(tmp_path / "hooks/a.py", "def called(): ...\ndef shown(): ...\ndef forgotten(): ...\ncalled()\n")
    put(tmp_path / "portal/b.py", 'def named(): ...\nNAME = "a.named"\nprint(NAME)\n')
    put(tmp_path / "overrides/a.html", "{{ shown() }}")
    assert unused(tmp_path) == ["hooks/a.py:3: unused function 'forgotten' (60% confidence)"]
