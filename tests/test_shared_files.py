"""A file is either everybody's or the city's, and an update of the one never touches the other."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml
from babel.messages.catalog import Catalog

from brygga.load.languages import Language, read_languages
from brygga.load.shared_files import is_shared, patterns
from brygga.translation.catalogue import catalogue_path, city_catalogue_path, parse_catalogue, read_catalogue
from brygga.translation.sync import sync_catalogues
from citysite import PROJECT

# All that a city has: whoever adds a shared file there has to list it.
_KINDS = "activities|audio|closures|contacts|events|places|requests|series|topics|training|translations/city"
CITY = re.compile(
    rf"data/((site|city-words|city-plain-words)\.yaml|({_KINDS})/.+)|docs/(om|tillganglighet)(\.[A-Za-z-]+)?\.md"
    r"|overrides/public/(sign\.svg|tokens\.css)"
)
ARABIC = Language("ar", "العربية", is_source=False)
SHARED, OWN = "data/glossary/fika.yaml", "data/places/torget.yaml"
TRANSLATED = [language for language in read_languages(PROJECT) if not language.is_source]


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    return [path for path in listed.split("\0") if path and (PROJECT / path).exists()]


@pytest.mark.skipif(not (PROJECT / ".git").exists(), reason="no git here")
def test_every_file_is_everybodys_or_the_citys() -> None:
    strange = [path for path in (*tracked(), "data/strange.yaml") if not is_shared(path) and not CITY.fullmatch(path)]
    assert strange.pop() == "data/strange.yaml"
    assert strange == [], "list them in hooks/brygga/load/shared_files.yaml"


def test_every_line_of_the_list_names_something() -> None:
    folders = ("data", "docs", "overrides")
    files = [path.relative_to(PROJECT).as_posix() for folder in folders for path in (PROJECT / folder).rglob("*.*")]
    files += [f"{path.name}/" if path.is_dir() else path.name for path in PROJECT.iterdir()]
    unused = [one for one in (*patterns(), "data/nobody/") if not any(re.match(one, path) for path in files)]
    assert unused == ["data/nobody/"]


def test_no_shared_record_is_listed_twice() -> None:
    listed = yaml.safe_load((PROJECT / "hooks/brygga/load/shared_files.yaml").read_text("utf-8"))
    assert all(listed["records"].values())
    assert [kind for kind, names in listed["records"].items() if names != sorted(set(names))] == []


def template(texts: dict[str, list[str]]) -> Catalog:
    made = Catalog(fuzzy=False)
    for text, paths in texts.items():
        made.add(text, locations=[(path, 0) for path in paths])
    return made


def texts_in(path: Path) -> list[str]:
    return [str(message.id) for message in parse_catalogue(path) if message.id]


def test_texts_go_where_the_file_belongs_that_they_stand_in(tmp_path: Path) -> None:
    """A text of both is everybody's; one that is gone waits in the file that it was in, with its translation."""
    shared, city = catalogue_path(tmp_path, "ar"), city_catalogue_path(tmp_path, "ar")
    wanted = {"Fika": [SHARED, OWN], "Kvarnen": [OWN], "Tolk": [SHARED]}
    assert sync_catalogues(tmp_path, template(wanted), [ARABIC]) == [shared, city]
    assert (texts_in(shared), texts_in(city)) == (["Fika", "Tolk"], ["Kvarnen"])
    text = city.read_text("utf-8")
    city.write_text(text.replace('msgid "Kvarnen"\nmsgstr ""', 'msgid "Kvarnen"\nmsgstr "الطاحونة"'), "utf-8")
    sync_catalogues(tmp_path, template({"Fika": [SHARED]}), [ARABIC])
    assert '#~ msgid "Kvarnen"' in city.read_text("utf-8")
    assert "Kvarnen" not in shared.read_text("utf-8")
    sync_catalogues(tmp_path, template({"Fika": [SHARED], "Kvarnen": [SHARED]}), [ARABIC])
    assert "Kvarnen" not in city.read_text("utf-8")
    assert read_catalogue(tmp_path, ARABIC)[0].entries["Kvarnen"].forms == ("الطاحونة",)


def test_an_update_that_translates_the_citys_text_too_takes_nothing_away(tmp_path: Path) -> None:
    """Upstream has begun to use the word, and has no translation of it yet."""
    sync_catalogues(tmp_path, template({"Torg": [OWN]}), [ARABIC])
    city, shared = city_catalogue_path(tmp_path, "ar"), catalogue_path(tmp_path, "ar")
    shared.write_text(city.read_text("utf-8"), "utf-8")
    city.write_text(re.sub('(msgid "Torg"\nmsgstr ).*', r'\1"ساحة"', city.read_text("utf-8")), "utf-8")
    sync_catalogues(tmp_path, template({"Torg": [OWN, SHARED]}), [ARABIC])
    assert 'msgstr "ساحة"' in shared.read_text("utf-8")
    assert "Torg" not in city.read_text("utf-8")


def test_a_city_without_texts_of_its_own_has_no_catalogue(tmp_path: Path) -> None:
    assert sync_catalogues(tmp_path, template({"Tolk": [SHARED]}), [ARABIC]) == [catalogue_path(tmp_path, "ar")]
    assert not city_catalogue_path(tmp_path, "ar").exists()


def test_a_finding_names_the_file_that_it_is_in(tmp_path: Path) -> None:
    sync_catalogues(tmp_path, template({"Till %(place)s": [OWN], "Tolk": [SHARED]}), [ARABIC])
    city = city_catalogue_path(tmp_path, "ar")
    city.write_text(re.sub('(msgid "Till.*\nmsgstr ).*', r'\1"إلى"', city.read_text("utf-8")), "utf-8")
    [problem] = read_catalogue(tmp_path, ARABIC)[1]
    line = city.read_text("utf-8").splitlines().index('msgid "Till %(place)s"') + 1
    assert (problem.path, problem.line) == ("data/translations/city/ar.po", line)
    assert problem.id == "translation-variables"


@pytest.mark.parametrize("language", TRANSLATED, ids=lambda one: one.code)
def test_the_shipped_catalogues_are_apart(language: Language) -> None:
    for path, is_everybodys in ((catalogue_path, True), (city_catalogue_path, False)):
        file = path(PROJECT, language.code)
        messages = [message for message in parse_catalogue(file) if message.id] if file.exists() else []
        shared = {str(one.id): any(is_shared(where) for where, _ in one.locations) for one in messages}
        assert bool(shared) == file.exists()
        assert [text for text, found in shared.items() if found != is_everybodys] == []


def test_shared_records_and_templates_name_nothing_of_the_city() -> None:
    """Its name, its places and their streets. Of words that count as easy some are names."""
    site = yaml.safe_load((PROJECT / "data/site.yaml").read_text("utf-8"))
    places = [yaml.safe_load(file.read_text("utf-8")) for file in (PROJECT / "data/places").glob("*.yaml")]
    own = {site["city"], *(place[name] for place in places for name in ("title", "street") if place.get(name))}
    folders = [PROJECT / folder for folder in ("data", "overrides", "portal", "hooks", "docs")]
    files = [
        file for folder in folders for file in folder.rglob("*") if file.suffix in {".yaml", ".html", ".py", ".md"}
    ]
    shared = [file for file in files if is_shared(file.relative_to(PROJECT).as_posix())]
    texts = {file.name: "\n".join(_said(file)) for file in shared}
    assert any(re.search(rf"\b{word}\b", "\n".join(_said(PROJECT / "data/site.yaml"))) for word in own)
    assert {name: word for name, text in texts.items() for word in own if re.search(rf"\b{word}\b", text)} == {}


def _said(file: Path) -> list[str]:
    """Without where a fact comes from, which is no text for readers."""
    return [line for line in file.read_text("utf-8").splitlines() if not line.startswith(("source:", "note:"))]
