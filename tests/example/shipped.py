"""The example city that ships with the project: its data as it stands, for the tests that are about that alone.

Another city takes this folder away together with the example's data; no other test knows anything of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from shutil import copy, copytree
from tempfile import TemporaryDirectory

import yaml

from brygga.load.city_words import read_city_words
from brygga.load.languages import read_languages
from brygga.load.shared_files import is_shared
from citysite import PROJECT
from common.localisation.city_words import Forms
from tinysite import TODAY, outputs, without_today

WORDS = read_city_words(PROJECT)[0]
_FEWEST_LETTERS = 5  # of the city's words: a shorter one is another word, too
LANGUAGES = {one.code: one for one in read_languages(PROJECT)}
TELLING = ("street", "email", "phone", "mobile")  # fields whose values belong to one place or one contact
SHORTEST = 6  # letters: shorter ones are words of their own


def shipped_data(folder: Path) -> Path:
    """The example's records, prose and catalogues in a folder of their own, ready to be built."""
    for part in ("data", "docs", "overrides"):
        copytree(PROJECT / part, folder / part)
    copy(PROJECT / "mkdocs.yml", folder)
    return folder


@cache
def built() -> Mapping[str, bytes]:
    """{path: content} of all light pages, as in `tinysite.built`."""
    with TemporaryDirectory() as folder:
        return outputs(without_today(shipped_data(Path(folder))), TODAY)


def names_of_the_city() -> set[str]:
    """The city, and of its own records the ids, streets, addresses and numbers; short numbers are everybody's."""
    files = [
        file
        for kind in ("places", "series", "events", "closures", "contacts")
        for file in (PROJECT / "data" / kind).glob("*.yaml")
        if not is_shared(file.relative_to(PROJECT).as_posix())
    ]
    records = [yaml.safe_load(file.read_text("utf-8")) for file in files]
    told = {str(record[name]) for record in records for name in TELLING if record.get(name)}
    city = str(yaml.safe_load((PROJECT / "data/site.yaml").read_text("utf-8"))["city"])
    return {name for name in (city, *told, *(file.stem for file in files)) if len(name) >= SHORTEST}


def own_words(code: str, others: Mapping[str, Forms] = {}) -> re.Pattern[str]:  # nobody changes it
    """What the shipped city calls its mammor and cafés, but for what `others` call theirs as well."""
    known = set(others.get(code, {}).values())
    words = [word for word in WORDS[code].values() if len(word) >= _FEWEST_LETTERS and word not in known]
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, longest_first))})", re.IGNORECASE)
