"""Templates get facts that were chosen one by one. Every page that any test opens is looked at (conftest.py)."""

from __future__ import annotations

import pytest
from django.template import engines

from people.models import Person
from portal.chosen import rows_in
from portal.server import ROOT
from web.facts import facts, listing

pytestmark = pytest.mark.django_db


def test_what_a_template_may_know_of_a_person(noor: Person) -> None:
    assert facts(noor, "pk", "name") == {"pk": noor.pk, "name": "Noor"}


def test_a_row_is_found_wherever_it_hangs(noor: Person) -> None:
    everybody = Person.objects.order_by("pk")
    leaks = {"whose": noor, "rows": [(1, {"who": noor})], "shown": everybody}
    assert [*rows_in(leaks, "it")] == [
        "it.whose is a Person",
        "it.rows.0.1.who is a Person",
        "it.shown is a QuerySet",
    ]
    chosen = listing(everybody, 9, None, lambda person: facts(person, "name"))
    assert [*rows_in({"page": chosen, "kept": listing(everybody, 9, None, lambda person: person)}, "it")] == [
        "it.kept.rows.0 is a Person"
    ]


def test_every_page_is_looked_at(noor: Person) -> None:
    template = engines["jinja2"].get_template("web/told.html")
    with pytest.raises(AssertionError, match="sentence is a Person"):
        template.render({"sentence": noor})


def test_nothing_hands_over_everything_that_an_object_has() -> None:
    code = {path: path.read_text("utf-8") for path in (ROOT / "portal").rglob("*.py")}
    assert [path.name for path, text in code.items() if "facts(" in text] != []
    assert [path.name for path, text in code.items() if "vars(" in text or "__dict__" in text] == []
