"""A stolen database tells nothing that somebody wrote: what is kept is sealed, with keys that are kept elsewhere."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection
from django.test import Client
from pytest_django import Settings

from at_rest.keys import WrongKey, seal, unseal
from at_rest.sealing import seal_anew, seal_columns
from config import environment
from people.models import App, Person
from portal.sending import ANSWER, QUESTION, ask, asked, by_script, text_of
from questions.models import Message
from somebody import coordinator, member, signed_in
from submissions.models import Submission

pytestmark = pytest.mark.django_db
WORDS = ("Hemligheten", "Namnet", "0701234567", "Meramera", "Svarsordet", "Mammanamnet", "Stadsdelen", "inloggare")


def everything() -> str:
    """Every column of every row of every table, as a thief reads them."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [repr(row) for row in cursor.fetchall()]
    return "\n".join(found)


def test_nothing_that_somebody_wrote_can_be_read(client: Client) -> None:
    noor = member("Mammanamnet", ("sv",))
    Person.objects.filter(pk=noor.pk).update(district="Stadsdelen")
    signed_in(coordinator("inloggare"))
    code = ask(client, text="Hemligheten", name="Namnet", contact="0701234567")
    client.post(ANSWER, {"code": code, "text": "Meramera", "send_id": "x"})
    phone, address = signed_in(noor), f"/portal/sv/fragor/{Submission.objects.get().pk}/"
    phone.post(address, {"do": "take"})
    phone.post(address, {"do": "answer", "text": "Svarsordet", "send_id": "x"})
    page = text_of(phone.get(address)) + text_of(phone.get("/portal/sv/jag/"))
    assert [word for word in WORDS if word in page] == [*WORDS[:6]]
    kept = everything()
    assert [word for word in (*WORDS, App.objects.get().key) if word in kept] == []


def test_two_who_wrote_the_same_cannot_be_told(client: Client) -> None:
    for _ in range(2):
        client.post(QUESTION, asked("Samma", language="sv"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM submissions_submission")
        assert len(set(cursor.fetchall())) == 2


def test_when_it_was_sealed_is_not_told() -> None:
    assert seal(b"a").startswith(b"gAAAAAAAAAAA"), "eight bytes of a moment, all zero"


def test_nothing_is_looked_for_where_nothing_can_be_found() -> None:
    with pytest.raises(FieldError):
        Person.objects.filter(name="Noor").exists()
    assert Person.objects.filter(login__isnull=True).count() == 0


def test_another_key_takes_over(client: Client, settings: Settings) -> None:
    old, new = settings.SEALING_KEYS[0], Fernet.generate_key().decode()
    noor = member()
    code = ask(client, text="Hemligheten")
    settings.SEALING_KEYS = [new]
    assert client.post(ANSWER, {"code": code}).status_code == 503, "no traceback, and nothing is lost"
    with pytest.raises(WrongKey):
        seal_anew()
    settings.SEALING_KEYS = [new, old]
    client.post(ANSWER, {"code": code, "text": "Meramera", "send_id": "x"})
    assert seal_anew() == 3
    settings.SEALING_KEYS = [new]
    assert "Meramera" in text_of(client.post(ANSWER, {"code": code}))
    assert Person.objects.get().name == noor.name
    settings.SEALING_KEYS = [old]
    with pytest.raises(WrongKey):
        Person.objects.get()


def test_what_was_changed_in_the_database_is_not_believed() -> None:
    token = seal(b"Hej")
    with pytest.raises(WrongKey):
        unseal(token[:-4] + b"AAA=")


def test_rows_from_before_are_sealed(client: Client) -> None:
    noor = member()
    code = ask(client)
    client.post(ANSWER, {"code": code, "text": "Meramera", "send_id": "x"})
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET name = 'Mammanamnet'")
        cursor.execute("""UPDATE submissions_submission SET answers = '{"text": "Hemligheten"}'""")
        cursor.execute("UPDATE questions_message SET text = 'Svarsordet'")
    seal_columns("people_person", "id", "name", "login")
    seal_columns("submissions_submission", "key", "answers")
    seal_columns("questions_message", "key", "text")
    assert Person.objects.get(pk=noor.pk).name == "Mammanamnet"
    assert Submission.objects.get().answers == {"text": "Hemligheten"}
    assert Message.objects.get().text == "Svarsordet"


def test_a_members_form_is_sealed_as_well(phone: Client) -> None:
    phone.post("/portal/sv/formular/cafebesok/", by_script(day="2019-03-05", place="kvarnen", visitors="7"))
    assert Submission.objects.get().answers["place"] == "kvarnen"
    assert "kvarnen" not in everything()


def test_development_makes_a_key_file_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("BRYGGA_KEYS", raising=False)
    monkeypatch.setenv("BRYGGA_STORE", str(tmp_path / "new"))
    made = environment.sealing_keys()
    assert environment.sealing_keys() == made
    assert stat.S_IMODE((tmp_path / "new/keys").stat().st_mode) == 0o600
    (tmp_path / "new/keys").chmod(0o640)
    with pytest.raises(ImproperlyConfigured, match="chmod 600"):
        environment.sealing_keys()


@pytest.mark.parametrize("keys", ["", " , ", "kort", "a" * 44])
def test_for_people_it_does_not_start_without_a_key(monkeypatch: pytest.MonkeyPatch, keys: str) -> None:
    monkeypatch.delenv("BRYGGA_DEVELOPMENT")
    monkeypatch.setenv("BRYGGA_KEYS", keys)
    with pytest.raises(ImproperlyConfigured, match="BRYGGA_KEYS"):
        environment.sealing_keys()


def test_keys_may_stand_in_a_file_the_newest_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    keys = [Fernet.generate_key().decode() for _ in range(2)]
    file = tmp_path / "keys"
    file.write_text("\n".join(keys) + "\n")
    file.chmod(0o600)
    monkeypatch.setenv("BRYGGA_KEYS_FILE", str(file))
    assert environment.sealing_keys() == keys
    monkeypatch.setenv("BRYGGA_KEYS_FILE", str(tmp_path / "nowhere"))
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        environment.sealing_keys()
