"""What is wrong with the list of languages in mkdocs.yml, told before anything is built."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from brygga.model.problem import Problem

CODE = re.compile(r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$")  # language, script, region: rom, zh-Hant
_PATH = "mkdocs.yml"
_TEXT = "tag:yaml.org,2002:str"


def check_languages(root: Path) -> list[Problem]:
    """Of each language its code and name, and that one of them is the language the others fall back to."""
    try:
        config = yaml.compose((root / _PATH).read_text("utf-8"), yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        return [Problem(_PATH, mark.line + 1 if mark else 1, "languages")]
    listed = _child(_plugin(config), "languages")
    if not isinstance(listed, yaml.SequenceNode) or not listed.value:
        return [Problem(_PATH, _line(listed or config), "languages")]
    problems = [problem for entry in listed.value for problem in _entry(entry)]
    defaults = [entry for entry in listed.value if _is_true(_child(entry, "default"))]
    if len(defaults) != 1:
        problems.append(Problem(_PATH, _line(defaults[1] if defaults else listed), "language-default"))
    return [*problems, *_twice(listed.value)]


def _entry(entry: yaml.Node) -> Iterator[Problem]:
    code, name = _child(entry, "locale"), _child(entry, "name")
    if code is None or code.tag != _TEXT or not CODE.match(str(code.value)):
        yield Problem(_PATH, _line(code or entry), "language-code", {"value": str(code.value) if code else ""})
    if name is None or name.tag != _TEXT or not str(name.value).strip():
        shown = str(code.value) if code else ""
        yield Problem(_PATH, _line(name or entry), "language-name", {"code": shown})


def _twice(entries: list[yaml.Node]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for code in (node for entry in entries if (node := _child(entry, "locale")) is not None):
        if str(code.value) in first:
            facts = {"value": str(code.value), "first": str(first[str(code.value)])}
            yield Problem(_PATH, _line(code), "language-twice", facts)
        first.setdefault(str(code.value), _line(code))


def _plugin(config: Any) -> Any:
    """The settings of the plugin i18n."""
    plugins = _child(config, "plugins")
    for plugin in plugins.value if isinstance(plugins, yaml.SequenceNode) else ():
        if (found := _child(plugin, "i18n")) is not None:
            return found
    return None


def _child(node: Any, name: str) -> Any:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for key, value in pairs if key.value == name), None)


def _is_true(node: Any) -> bool:
    return node is not None and node.tag == "tag:yaml.org,2002:bool" and node.value.lower() in ("true", "yes", "on")


def _line(node: Any) -> int:
    return int(node.start_mark.line) + 1 if node is not None else 1
