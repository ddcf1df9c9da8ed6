"""Makes a copy of the project in which another city has changed everything that a city may change, and runs all tests
there: `make second-city`. Done step by step as README tells a city to (its numbers stand at the functions below).

Its records are those of tests/city under other names, so that nothing in them is known to a test.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copy2, rmtree

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT / "hooks"), str(PROJECT / "tests")]

from brygga.load.shared_files import is_shared  # noqa: E402

NAMES = {  # of the tests' city → of this one, in texts, ids and names of files
    "Mammacafé": "Öppet hus", "mammorna": "grannarna", "hamnen": "kallviken", "Hamnen": "Kallviken",
    "berget": "granbacka", "Berget": "Granbacka",
    "angen": "sjostad", "Ängen": "Sjöstad", "stugan": "kojan", "Gillestugan": "Festsalen", "gillet": "festsalen",
    "Biblioteket": "Bokhuset", "biblioteket": "bokhuset", "ekhamn": "granby", "Ekhamn": "Granby",
    "Kajgatan": "Sjögatan",
    "123 4567": "765 9876", "radgivningen": "granbylinjen", "byapolisen": "vakten", "Byapolisen": "Vakten",
    "larlinjen": "skollinjen", "-2019-var": "-varen", "Prata svenska": "Prata finska", "Fråga oss": "Ställ en fråga",
    "method: prata\n": "method: prata-prata\n",
}  # fmt: skip
LANGUAGES = {
    "sv": "Svenska", "fi": "Suomi", "ar": "العربية", "pl": "Polski",
    "en": "English", "uk": "Українська", "fa": "فارسی",
}  # fmt: skip
EMPTIED = ("places", "series", "events", "closures", "requests")
WITH_SHARED = ("contacts", "topics", "training", "activities")
SITE = f"""title: Vi i Granby
city: Granby
country: FI
time_zone: Europe/Helsinki
site_url: https://granby.example/
organisation: Grannskapsmammorna i Granby
example: [operator, contact, legal-ground, secrecy, privacy, accessibility]
secrecy: Vi berättar inte för någon vad du säger.
tagline: Kom på öppet hus och ta en fika.
today: 2019-03-12
published: 2019-03-01
horizon_weeks: 12
contact: granbylinjen
other_languages: [so, ti, tr, ckb, ru]
source: Granbys egna papper
languages:
{"".join(f"  - code: {code}{chr(10)}    name: {name}{chr(10)}" for code, name in LANGUAGES.items())}"""
WORDS = """sv:
  mamma: grannskapsmamma
  mammor: grannskapsmammor
  mammorna: grannskapsmammorna
  mammornas: grannskapsmammornas
  cafe: öppet hus
  cafe_ett: ett öppet hus
  cafeet: det öppna huset
  cafeer: öppna hus
  cafeerna: de öppna husen
fi:
  mamma: naapuriäiti
  mammor: naapuriäidit
  cafe: avoin talo
"""
PLAIN = "Grannskapsmamm*: vårt eget namn på oss\n"
SIGN = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" fill="none" stroke="currentColor">
<path d="M1 19V9l9-8 9 8v10z"/><circle cx="10" cy="12" r="3"/></svg>
"""
COLOURS = {"#0b4f4a": "#3d2a6b", "#f6b73c": "#f3c95b", "#86dccb": "#cdb9ff"}
ABOUT = """---
title: Om oss
description: Vilka vi är.
site_url: https://granby.example/
---

# Om oss

Vi bor i Granby och hjälper varandra. Se vad som händer i [programmet](program/index.html).
"""
ACCESSIBILITY = """---
title: Tillgänglighet
description: Hur du kan använda webbplatsen.
site_url: https://granby.example/
---

# Tillgänglighet

Ingen har provat den här webbplatsen än. Säg till om något är svårt.
"""


def make(folder: Path) -> Path:
    """The second city in a `folder` that is empty or was made before; with a history of one commit."""
    _copy(folder)
    rmtree(folder / "tests/example")  # goes with the example
    _write_settings(folder)
    _write_records(folder)
    _write_pages(folder)
    _choose_looks(folder)
    _begin_catalogues(folder)
    _commit(folder)
    return folder


def _commit(folder: Path) -> None:
    who = ("-c", "user.name=granby", "-c", "user.email=granby@example.org")
    subprocess.run(["git", "init", "-q", "."], cwd=folder, check=True)
    (folder / ".git/info/exclude").write_text(".venv\n", "utf-8")  # is a link here, and no folder
    for arguments in (("add", "-A"), ("commit", "-qm", "Granby")):
        subprocess.run(["git", *who, *arguments], cwd=folder, check=True)


def run(folder: Path, arguments: list[str]) -> int:
    """All tests there, or those that are named, one after the other and behind everything else on the machine."""
    command = ["nice", sys.executable, "-m", "pytest", "-q", *arguments]
    return subprocess.run(command, cwd=folder, env=_environment(folder), check=False).returncode


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(folder / "hooks"), "NO_MKDOCS_2_WARNING": "1"}


def _copy(folder: Path) -> None:
    """All that is in git here, or would be."""
    if folder.exists():
        rmtree(folder)
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    for path in filter(None, listed.stdout.split("\0")):
        if (PROJECT / path).is_file() or (PROJECT / path).is_symlink():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            copy2(PROJECT / path, folder / path, follow_symlinks=False)
    if (PROJECT / ".venv").exists():
        (folder / ".venv").symlink_to((PROJECT / ".venv").resolve())


def _write_settings(folder: Path) -> None:
    """Steps 1 and 2."""
    (folder / "data/site.yaml").write_text(SITE, "utf-8")
    (folder / "data/city-words.yaml").write_text(WORDS, "utf-8")
    (folder / "data/city-plain-words.yaml").write_text(PLAIN, "utf-8")


def _write_records(folder: Path) -> None:
    """Step 3."""
    for file in [file for kind in (*EMPTIED, *WITH_SHARED) for file in (folder / "data" / kind).glob("*.yaml")]:
        if not is_shared(file.relative_to(folder).as_posix()):
            file.unlink()
    for path, text in _records():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def _records() -> Iterator[tuple[str, str]]:
    """(path, text) of the city's own."""
    for kind in (*EMPTIED, *WITH_SHARED):
        for file in sorted((PROJECT / "tests/city/data" / kind).glob("*.yaml")):
            path = f"data/{kind}/{file.name}"
            if not is_shared(path) and "phone: 112\n" not in file.read_text("utf-8"):
                yield _renamed(path), _renamed(file.read_text("utf-8"))


def _renamed(text: str) -> str:
    return re.sub("|".join(map(re.escape, NAMES)), lambda found: NAMES[found[0]], text)


def _write_pages(folder: Path) -> None:
    """Step 4."""
    for file in [*folder.glob("docs/om*.md"), *folder.glob("docs/tillganglighet*.md")]:
        file.unlink()
    (folder / "docs/om.md").write_text(ABOUT, "utf-8")
    (folder / "docs/tillganglighet.md").write_text(ACCESSIBILITY, "utf-8")


def _begin_catalogues(folder: Path) -> None:
    """Step 5."""
    rmtree(folder / "data/translations/city")
    command = [sys.executable, "-m", "brygga", "translations"]
    subprocess.run(command, cwd=folder, env=_environment(folder), check=True, stdout=subprocess.DEVNULL)


def _choose_looks(folder: Path) -> None:
    """Step 6."""
    tokens = folder / "overrides/public/tokens.css"
    text = tokens.read_text("utf-8")
    for before, after in COLOURS.items():
        text = text.replace(before, after)
    tokens.write_text(text, "utf-8")
    (folder / "overrides/public/sign.svg").write_text(SIGN, "utf-8")


if __name__ == "__main__":
    sys.exit(run(make(Path(sys.argv[1]).resolve()), sys.argv[2:]))
