"""An order that cannot be carried out."""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    """`key` names the sentence that says why and what to do (command/console.yaml), `facts` fill it in."""

    def __init__(self, key: str, **facts: Any) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts
