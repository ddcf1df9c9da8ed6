"""The portal asks the project in a process of its own, which knows none of its secrets and never takes too long."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from threading import BoundedSemaphore

import pytest
from pytest_django import Settings

from desk import command
from desk.command import NoAnswer, NotSetUp, ask_project, order_project
from portal.server import ROOT

ECHO = """
import json, os, sys
told = json.load(sys.stdin)
print(json.dumps({"told": told, "arguments": sys.argv[1:], "environment": dict(os.environ), "where": os.getcwd()}))
sys.exit(1)
"""


def project(folder: Path, settings: Settings, program: str) -> Path:
    """One whose command is `program`."""
    package = folder / "hooks/brygga"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(program, "utf-8")
    settings.EDITED_PROJECT = folder
    return folder


def test_an_order_goes_in_as_json_and_nothing_of_it_is_a_word_of_the_command(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRYGGA_SECRET", "s" * 50)
    monkeypatch.setenv("BRYGGA_FORGE_TOKEN", "token")
    root = project(tmp_path, settings, ECHO)
    said = order_project({"do": "close", "reason": "--help; åäö"}, "ar", "--key", "k" * 24)
    assert said["told"] == {"do": "close", "reason": "--help; åäö", "language": "ar"}
    assert (said["arguments"], said["where"]) == (["order", "--key", "k" * 24], str(root.resolve()))
    assert "BRYGGA_SECRET" not in said["environment"]
    assert said["environment"]["BRYGGA_FORGE_TOKEN"] == "token"
    assert said["environment"]["PYTHONPATH"] == str(root / "hooks")
    assert ask_project("record", "sv", kind="places")["told"] == {"ask": "record", "language": "sv", "kind": "places"}


@pytest.mark.parametrize(
    "program", ["print('Traceback')", "print('[]')", "raise SystemExit(3)", "import time; time.sleep(60)"], ids=repr
)
def test_what_is_no_answer_is_told_as_such_and_not_quoted(
    tmp_path: Path,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    program: str,
) -> None:
    project(tmp_path, settings, program)
    monkeypatch.setattr(command, "_PATIENCE", 2)
    with caplog.at_level(logging.ERROR), pytest.raises(NoAnswer):
        ask_project("hemligt", "sv")
    assert "hemligt" not in caplog.text


def test_where_others_take_their_time_she_is_not_kept_waiting(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(tmp_path, settings, ECHO)
    monkeypatch.setattr(command, "_TURN", 0)
    monkeypatch.setattr(command, "_turns", BoundedSemaphore(1))
    with command._turns, pytest.raises(NoAnswer):
        ask_project("pages", "sv")
    assert ask_project("pages", "sv")["arguments"] == ["ask"]


def test_without_a_project_nothing_is_started(tmp_path: Path, settings: Settings) -> None:
    for folder in (None, tmp_path / "gone"):
        settings.EDITED_PROJECT = folder
        with pytest.raises(NotSetUp):
            ask_project("pages", "sv")


def test_the_web_server_waits_as_long_as_the_portal_does() -> None:
    """Else she reads of a fault while what she publishes is done."""
    config = (ROOT / "portal/nginx.conf.example").read_text("utf-8")
    [own] = re.findall(r"location /portal/ \{.*?\n    \}", config, re.DOTALL)
    [seconds] = re.findall(r"proxy_read_timeout (\d+)s;", own)
    assert int(seconds) > command._TURN + command._PATIENCE
