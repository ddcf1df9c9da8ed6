"""`python portal/manage.py add_coordinator LOGIN NAME`: the first coordinator, who then adds the others."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.timezone import localdate

from common.localisation.locales import SOURCE
from people.models import Person
from people.second_factor import begin_anew


class Command(BaseCommand):
    help = (
        "Adds a coordinator. One who has lost password and app gets a new password and sets up her app anew. "
        "The password is asked for, or read from BRYGGA_PASSWORD."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("login", help="what she types to sign in")
        parser.add_argument("name", help="what colleagues call her")

    def handle(self, *args: Any, login: str, name: str, **options: Any) -> None:  # noqa: ARG002  # Django's signature
        password = os.environ.get("BRYGGA_PASSWORD") or getpass("Password, at least 12 characters: ")
        try:
            validate_password(password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        known = Person.objects.coordinator(login)
        if known is None:
            Person.objects.create_coordinator(login, name, password, localdate())
        else:
            known.name, known.is_active = name, True
            begin_anew(known, password)
        address = reverse("people:coordinator-sign-in", kwargs={"language": SOURCE})
        self.stdout.write(f"{login} can sign in at {address} and sets up her app there.")
