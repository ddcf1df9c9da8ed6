"""Building: what the command says, what it writes and, above all, when it writes nothing."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from builtsite import brygga, build_site, copy_project, pages_of
from changedsite import DATE_PAGE, FLOODED, MOVED_PAGE, REASON, append
from citysite import SITE_NAME, with_languages
from shared import made_once
from tinysite import put, without_today

pytestmark = pytest.mark.site

OWN_PAGE = "---\ntitle: Egna\ndescription: Egna.\naudience: members\n---\n\n{}\n"
NEW_LANGUAGES = {"fi": ("Suomi", "tiistai"), "am": ("አማርኛ", "ማክሰኞ")}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path, ("sv", "en", "ar"))


@pytest.fixture(scope="module")
def more_languages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built project with NEW_LANGUAGES, each of which is one line and one command."""

    def make(folder: Path) -> None:
        new = {code: name for code, (name, _) in NEW_LANGUAGES.items()}
        with_languages(copy_project(folder, ("sv",)), {"sv": "Svenska", **new})
        assert brygga(folder, "translations").returncode == 0
        build_site(folder)

    return made_once(tmp_path_factory, "more-languages", make)


def digest(folder: Path) -> dict[str, str]:
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_summary(site: Path) -> None:
    said = (site.parent / "said.txt").read_text("utf-8")
    for words in ("Träffar: 27. Från och med 2019-03-05: 26.", "site/index.html", "site.members/"):
        assert words in said


def test_the_same_bytes_elsewhere_and_in_place_of_an_old_site(site: Path, tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    for name in ("site", "site.members", "site.portal"):
        put(project / name / "old.html", "old")
    assert brygga(project, "site", lang="en_GB.UTF-8").returncode == 0
    folders = {file for file in project.iterdir() if file.name.startswith("site")}
    assert {folder.name for folder in folders} == {"site", "site.members", "site.portal"}
    for folder in folders:
        assert digest(folder) == digest(site.parent / folder.name), folder.name


def test_a_finding_stops_the_build_and_leaves_the_old_site(project: Path) -> None:
    site = project / "site"
    site.mkdir()
    (site / "index.html").write_text("old", "utf-8")
    place = project / "data/places/berget.yaml"
    place.write_text(place.read_text("utf-8").replace("kind: cafe", "kind: caffe"), "utf-8")
    done = brygga(project, "site")
    assert done.returncode == 1
    assert 'data/places/berget.yaml:2: "kind" är "caffe"' in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert digest(site) == {"index.html": hashlib.sha256(b"old").hexdigest()}
    assert not list((project / ".cache").glob("build-*"))


def test_findings_in_english(project: Path) -> None:
    (project / "data/places/berget.yaml").write_text("titel: Berget\n", "utf-8")
    done = brygga(project, "check", lang="en_GB.UTF-8")
    assert 'data/places/berget.yaml:1: There is no field "titel".' in done.stdout
    assert 'Did you mean "title"?' in done.stdout
    assert done.returncode == 1


def test_broken_links_in_prose_stop_the_build(project: Path) -> None:
    """One to nowhere, and one from everybody's page to the members' alone."""
    put(project / "docs/egna.md", OWN_PAGE.format("Hej."))
    append(project / "docs/om.md", "\n[fel](program/finns-inte/index.html)\n")
    append(project / "docs/tillganglighet.md", "\n[egna](egna.md)\n")
    done = brygga(project, "site")
    assert done.returncode == 1
    assert "finns-inte" in done.stderr
    assert [line for line in done.stderr.splitlines() if "tillganglighet.md" in line and "egna.md" in line]
    assert not (project / "site").exists()


def test_a_fault_of_one_site_holds_back_both(project: Path) -> None:
    for folder in ("site", "site.members"):
        put(project / folder / "index.html", "old")
    put(project / "docs/egna.md", OWN_PAGE.format("[fel](finns-inte.md)"))
    done = brygga(project, "site")
    assert done.returncode == 1
    assert "finns-inte" in done.stderr
    assert [(project / folder / "index.html").read_text("utf-8") for folder in ("site", "site.members")] == ["old"] * 2


def test_cancelled_date_stands_there_with_its_reason(changed: Path) -> None:
    pages = pages_of(changed / "site")
    words = {"": "Inställt", "en/": "Cancelled", "ar/": "ملغى"}
    for prefix, word in words.items():
        page = pages[prefix + DATE_PAGE]
        assert page.one("h1").s is not None
        assert word.rstrip(".") in page.one("main .stop").get_text()
        row = next(li for li in pages[prefix + "program/"].soup.select(".rows li") if REASON in li.get_text())
        assert row.s is not None
    fallback = pages["ar/" + DATE_PAGE].soup.find(string=REASON)
    assert fallback is not None
    assert fallback.parent is not None
    assert (fallback.parent["lang"], fallback.parent["dir"]) == ("sv", "ltr")
    calendar = (changed / "site/cafe/berget/kalender.ics").read_text("utf-8")
    assert "STATUS:CANCELLED" in calendar


def test_moved_date_stands_on_both_days(changed: Path) -> None:
    pages = pages_of(changed / "site")
    rows = [li for li in pages["program/"].soup.select(".rows li") if FLOODED in li.get_text()]
    assert len(rows) == 2
    assert rows[0].s is not None
    assert "fredag 22 mars" in rows[0].get_text()
    assert "10–13" in rows[1].get_text()
    assert "Café Stugan" in rows[1].get_text()
    assert "Ny plats: Café Stugan." in pages[MOVED_PAGE].one("main .stop").get_text()


def test_live_site_does_not_say_that_it_shows_another_day(project: Path) -> None:
    without_today(project)
    assert brygga(project, "site").returncode == 0
    pages = pages_of(project / "site")
    assert "Det här är inte dagens sida" not in pages[""].text
    assert "exempel" not in pages[""].one("footer").get_text()
    assert f"{SITE_NAME} i Ekhamn" in pages[""].one("footer").get_text()
    assert "Ingen träff är planerad just nu." in pages[""].text
    assert DATE_PAGE in pages


@pytest.mark.parametrize("code", NEW_LANGUAGES)
def test_a_new_language_is_one_line_and_one_command(more_languages: Path, code: str) -> None:
    """Also one for which the theme has no words of its own (Amharic)."""
    day = NEW_LANGUAGES[code][1]
    assert (more_languages / f"data/translations/{code}.po").exists()
    pages = pages_of(more_languages / "site")
    assert pages[f"{code}/program/"].one("html")["lang"] == code
    assert pages[f"{code}/program/"].one("h1 span")["lang"] == "sv"
    assert day in pages[f"{code}/{DATE_PAGE}"].soup.get_text() or day in pages[f"{code}/"].soup.get_text()
    assert pages[f"{code}/handbok/"].one("html")["lang"] == code


def test_translations_are_kept_in_step(project: Path) -> None:
    place = project / "data/places/berget.yaml"
    place.write_text(place.read_text("utf-8").replace("summary: ", "summary: Nytt här! "), "utf-8")
    assert brygga(project, "translations").returncode == 0
    catalogue = (project / "data/translations/city/ar.po").read_text("utf-8")
    entry = next(part for part in catalogue.split("\n\n") if "Nytt här!" in part)
    assert "#, fuzzy" in entry
    report = brygga(project, "report", lang="en").stdout
    assert "outdated: data/places/berget.yaml: Nytt här!" in report
    assert all(": data/" in line for line in report.splitlines() if line.startswith(("  missing: ", "  outdated: ")))
