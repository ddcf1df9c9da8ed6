"""The desk with a project that is not there: what it is told is noted, and it says what a test wants it to say."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.test import Client

from desk.command import NoAnswer
from somebody import text

DESK = "/portal/sv/andra/"
CAFE = f"{DESK}traff/fika-kvarnen/2019-03-05/"
CANCELLED = "tisdag 5 mars ställs in."
Told = list[tuple[dict[str, Any], tuple[str, ...]]]


class Project:
    """`says` is the answer to an order, `answers` that to a question."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told: Told = []
        self.says: dict[str, Any] = {"sentences": [CANCELLED], "findings": [], "pages": []}
        self.answers: dict[str, Any] = {}
        self.published: set[str] = set()
        self.fails = False
        self.meanwhile: Callable[[], object] = lambda: None

    def order(self, wanted: dict[str, Any], language: str, *arguments: str) -> dict[str, Any]:  # noqa: ARG002
        self.told.append((wanted, arguments))
        self.meanwhile()
        if self.fails:
            raise NoAnswer("order")
        if "--preview" in arguments:
            return dict(self.says)
        done = {"--publish-as": "published", "--propose-as": "proposed"}[arguments[0]]
        done = "published" if arguments[-1] in self.published else done
        is_against = self.says["findings"] or "refused" in self.says
        return dict(self.says) if is_against else {**self.says, done: "c0ffee"}

    def ask(self, question: str, language: str, **of: str) -> dict[str, Any]:  # noqa: ARG002
        answer = self.answers.get(question, [])
        return answer if isinstance(answer, dict) else {question: answer}

    @property
    def written(self) -> Told:
        """Without what was only tried."""
        return [one for one in self.told if "--preview" not in one[1]]


def cancel(client: Client, key: str = "", **more: str) -> str:
    """Fills in the form; where it leads."""
    response = client.post(CAFE, {"do": "cancel", "reason": "Alla har feber.", "key": key, **more})
    assert response.status_code == 302, text(response)
    return str(response.headers["Location"])


def key_in(address: str) -> str:
    found = re.search(r"/(?:se|klar)/([a-z0-9]+)/|utkast=([a-z0-9]+)", address)
    assert found
    return found[1] or found[2]


def press(client: Client, key: str, do: str) -> str:
    response = client.post(f"{DESK}se/{key}/gor/", {"do": do})
    assert response.status_code == 302
    return str(response.headers["Location"])
