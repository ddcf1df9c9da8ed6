"""Lists that the build and the portal share: what stands in both cannot drift apart."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from django.test import Client

from board.help_requests import TASKS
from brygga.load.form_shapes import RESERVED
from people.models import Person
from portal.sending import QUESTION
from published.current import published
from published.reading import OWN_FIELDS, NotPublished, read_published
from somebody import publish, signed_in, soup
from submissions.definition import checker

pytestmark = pytest.mark.django_db
SCHEMAS = Path(__file__).parents[2] / "data/schemas"
VISIT = "/portal/sv/formular/cafebesok/"


def test_a_forms_page_sends_nothing_that_a_field_could_be_called(client: Client, noor: Person) -> None:
    pages = [client.get(QUESTION), client.post(QUESTION, {"text": "Hej"}), signed_in(noor).get(VISIT)]
    for page, form in zip(pages, ("fraga", "fraga", "cafebesok"), strict=True):
        sent = {field["name"] for field in soup(page).select("main form [name]")}
        own = sent - {field["name"] for field, _ in checker(published().forms[form]).fields}
        assert own <= set(RESERVED)
        assert own <= set(OWN_FIELDS)
        assert "opened" in own


def test_the_build_keeps_free_every_name_that_the_portal_needs() -> None:
    assert set(OWN_FIELDS) <= set(RESERVED)


def test_a_publication_that_does_not_is_refused(publication: Path) -> None:
    publish(publication, lambda content: content["reserved"].remove("opened"))
    with pytest.raises(NotPublished):
        read_published(publication)


def test_every_kind_of_help_has_words_on_the_board() -> None:
    schema = yaml.safe_load((SCHEMAS / "requests.yaml").read_text("utf-8"))
    task = next(field for field in schema["fields"] if field["name"] == "task")
    assert {one["value"]: one["label"] for one in task["categories"]} == TASKS
