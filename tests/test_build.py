"""Building: what the command says, what it writes and, above all, when it writes nothing."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from builtsite import brygga, copy_project, pages_of
from tinysite import put, without_today

pytestmark = pytest.mark.site

SERIES = "data/series/multicafe-dalhem-2019-var.yaml"
DATE_PAGE = "program/multicafe-dalhem-2019-var/2019-03-14/"
REASON = "Lokalen är låst den dagen."
CANCELLED = f"""changes:
  - date: 2019-03-14
    status: cancelled
    reason: {REASON}
    announced: 2019-03-04
"""
MOVED = """changes:
  - date: 2019-03-14
    status: moved
    reason: Lokalen är låst den dagen.
    new_date: 2019-03-15
    new_start: 10:00
    new_place: cafe-valkommen
    announced: 2019-03-04
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path, ("sv", "en", "ar"))


def digest(folder: Path) -> dict[str, str]:
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def append(file: Path, text: str) -> None:
    file.write_text(file.read_text("utf-8") + text, "utf-8")


def test_summary(site: Path) -> None:
    said = (site.parent / "said.txt").read_text("utf-8")
    for words in ("37 träffar, 35 av dem från 2019-03-05", "site/index.html", "site.members/"):
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
    place = project / "data/places/dalhem.yaml"
    place.write_text(place.read_text("utf-8").replace("kind: cafe", "kind: caffe"), "utf-8")
    done = brygga(project, "site")
    assert done.returncode == 1
    assert 'data/places/dalhem.yaml:2: "kind" är "caffe"' in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert digest(site) == {"index.html": hashlib.sha256(b"old").hexdigest()}
    assert not list((project / ".cache").glob("build-*"))


def test_findings_in_english(project: Path) -> None:
    (project / "data/places/dalhem.yaml").write_text("titel: Dalhem\n", "utf-8")
    done = brygga(project, "check", lang="en_GB.UTF-8")
    assert 'data/places/dalhem.yaml:1: There is no field "titel".' in done.stdout
    assert 'Did you mean "title"?' in done.stdout
    assert done.returncode == 1


def test_broken_prose_link_stops_the_build(project: Path) -> None:
    append(project / "docs/om.md", "\n[fel](program/finns-inte/index.html)\n")
    done = brygga(project, "site")
    assert done.returncode == 1
    assert "finns-inte" in done.stderr
    assert not (project / "site").exists()


def test_a_fault_of_one_site_holds_back_both(project: Path) -> None:
    for folder in ("site", "site.members"):
        put(project / folder / "index.html", "old")
    page = "---\ntitle: Egna\ndescription: Egna.\naudience: members\n---\n\n[fel](finns-inte.md)\n"
    put(project / "docs/egna.md", page)
    done = brygga(project, "site")
    assert done.returncode == 1
    assert "finns-inte" in done.stderr
    assert [(project / folder / "index.html").read_text("utf-8") for folder in ("site", "site.members")] == ["old"] * 2


def test_a_link_from_everybodys_page_to_the_members_is_broken(project: Path) -> None:
    put(project / "docs/egna.md", "---\ntitle: Egna\ndescription: Egna.\naudience: members\n---\n\nHej.\n")
    append(project / "docs/om.md", "\n[egna](egna.md)\n")
    done = brygga(project, "site")
    assert done.returncode == 1
    assert "om.md" in done.stderr


def test_cancelled_date_stands_there_with_its_reason(project: Path) -> None:
    append(project / SERIES, CANCELLED)
    assert brygga(project, "site").returncode == 0
    pages = pages_of(project / "site")
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
    calendar = (project / "site/cafe/dalhem/kalender.ics").read_text("utf-8")
    assert "STATUS:CANCELLED" in calendar


def test_moved_date_stands_on_both_days(project: Path) -> None:
    append(project / SERIES, MOVED)
    assert brygga(project, "site").returncode == 0
    pages = pages_of(project / "site")
    rows = [li for li in pages["program/"].soup.select(".rows li") if REASON in li.get_text()]
    assert len(rows) == 2
    assert rows[0].s is not None
    assert "fredag 15 mars" in rows[0].get_text()
    assert "10–13" in rows[1].get_text()
    assert "Café Välkommen" in rows[1].get_text()
    assert "Ny plats: Café Välkommen." in pages[DATE_PAGE].one("main .stop").get_text()


def test_live_site_does_not_say_that_it_shows_another_day(project: Path) -> None:
    without_today(project)
    assert brygga(project, "site").returncode == 0
    pages = pages_of(project / "site")
    assert "Det här är inte dagens sida" not in pages[""].text
    assert "exempel" not in pages[""].one("footer").get_text()
    assert "Stadsdelsmammor i Helsingborg" in pages[""].one("footer").get_text()
    assert "Ingen träff är planerad just nu." in pages[""].text
    assert DATE_PAGE in pages


@pytest.mark.parametrize(("code", "name", "day"), [("fi", "Suomi", "tiistai"), ("am", "አማርኛ", "ማክሰኞ")])
def test_a_new_language_is_one_line_and_one_command(project: Path, code: str, name: str, day: str) -> None:
    """Also one for which the theme has no words of its own (Amharic)."""
    config = project / "mkdocs.yml"
    last = "name: العربية, build: true}\n"
    line = f"        - {{locale: {code}, name: {name}, build: true}}\n"
    config.write_text(config.read_text("utf-8").replace(last, last + line), "utf-8")
    assert brygga(project, "translations").returncode == 0
    assert (project / f"data/translations/{code}.po").exists()
    done = brygga(project, "site")
    assert done.returncode == 0, done.stderr
    pages = pages_of(project / "site")
    assert pages[f"{code}/program/"].one("html")["lang"] == code
    assert pages[f"{code}/program/"].one("h1 span")["lang"] == "sv"
    assert day in pages[f"{code}/{DATE_PAGE}"].soup.get_text() or day in pages[f"{code}/"].soup.get_text()
    assert pages[f"{code}/handbok/"].one("html")["lang"] == code


def test_translations_are_kept_in_step(project: Path) -> None:
    place = project / "data/places/dalhem.yaml"
    place.write_text(place.read_text("utf-8").replace("summary: ", "summary: Nytt här! "), "utf-8")
    assert brygga(project, "translations").returncode == 0
    catalogue = (project / "data/translations/ar.po").read_text("utf-8")
    entry = next(part for part in catalogue.split("\n\n") if "Nytt här!" in part)
    assert "#, fuzzy" in entry
    report = brygga(project, "report", lang="en").stdout
    assert "outdated: Nytt här!" in report
