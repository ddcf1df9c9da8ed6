"""An order that cannot be carried out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class Refused(Exception):
    """`key` names the sentence that says why and what to do (command/console.yaml), `facts` fill it in.

    `choices` are what there is to choose between, where there is a choice: edit-choice-… in the same file.
    """

    def __init__(self, key: str, choices: Iterable[str] = (), **facts: Any) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts
        self.choices = tuple(choices)
