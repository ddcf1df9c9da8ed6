"""The project's own commands, each in a process of its own: an order or a question goes in as JSON, JSON comes back.

Nothing else in the portal touches the project. What somebody typed travels on standard input, never as a word of a
command. While a process works, others are served: gunicorn's gevent waits for it without holding anybody up.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from django.conf import settings

Answered = dict[str, Any]

_PATIENCE = 170  # seconds for one command: a whole build of a large project, on a slow machine
_TURN = 30  # seconds to wait for others
_AT_ONCE = 2  # commands of one process of the portal: each reads the whole project into its memory
_OWN = "BRYGGA_"  # the portal's secrets are none of the project's business …
_FOR_PROJECT = "BRYGGA_FORGE"  # … but what it says at a forge is
_turns = BoundedSemaphore(_AT_ONCE)
_log = logging.getLogger("brygga")


class NotSetUp(Exception):
    """The portal has not been given a project to change (BRYGGA_PROJECT)."""


class NoAnswer(Exception):
    """The command did not answer, or too late. What it did stands in the project; it may be asked again."""


def ask_project(question: str, language: str, **of: str) -> Answered:
    """What the project knows; nothing is changed. Raises NotSetUp and NoAnswer."""
    return _run(["ask"], {"ask": question, "language": language, **of})


def order_project(wanted: Mapping[str, Any], language: str, *arguments: str) -> Answered:
    """What an order comes to. Raises NotSetUp and NoAnswer."""
    return _run(["order", *arguments], {**wanted, "language": language})


def _run(arguments: list[str], told: Mapping[str, Any]) -> Answered:
    project: Path | None = settings.EDITED_PROJECT
    if project is None or not project.is_dir():
        raise NotSetUp
    if not _turns.acquire(timeout=_TURN):
        raise NoAnswer("others take their time")
    try:
        return _answered(project, arguments, json.dumps(told, ensure_ascii=False))
    finally:
        _turns.release()


def _answered(project: Path, arguments: list[str], told: str) -> Answered:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "brygga", *arguments],
            cwd=project, env=_environment(project), input=told.encode(),
            capture_output=True, timeout=_PATIENCE, check=False,
        )  # fmt: skip
        said = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        _log.error("brygga %s: %s", arguments[0], type(error).__name__)  # never what it was told, nor what it said
        raise NoAnswer(arguments[0]) from None
    if not isinstance(said, dict):
        raise NoAnswer(arguments[0])
    return said


def _environment(project: Path) -> dict[str, str]:
    others = {name: value for name, value in os.environ.items() if not name.startswith(_OWN)}
    known = {name: value for name, value in os.environ.items() if name.startswith(_FOR_PROJECT)}
    return {**others, **known, "PYTHONPATH": str(project / "hooks"), "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
