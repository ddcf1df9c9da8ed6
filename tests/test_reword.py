"""A small change of a Swedish text does not cost its translations, when somebody says that they are still right."""

from __future__ import annotations

from pathlib import Path

import pytest

from brygga.__main__ import main
from brygga.command.commands import reword_texts, update_translations
from brygga.command.console import Console
from brygga.load.languages import read_languages
from brygga.load.prose import is_outdated, read_prose
from brygga.translation.catalogue import CatalogueEntry, read_catalogue
from citysite import TESTS
from tinysite import TODAY, put

pytestmark = pytest.mark.many

CONSOLE = Console("en")
TOPIC = "data/topics/arbete.yaml"
OLD, NEW = "Att söka jobb.", "Att söka ett jobb."


@pytest.fixture
def root(tiny: Path) -> Path:
    """In step, with one text translated and read by a speaker, one outdated, and one page translated."""
    put(tiny / "docs/om.md", (TESTS / "tiny/docs/om.md").read_text("utf-8"))
    put(tiny / "overrides/brygga/light/page.html", "{{ _('Hej') }}{{ _('Den %(day)s') }}")
    (tiny / "portal").mkdir()
    update_translations(tiny, TODAY, CONSOLE)
    translate(tiny, OLD, "البحث عن عمل.")
    translate(tiny, "Den %(day)s", "يوم %(day)s")
    page = (tiny / "docs/om.md").read_text("utf-8")
    put(tiny / "docs/om.ar.md", page.replace("title:", "source_hash: 000000000000\ntitle:"))
    reword(tiny, "all")
    return tiny


def translate(root: Path, source: str, text: str) -> None:
    """As somebody who speaks the language does."""
    catalogue = root / "data/translations/ar.po"
    entry = f'msgid "{source}"\nmsgstr "'
    content = catalogue.read_text("utf-8")
    assert entry in content
    catalogue.write_text(content.replace(entry, entry + text).replace("# unreviewed\n", ""), "utf-8")


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def reword(root: Path, *chosen: str) -> int:
    return reword_texts(chosen, root, TODAY, CONSOLE)


def arabic(root: Path) -> dict[str, CatalogueEntry]:
    language = next(one for one in read_languages(root) if one.code == "ar")
    return dict(read_catalogue(root, language)[0].entries)


def test_nothing_has_changed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert reword(root) == 0
    assert capsys.readouterr().out == "No Swedish text has changed since the translations were made.\n"


def test_shows_what_it_would_carry_and_changes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root / TOPIC, OLD, NEW)
    before = (root / "data/translations/ar.po").read_bytes()
    assert reword(root) == 0
    assert f"1. {TOPIC}\n   - {OLD}\n   + {NEW}\n" in capsys.readouterr().out
    assert (root / "data/translations/ar.po").read_bytes() == before


@pytest.mark.parametrize("synchronised", [False, True], ids=["at once", "after make translations"])
def test_translation_and_mark_are_those_of_the_new_text(root: Path, synchronised: bool) -> None:
    edit(root / TOPIC, OLD, NEW)
    if synchronised:
        update_translations(root, TODAY, CONSOLE)
        assert arabic(root)[NEW].outdated
    assert reword(root, "1") == 0
    assert arabic(root)[NEW] == CatalogueEntry(("البحث عن عمل.",), outdated=False, reviewed=True)
    assert OLD not in arabic(root)


def test_a_text_with_a_number_in_it_keeps_all_its_forms(root: Path) -> None:
    page = root / "overrides/brygga/light/page.html"
    before, after = ("%(count)s dag", "%(count)s dagar"), ("%(count)s dag kvar", "%(count)s dagar kvar")
    put(page, page.read_text("utf-8") + f'{{{{ ngettext("{before[0]}", "{before[1]}", 2) }}}}')
    update_translations(root, TODAY, CONSOLE)
    catalogue = root / "data/translations/ar.po"
    text = catalogue.read_text("utf-8")
    for form in range(6):
        text = text.replace(f'msgstr[{form}] ""', f'msgstr[{form}] "%(count)s يوم {form}"')
    catalogue.write_text(text, "utf-8")
    forms = arabic(root)[before[0]].forms
    assert len(forms) == 6
    for old, new in zip(reversed(before), reversed(after), strict=True):
        edit(page, f'"{old}"', f'"{new}"')
    assert reword(root, "all") == 0
    assert arabic(root)[after[0]].forms == forms


def test_only_what_is_chosen(root: Path) -> None:
    edit(root / TOPIC, OLD, NEW)
    edit(root / "overrides/brygga/light/page.html", "Den %(day)s", "Den dagen: %(day)s")
    assert reword(root, "2") == 0
    carried = [text for text in (NEW, "Den dagen: %(day)s") if arabic(root)[text].usable]
    assert carried == ["Den dagen: %(day)s"]


@pytest.mark.parametrize("new", ["Du kan hyra en lägenhet.", "Att söka jobb %(day)s."], ids=["other", "variables"])
def test_another_text_is_not_a_small_change(root: Path, new: str, capsys: pytest.CaptureFixture[str]) -> None:
    page = root / "overrides/brygga/light/page.html"
    put(page, page.read_text("utf-8") + f"{{{{ _('{OLD}') }}}}")
    put(root / TOPIC, (root / TOPIC).read_text("utf-8").replace(f"summary: {OLD}", "summary: Annat."))
    update_translations(root, TODAY, CONSOLE)
    edit(page, OLD, new)
    capsys.readouterr()
    reword(root)
    assert new not in capsys.readouterr().out


def test_a_text_that_is_still_in_use_lends_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root / TOPIC, "title: Arbete", f"title: {NEW[:-1]}")
    reword(root)
    assert OLD not in capsys.readouterr().out


def test_a_translated_page_holds_as_before(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root / "docs/om.md", "Vi är mammor.", "Vi är mammor!")
    assert reword(root) == 0
    assert "1. docs/om.ar.md: the Swedish page has changed" in capsys.readouterr().out
    assert reword(root, "all") == 0
    pages = {page.language: page for page in read_prose(root, read_languages(root))[0]}
    assert not is_outdated(pages["ar"], pages["sv"])


def test_a_number_that_is_not_there_changes_nothing(root: Path) -> None:
    edit(root / TOPIC, OLD, NEW)
    before = (root / "data/translations/ar.po").read_bytes()
    assert reword(root, "1", "7") == 1
    assert (root / "data/translations/ar.po").read_bytes() == before


def test_bad_data_is_told_of_first(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put(root / TOPIC, "title: [")
    monkeypatch.chdir(root)
    assert main(["reword", "all"]) == 1
    assert TOPIC in capsys.readouterr().out
