"""Lists that stand in more than one place, in schemas, in the build, in the portal, in templates and scripts, agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.apps import apps
from django.db.models import CharField
from django.utils.timezone import now

from board import answers, calendar, coordinator, help_requests, models, views
from brygga.load import form_shapes as site_forms
from brygga.site.app import OFFLINE_PAGE, WORKER
from common.statuses import CANCELLED, MOVED, POSTPONED, SCHEDULED
from coordination import forms
from people import devices
from people.models import ALUMNA, MEMBER, Person
from portal.server import ROOT
from published import reading
from published.current import published
from questions import members as questions
from questions import messages
from questions.models import ANSWERED, QUESTION_CLOSED, QUESTION_OPEN, TAKEN
from reception import views as form_views
from somebody import publish
from submissions import definition, person
from trail import deeds
from web import failures
from web.reader import PortalReader

TEMPLATES = ROOT / "portal/templates"
FIELDS = ROOT / "overrides/brygga/form/fields.html"


def choices(schema: str, field: str) -> set[str]:
    """What a record may hold."""
    listed = yaml.safe_load((ROOT / f"data/schemas/{schema}.yaml").read_text("utf-8"))["fields"]
    return {one["value"] for one in next(one for one in listed if one.get("name") == field)["categories"]}


def found(pattern: str, *files: Path) -> set[str]:
    return {name for file in files for name in re.findall(pattern, file.read_text("utf-8"))}


def capitals(module: Any) -> set[str]:
    return {value for name, value in vars(module).items() if name.isupper() and isinstance(value, str)}


def test_requests() -> None:
    assert choices("requests", "task") == help_requests.TASKS.keys()


TAKES_PLACE = {"scheduled": True, "moved": True, "cancelled": False, "postponed": False}


@pytest.mark.django_db
@pytest.mark.parametrize("status", [SCHEDULED, CANCELLED, MOVED, POSTPONED])
def test_events_in_a_members_calendar(publication: Path, noor: Person, status: str) -> None:
    """Whatever may happen to a date, her calendar says whether it takes place."""
    publish(publication, lambda content: content["events"][0].update(status=status))
    file = calendar.calendar_file(PortalReader(published(), "sv"), noor, date(2019, 3, 5), now())
    assert (b"STATUS:CONFIRMED" in file, b"STATUS:CANCELLED" in file) == (TAKES_PLACE[status], not TAKES_PLACE[status])


def test_fields_of_forms() -> None:
    widgets, roles = choices("rows/form_fields", "widget"), choices("rows/form_fields", "role")
    named = definition._CLEANERS.keys() | definition._EMPTY.keys() | set(person._IN_HER_WORDS)
    assert named <= widgets
    assert widgets - named == set(), "each is cleaned, complained about or erased in a way of its own"
    assert found(r'widget [!=]= "(\w+)"', FIELDS) | {"short"} == widgets
    assert found(r'answered\(\w+, form, "(\w+)"\)', *(ROOT / "portal/questions").glob("*.py")) == {
        "text",
        "language",
        "topic",
    }
    assert {"text", "language", "topic"} | {"name", "contact"} == roles
    assert set(site_forms._TYPES.values()) | {"string"} <= definition._COMPLAINTS.keys()
    limits = {"required", "minLength", "maxLength", "minimum", "maximum", "pattern", "enum"}
    assert limits - {"minLength", "maxLength"} <= definition._COMPLAINTS.keys()
    assert definition._LENGTHS.keys() == {"minLength", "maxLength"}


def test_forms() -> None:
    assert choices("forms", "handling") == {"question", "message"}
    grounds = ROOT / "overrides/brygga/light/grounds.html"
    for macro in re.findall(r"macro (?:ground|article)\(.*?endmacro", grounds.read_text("utf-8"), re.DOTALL):
        assert set(re.findall(r'^ *"([a-z-]+)":', macro, re.MULTILINE)) == choices("forms", "legal_ground")
    form = TEMPLATES / "reception/form.html"
    kinds = found(r'kind == "(\w+)"', form) | found(r'kind in \("(\w+)"', form)
    assert kinds | {"wrong"} == form_views._STATUS.keys(), "a wrong one is told by the list of what is wrong"


def test_the_contract_between_build_and_portal() -> None:
    assert set(reading.OWN_FIELDS) <= set(site_forms.RESERVED)
    sent = found(r'<input[^>]* name="(\w+)"', FIELDS, TEMPLATES / "reception/form.html") | {"csrfmiddlewaretoken"}
    assert sent - {"field"} == set(reading.OWN_FIELDS)
    script = ROOT / "overrides/public/light.js"
    assert found(r"form\.elements\.(\w+)", script) == {"send_id", "seconds_open"}


def test_answers_to_help_requests() -> None:
    says = {models.CAN, models.CANNOT, models.WITHDRAWN}
    assert set(answers.SAYINGS) == says == views._SAID.keys()
    decisions = {models.CONFIRMED, models.THANKED, ""}
    assert set(coordinator._DECISIONS.values()) == decisions
    assert coordinator._DECISIONS.keys() == coordinator._DEEDS.keys()
    parts, desk = TEMPLATES / "board/parts.html", TEMPLATES / "board/answers.html"
    assert found(r'say\(notice, "(\w+)"', parts) == says
    assert found(r'act\(row, "(\w+)"', desk) == (coordinator._DECISIONS.keys() | says) - {models.WITHDRAWN}
    sentences = set(re.findall(r'^"(\w+)": _\(', parts.read_text("utf-8"), re.MULTILINE))
    assert sentences | {"new", "again"} == {"new", "again", "no", "yes", models.CONFIRMED, models.THANKED}


def test_what_is_done_with_questions() -> None:
    assert questions._ACTIONS.keys() == questions._SAID.keys()
    assert found(r'action\("([\w-]+)"\)', TEMPLATES / "questions/question.html") == questions._ACTIONS.keys()
    states = found(r'state == "(\w+)"', *TEMPLATES.glob("questions/*.html"))
    assert states == {QUESTION_OPEN, TAKEN, ANSWERED, QUESTION_CLOSED}


def test_buttons_of_her_own_page() -> None:
    pressed = found(r'only\("", "(\w+)"', TEMPLATES / "people/me.html") | {"facts"}
    assert pressed == found(r'case "(\w+)"', ROOT / "portal/people/me.py")
    assert found(r'name="role" value="(\w+)"', TEMPLATES / "coordination/member.html") == {MEMBER, ALUMNA}


def test_the_trail_has_a_sentence_for_every_deed() -> None:
    assert capitals(deeds) - {"_NOBODY"} == deeds.SENTENCES.keys()
    assert set(coordinator._DEEDS.values()) <= deeds.SENTENCES.keys()


def test_failures_have_words() -> None:
    told = found(r'failure\(request, "([\w-]+)"', ROOT / "portal/web/failures.py")
    told |= found(r'else failure\(request, "([\w-]+)"', ROOT / "portal/web/failures.py")
    assert found(r'kind == "([\w-]+)"', TEMPLATES / "web/failure.html") | {"broken"} == told
    assert set(failures._KEEPS_TEXT) <= told


def test_lengths() -> None:
    assert found(r'name="text"[^>]*maxlength="(\d+)"', *TEMPLATES.glob("*/*.html")) == {str(messages.LONGEST)}
    names = found(r'name="(?:name|district)"[^>]*maxlength="(\d+)"', TEMPLATES / "coordination/member.html")
    assert names == {str(forms.NAME)} == {str(forms.DISTRICT)}


def fixed() -> Iterator[tuple[str, int, str]]:
    """(column, its length, a value that the code writes into it)."""
    written = {
        "questions.Question.state": (QUESTION_OPEN, TAKEN, ANSWERED, QUESTION_CLOSED),
        "questions.Message.by": ("asker", "member"),
        "trail.Deed.what": tuple(deeds.SENTENCES),
    }
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            if isinstance(column, CharField):
                name = f"{model._meta.label}.{column.name}"
                values = [value for value, _ in column.choices or ()] or written.get(name, ())
                yield from ((name, int(column.max_length or 0), str(value)) for value in values)


def test_every_word_fits_its_column() -> None:
    listed = list(fixed())
    assert {name for name, _, _ in listed} >= {"people.Person.role", "board.Answer.says", "trail.Deed.what"}
    assert [name for name, length, value in listed if len(value) > length] == []


def test_names_that_scripts_and_servers_share() -> None:
    script = (ROOT / "overrides/public/light.js").read_text("utf-8")
    worker = (ROOT / "overrides/brygga/app/worker.js").read_text("utf-8")
    nginx = (ROOT / "portal/nginx.conf.example").read_text("utf-8")
    assert f"{devices._BORROWED}=1" in script
    assert "portal/vakt" in worker
    assert "/portal/vakt;" in nginx
    assert "vanta/index.html" in nginx
    assert WORKER in (ROOT / "hooks/brygga/site/app.py").read_text("utf-8")
    assert OFFLINE_PAGE.endswith("/")
    assert 'data-forget="/medlem/"' in (TEMPLATES / "people/entry.html").read_text("utf-8")
