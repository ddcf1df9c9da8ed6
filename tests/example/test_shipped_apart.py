"""Nothing of the machinery's tests knows the example: neither its places, nor whom it calls."""

from __future__ import annotations

import re

import yaml

from brygga.load.shared_files import is_shared
from citysite import PROJECT, TESTS

TELLING = ("street", "email", "phone", "mobile")  # fields whose values belong to one place or one contact
SHORTEST = 6  # letters: shorter ones are words of their own


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


def test_tests_outside_the_example_know_nothing_of_it() -> None:
    files = [file for file in TESTS.rglob("*") if file.suffix in {".py", ".yaml", ".json", ".md", ".po", ".html"}]
    names = names_of_the_city()
    assert names
    word = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(names)))})(?![\w-])", re.IGNORECASE)
    apart = {TESTS / "example", TESTS / "bench"}  # the bench measures with what stands in the data
    told = {file: word.findall(file.read_text("utf-8")) for file in files if not apart & {*file.parents}}
    assert {str(file.relative_to(TESTS)): found for file, found in told.items() if found} == {}
