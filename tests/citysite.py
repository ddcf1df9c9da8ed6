"""The tests' own city (tests/city), joined with what all cities share: code, templates, schemas, catalogues.

Nothing in it is the project's own city, which may be another tomorrow; tests that look at that one read its data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from shutil import copy, copytree, ignore_patterns

from brygga.load.languages import Language
from brygga.translation.catalogue import read_catalogue
from brygga.translation.extract import common_texts, template_texts

TESTS = Path(__file__).parent
PROJECT = TESTS.parent
CITY = TESTS / "city"
SITE_NAME, SITE_URL = "Grannmammorna", "https://ekhamn.example/"  # as its data/site.yaml says
TIME_ZONE = "Europe/Helsinki"
CODES = ("sv", "en", "ar", "ti")
PREFIX = {code: "" if code == "sv" else f"{code}/" for code in CODES}
_NAMES = {"sv": "Svenska", "en": "English", "ar": "العربية", "ti": "ትግርኛ"}


def put_city(folder: Path, languages: Iterable[str] = CODES) -> Path:
    """Records, prose, catalogues and settings, to change at will. The fewer languages, the sooner it is built."""
    spoken = list(languages)
    left_out = [name for code in CODES if code not in spoken for name in (f"*.{code}.md", f"{code}.po")]
    copytree(CITY / "data", folder / "data", ignore=ignore_patterns(*left_out), dirs_exist_ok=True)
    copytree(CITY / "docs", folder / "docs", ignore=ignore_patterns(*left_out), dirs_exist_ok=True)
    for part in ("data/schemas", "overrides"):
        copytree(PROJECT / part, folder / part, dirs_exist_ok=True)
    copy(PROJECT / "data/names.yaml", folder / "data")
    _put_catalogues(folder / "data/translations", spoken)
    for config in ("mkdocs.yml", "mkdocs.members.yml"):
        copy(PROJECT / config, folder)
    return with_languages(folder, {code: _NAMES[code] for code in spoken})


def with_languages(root: Path, names: Mapping[str, str]) -> Path:
    """Writes into data/site.yaml which languages the site has: {code: name}."""
    site = root / "data/site.yaml"
    others = re.sub(r"(?m)^languages:\n(?:[ -].*\n)*", "", site.read_text("utf-8"))
    listed = "".join(f"  - code: {code}\n    name: {name}\n" for code, name in names.items())
    site.write_text(f"{others}languages:\n{listed}", "utf-8")
    return root


def _put_catalogues(folder: Path, languages: Iterable[str]) -> None:
    """What all cities share; the city's own stand beside it."""
    for code in languages:
        copy(PROJECT / f"data/translations/{code}.words.yaml", folder)
        if code != "sv":
            copy(PROJECT / f"data/translations/{code}.po", folder)


def says_all(root: Path, language: Language) -> bool:
    """Whether a language's catalogue translates all texts of the templates. One that is new does not yet."""
    return _keys(root) <= read_catalogue(root, language)[0].translations.keys()


@cache
def _keys(root: Path) -> frozenset[str]:
    return frozenset(one.key for one in (*template_texts(root), *common_texts()))
