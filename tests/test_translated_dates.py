"""Which texts of a catalogue a calendar shows, and when they are others."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment
from jinja2.meta import find_referenced_templates

from brygga.history.catalogues import EVENT_TEMPLATES, shown_texts
from brygga.model.revisions import EVERY_DATE, catalogue_key
from brygga.render.fragments import FragmentTag
from citysite import PROJECT

PATH = "data/translations/zh-Hant.po"
SERIES, FEED = "data/series/cafe.yaml", "overrides/brygga/feeds/summary.txt"
CATALOGUE = f"""msgid ""
msgstr "Language: zh-Hant"

# unreviewed
#. Serier: Namn
#: {SERIES} docs/om.md
msgid "Café"
msgstr "咖啡"

#: {FEED}
msgctxt "x"
msgid "Inställt"
msgstr "取消"

#: data/methods/prata.yaml
msgid "Prata"
msgstr "談"
"""


def said(text: str) -> dict[str, str]:
    return {key: one.fingerprint for key, one in shown_texts(PATH, text.encode()).items()}


def test_by_the_record_that_it_is_said_of() -> None:
    assert said(CATALOGUE).keys() == {catalogue_key("zh-Hant", SERIES), catalogue_key("zh-Hant", EVERY_DATE)}
    assert shown_texts(PATH, None) == {}


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("咖啡", "咖啡館", {SERIES}),
        ("取消", "已取消", {EVERY_DATE}),
        ("談", "說", set()),
        ("# unreviewed\n", "", set()),
        ("#. Serier: Namn\n", "#. Serie: Namn\n", set()),
        (f"#: {SERIES} docs/om.md\n", f"#: docs/om.md\n#: {SERIES}\n", set()),
        ("\n", "\r\n", set()),
        ('msgstr "談"\n', 'msgstr "談"\n\n#~ msgid "Café"\n#~ msgstr "茶"\n', set()),
        ("# unreviewed\n", "#, fuzzy\n", {SERIES}),
    ],
)
def test_only_other_words_are_a_change(before: str, after: str, changed: set[str]) -> None:
    old, new = said(CATALOGUE), said(CATALOGUE.replace(before, after))
    different = {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
    assert different == {catalogue_key("zh-Hant", source) for source in changed}


def test_all_templates_that_a_calendar_is_made_with_are_known() -> None:
    folder, environment = PROJECT / "overrides/brygga", Environment(extensions=[FragmentTag], autoescape=True)
    found, waiting = set[str](), ["feeds/summary.txt", "feeds/description.txt"]
    while waiting:
        name = waiting.pop()
        found.add(name)
        named = find_referenced_templates(environment.parse((folder / name).read_text("utf-8")))
        waiting += [Path(str(one)).relative_to("brygga").as_posix() for one in named]
    assert found == set(EVENT_TEMPLATES)
