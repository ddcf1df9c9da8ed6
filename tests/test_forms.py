"""Forms as she meets them: on the site, in the portal's hands, and on the page that says what becomes of her words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

from brygga.load.form_shapes import Shape, mail_link, text_link
from citysite import CITY, CODES, PREFIX
from formsite import fields_html, form_paths, one, portal_json, shape, site, soup_of
from hostile import MARK
from tinysite import PORTAL_URL, THREE, TODAY, everything, outputs, put

pytestmark = pytest.mark.many

MEMBERS = {"cafebesok"}
PUBLIC = sorted({file.stem for file in (CITY / "data/forms").glob("*.yaml")} - MEMBERS)


def rendered(form: Shape, values: Mapping[str, Any], errors: Mapping[str, str]) -> BeautifulSoup:
    return BeautifulSoup(f"<main>{fields_html(form, values, errors)}</main>", "html5lib")


# The page


@pytest.mark.parametrize("name", ["everything", "city"])
def test_every_control_has_a_name_that_is_read_out(name: str) -> None:
    files = site(name, portal=True)
    assert form_paths(files)
    for path in form_paths(files):
        soup = soup_of(files, path)
        controls = soup.select("form[data-form] :is(input:not([type=hidden]), select, textarea)")
        assert controls
        for control in controls:
            assert one(soup, f"label[for={control['id']}]").get_text(strip=True), path
            for target in str(control.get("aria-describedby", "")).split():
                assert one(soup, f"#{target}").get_text(strip=True)
        for group in soup.select("form[data-form] fieldset"):
            assert one(group, "legend").get_text(strip=True), path
        ids = [str(tag["id"]) for tag in soup.select("[id]")]
        assert len(ids) == len(set(ids)), path


@pytest.mark.parametrize(("code", "prefix"), THREE.items())
def test_a_form_is_sent_to_the_portal_in_the_readers_language(code: str, prefix: str) -> None:
    form = one(soup_of(site("everything", portal=True), f"{prefix}formular/fraga/"), "form[data-form]")
    assert (form["method"], form["action"]) == ("post", f"{PORTAL_URL}{code}/formular/fraga/")
    assert not form.has_attr("novalidate")
    assert [one(form, f"input[type=hidden][name={name}]")["value"] for name in ("send_id", "seconds_open")] == ["", ""]
    assert len(form.select("button")) == 1


def test_limits_are_attributes_that_a_browser_checks_without_a_script() -> None:
    soup = soup_of(site("everything", portal=True), "formular/fraga/")
    text, phone, visitors = (one(soup, f"[name={name}]") for name in ("text", "phone", "visitors"))
    assert (text.name, text.has_attr("required"), text["maxlength"]) == ("textarea", True, "2000")
    assert text["data-error"] == "Skriv din fråga."
    assert (phone["type"], phone["inputmode"], phone["autocomplete"], phone["dir"]) == ("tel", "tel", "tel", "ltr")
    assert not phone.has_attr("required")
    assert (visitors["type"], visitors["inputmode"], visitors["min"], visitors["max"]) == (
        "number",
        "numeric",
        "1",
        "50",
    )
    assert [one(soup, f"[name={name}]")["type"] for name in ("day", "home")] == ["date", "checkbox"]
    assert {box["type"] for box in soup.select("[name=place]")} == {"checkbox"}
    assert [box["value"] for box in soup.select("[name=place]")] == ["kvarnen", "torget", "inget"]


def test_her_own_language_is_chosen_and_the_sites_languages_come_first() -> None:
    for code, prefix in THREE.items():
        chosen = soup_of(site("everything", portal=True), f"{prefix}formular/fraga/").select("[name=language]")
        assert [box["value"] for box in chosen][:3] == list(THREE)
        assert [box["value"] for box in chosen if box.has_attr("checked")] == [code]
    options = soup_of(site("city", portal=True), "ar/formular/fraga/").select("[name=language] option")
    assert [option["value"] for option in options][:6] == ["", *CODES, "so"]
    assert one(options[0].parent or Tag(name="x"), "[selected]").get_text(strip=True) == "العربية"
    assert options[5].get_text(strip=True) == "Soomaali – الصومالية"
    assert options[5]["lang"] == "so"


def test_the_trap_is_for_robots_alone() -> None:
    trap = one(soup_of(site("everything", portal=True), "formular/fraga/"), "[name=webbplats]")
    assert (trap["tabindex"], trap["autocomplete"]) == ("-1", "off")
    assert one(trap.parent or trap, "label").get_text(strip=True)
    assert trap.parent is not None
    assert trap.parent["aria-hidden"] == "true"


def test_what_stays_secret_and_112_stand_above_the_question() -> None:
    for prefix in ("", "ar/"):
        main = one(soup_of(site("city", portal=True), f"{prefix}formular/fraga/"), "main")
        (note,) = (one.get_text() for one in main.select(".notice[role=note]") if "112" in one.get_text())
        assert main.get_text().index(note) < main.get_text().index(one(main, "label[for=falt-text]").get_text())


def test_members_forms_are_not_on_the_public_site() -> None:
    files = site("city", portal=True)
    assert not MEMBERS & {path.split("/")[-2] for path in form_paths(files)}
    titles = [form["title"] for form in portal_json("city")["forms"] if form["id"] in MEMBERS]
    assert len(titles) == len(MEMBERS)
    for path in ("formular/", "integritet/", "integritet/register/"):
        assert not [title for title in titles if title in soup_of(files, path).get_text()]


def test_the_ways_to_the_forms() -> None:
    files = site("city", portal=False)
    home = {str(link["href"]) for link in soup_of(files, "").select(".doors a")}
    assert {"formular/fraga/", "formular/bli-en-av-oss/"} <= home
    footer = {str(link["href"]) for link in soup_of(files, "ar/").select("footer a")}
    assert {"integritet/", "formular/fel-i-oversattning/"} <= footer
    cafe = soup_of(files, "cafe/hamnen/").select("main a[href$='formular/foresla-amne/']")
    assert len(cafe) == 1
    listed = [str(link["href"]) for link in soup_of(files, "formular/").select(".facts a")]
    assert len(listed) == len(PUBLIC)
    assert listed[0] == "fraga/"


# Without a portal


@pytest.mark.parametrize("code", CODES)
def test_without_a_portal_a_form_says_so_and_shows_another_way(code: str) -> None:
    files = site("city", portal=False)
    paths = [path for path in form_paths(files) if path.startswith(f"{PREFIX[code]}formular/")]
    assert [path.split("/")[-2] for path in paths] == PUBLIC
    for path in paths:
        main = one(soup_of(files, path), "main")
        assert main.select("form") == [], path
        assert len(main.select("a[href='tel:+358181234567']")) == 1, path
        assert len(main.select(".notice strong")) == 1, path


def test_without_a_portal_a_letter_and_a_text_message_are_prepared() -> None:
    with TemporaryDirectory() as folder:
        root = everything(Path(folder))
        contact = root / "data/contacts/kontaktcenter.yaml"
        put(contact, contact.read_text("utf-8") + "email: fraga@example.org\nmobile: 070-123 45 67\n")
        main = one(soup_of(outputs(root, TODAY), "formular/fraga/"), "main")
    letter = str(one(main, "a[href^=mailto]")["href"])
    asked = parse_qs(urlsplit(letter).query)
    assert urlsplit(letter).path == "fraga@example.org"
    assert asked["subject"] == ["Ställ en fråga"]
    assert asked["body"][0].split("\r\n\r\n\r\n")[:2] == ["Din fråga", "På vilket språk vill du ha svar?"]
    assert str(one(main, "a[href^=sms]")["href"]) == "sms:+46701234567?body=St%C3%A4ll%20en%20fr%C3%A5ga%3A%20"


def test_prepared_links_cannot_be_broken_out_of() -> None:
    for link in (mail_link("a@example.org", MARK, [MARK]), text_link("112", MARK, "SE")):
        scheme, _, rest = link.partition(":")
        assert scheme in ("mailto", "sms")
        assert re.fullmatch(r"[\w@.+=?&%~-]+", rest)
        assert MARK in unquote(rest)


# The fields in the portal's hands


def test_errors_are_summed_up_and_tied_to_their_fields() -> None:
    form = shape("fraga")
    values = {"text": "<b>Hej", "place": ["torget"], "language": "ar", "home": "1", "send_id": "x" * 22}
    soup = rendered(form, values, {"text": "Skriv mer.", "topic": "Välj.", "home": "Nej."})
    summary = one(soup, "[role=alert][tabindex='-1']")
    assert one(soup, f"#{summary['aria-labelledby']}").get_text(strip=True)
    links = {str(link["href"]): link.get_text() for link in summary.select("a")}
    assert links == {"#falt-text": "Skriv mer.", "#falt-topic": "Välj.", "#falt-home": "Nej."}
    assert all(len(soup.select(target)) == 1 for target in links)
    for selector, error in (
        ("#falt-text", "Skriv mer."),
        ("fieldset:has(#falt-topic)", "Välj."),
        ("#falt-home", "Nej."),
    ):
        wrong = one(soup, selector)
        assert wrong["aria-invalid"] == "true"
        said = [one(soup, f"#{target}").get_text() for target in str(wrong["aria-describedby"]).split()]
        assert said[-1].endswith(error)
    assert one(soup, "textarea").get_text() == "<b>Hej"
    assert [box["value"] for box in soup.select("[checked]")] == ["ar", "torget", "1"]
    assert one(soup, "[name=send_id]")["value"] == "x" * 22


def test_without_errors_there_is_no_summary() -> None:
    soup = rendered(shape("fraga"), {}, {})
    assert soup.select("textarea")
    assert soup.select("[role=alert], [aria-invalid]") == []


def test_hostile_words_of_editors_and_visitors_stay_words() -> None:
    def poisoned(value: Any) -> Any:
        if isinstance(value, dict):
            kept = {"name", "type", "widget", "role", "autocomplete", "id"}
            return {key: part if key in kept else poisoned(part) for key, part in value.items()}
        if isinstance(value, list):
            return [poisoned(part) for part in value]
        return MARK if isinstance(value, str) else value

    for form in [*portal_json("everything")["forms"], *portal_json("city")["forms"]]:
        names = [field["name"] for field in form["fields"]]
        soup = rendered(poisoned(form), dict.fromkeys([*names, "send_id"], MARK), dict.fromkeys(names, MARK))
        assert MARK[:40] in soup.get_text()
        assert soup.find_all(["img", "script", "svg", "title"]) == []
        assert [tag for tag in soup.find_all(True) if any(name.startswith("on") for name in tag.attrs)] == []


# What becomes of it


@pytest.mark.parametrize("prefix", ["", "ar/", "ti/"])
def test_the_privacy_page_tells_the_figures_of_each_form(prefix: str) -> None:
    soup = soup_of(site("city", portal=True), f"{prefix}integritet/")
    public = [form for form in portal_json("city")["forms"] if form["audience"] == "public"]
    assert [str(card["id"]) for card in soup.select(".cards > li")] == [form["id"] for form in public]
    for form in public:
        card = one(soup, f"#{form['id']}")
        assert str(form["keep_days"]) in card.get_text()
        assert len(card.select("dt")) == len(card.select("dd"))
        assert len(card.select("dd li")) == sum(field["personal"] for field in form["fields"])
    if not prefix:
        assert "180 dagar" in one(soup, "#fraga").get_text()
        assert {form["readers"] for form in public} <= {dd.get_text(strip=True) for dd in soup.select("dd")}


def test_the_record_of_processing_has_what_article_30_asks_for() -> None:
    soup = soup_of(site("city", portal=True), "integritet/register/")
    terms = [term.get_text() for term in soup.select("dt")]
    asking = [
        form for form in portal_json("city")["forms"] if form["audience"] == "public" and form["legal_ground"] != "none"
    ]
    for term in (
        "Ändamål",
        "Laglig grund",
        "Vilka det gäller",
        "Vilka uppgifter",
        "Vem som läser",
        "Hur länge det sparas",
    ):
        assert terms.count(term) == len(asking) == 3
    for term in ("Ansvarig", "Dataskyddsombud", "Länder utanför EU", "Så skyddas uppgifterna"):
        assert terms.count(term) == 1
    assert soup.get_text().count("Den som ansvarar måste fylla i det.") == 2
