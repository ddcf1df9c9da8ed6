"""Nothing of the machinery's tests knows the example: neither its places, nor whom it calls."""

from __future__ import annotations

import re

from citysite import TESTS
from example.shipped import names_of_the_city


def test_tests_outside_the_example_know_nothing_of_it() -> None:
    files = [file for file in TESTS.rglob("*") if file.suffix in {".py", ".yaml", ".json", ".md", ".po", ".html"}]
    names = names_of_the_city()
    assert names
    word = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(names)))})(?![\w-])", re.IGNORECASE)
    apart = {TESTS / "example", TESTS / "bench"}  # the bench measures with what stands in the data
    told = {file: word.findall(file.read_text("utf-8")) for file in files if not apart & {*file.parents}}
    assert {str(file.relative_to(TESTS)): found for file, found in told.items() if found} == {}
