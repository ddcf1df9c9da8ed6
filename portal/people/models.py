"""Members and coordinators: as little about them as the work needs."""

from __future__ import annotations

import secrets
import time
from binascii import unhexlify
from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.shortcuts import get_object_or_404
from django_otp.models import Device as OneTimeDevice
from django_otp.oath import TOTP
from django_otp.util import random_hex

from at_rest.fields import SealedText

MEMBER, ALUMNA, COORDINATOR = "member", "alumna", "coordinator"
PUBLISH, TRANSLATE = "publish", "translate"
RIGHTS = (PUBLISH, TRANSLATE)  # what a member may be given; to propose is everybody's


class People(BaseUserManager["Person"]):
    """Finds, adds and locks people; whoever asks for members never gets a coordinator."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """For Django's own sign-in. Raises Person.DoesNotExist."""
        person = self.coordinator(username)
        if person is None:
            raise self.model.DoesNotExist
        return person

    def coordinator(self, login: str | None) -> Person | None:
        """Also one who has left. Logins are sealed, so all are read through: coordinators are few."""
        return next((person for person in self.filter(role=COORDINATOR) if person.login == login), None)

    def create_member(self, name: str, joined: date, role: str = MEMBER, **facts: Any) -> Person:
        person = self.model(name=name, joined=joined, role=role, **facts)
        person.set_unusable_password()
        person.save()
        return person

    def create_coordinator(self, login: str, name: str, password: str, joined: date) -> Person:
        person = self.model(login=login, name=name, role=COORDINATOR, joined=joined)
        person.set_password(password)
        person.save()
        return person

    def member(self, number: int) -> Person:
        """Raises Http404 for coordinators and those who do not exist."""
        return get_object_or_404(self.exclude(role=COORDINATOR), pk=number)

    def members(self) -> models.QuerySet[Person]:
        """Who may be asked: active members and alumnae. `by_name` sorts them."""
        return self.filter(is_active=True).exclude(role=COORDINATOR)

    def coordinators(self) -> models.QuerySet[Person]:
        return self.filter(is_active=True, role=COORDINATOR)

    def locked_coordinators(self) -> dict[int, Person]:
        """By number, and theirs to the end of the transaction: whoever ends or erases one waits for who does the same,
        and then sees who is left. In one order for all, so that nobody waits for each other."""
        return {person.pk: person for person in self.coordinators().order_by("id").select_for_update()}

    def locked(self, person: Person) -> Person:
        """She as she is now, and the transaction's to its end. Raises Http404: she was erased meanwhile."""
        return get_object_or_404(self.select_for_update(), pk=person.pk)


class Person(AbstractBaseUser):  # type: ignore[django-manager-missing]  # django-otp has no types
    """`languages` are BCP 47 codes, `topics` ids of the site's topics. Coordinators alone have a `login`, each another.

    `rights`: those of RIGHTS that she was given. `joined` is the day she was added. `calendar_version` goes up when she
    wants a new calendar address. `news_seen` are the signs of what she has seen of the news (people.news); None before
    her first look.
    """

    last_login = None  # Django would keep the minute of every sign-in
    login = SealedText(null=True)
    name = SealedText()
    role = models.CharField(max_length=12, choices=[(role, role) for role in (MEMBER, ALUMNA, COORDINATOR)])
    languages = models.JSONField(default=list)
    topics = models.JSONField(default=list)
    rights = models.JSONField(default=list)
    district = SealedText(blank=True)
    is_active = models.BooleanField(default=True)
    joined = models.DateField()
    calendar_version = models.PositiveIntegerField(default=1)
    news_seen = models.JSONField(null=True, default=None)

    USERNAME_FIELD = "id"  # Django wants one that can be looked for; see get_by_natural_key
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[People] = People()

    def __str__(self) -> str:
        return f"person {self.pk}"  # in logs and reports of errors: never her name

    @property
    def is_coordinator(self) -> bool:
        return self.role == COORDINATOR

    @property
    def is_alumna(self) -> bool:
        return self.role == ALUMNA

    @property
    def may_publish(self) -> bool:
        return self.is_coordinator or PUBLISH in self.rights

    @property
    def may_translate(self) -> bool:
        return self.may_publish or TRANSLATE in self.rights


def by_name(people: Iterable[Person]) -> list[Person]:
    return sorted(people, key=lambda person: (person.name, person.pk))


class Link(models.Model):
    """A personal link. Only its digest is kept; who has the database cannot sign in with it.

    `used` is the day of its latest use.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField()
    revoked = models.DateTimeField(null=True)
    used = models.DateField(null=True)


class KeptSession(AbstractBaseSession):
    """Django's own, sealed. `session_key` is a digest (people.sessions)."""

    session_data = SealedText()

    class Meta(AbstractBaseSession.Meta):
        db_table = "people_session"


class Device(models.Model):
    """Somewhere she is signed in. `session_key` is that of its KeptSession; `since` and `seen` are
    days: no trail of hours."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="devices")
    session_key = models.CharField(max_length=40, unique=True)
    since = models.DateField()
    seen = models.DateField()


class App(OneTimeDevice):  # type: ignore[misc]  # django-otp has no types
    """A coordinator's app that shows codes (RFC 6238, six digits, 30 seconds). `key` is hexadecimal, `drift` how many
    codes her clock is behind, `latest` the number of the code that was used last."""

    key = SealedText(default=random_hex)
    drift = models.SmallIntegerField(default=0)
    latest = models.BigIntegerField(default=-1)
    objects: ClassVar[models.Manager[App]]

    @property
    def bin_key(self) -> bytes:
        return unhexlify(self.key)

    def verify_token(self, token: str) -> bool:
        """Whether it shows this now, or did half a minute ago, or will. Each code counts once."""
        if not (token.isascii() and token.isdigit()):
            return False
        totp = TOTP(self.bin_key, drift=self.drift)
        totp.time = time.time()
        is_right = bool(totp.verify(int(token), 1, self.latest + 1))
        if is_right:
            self.latest, self.drift = totp.t(), totp.drift
            self.save(update_fields=["latest", "drift"])
        return is_right


class Recovery(models.Model):
    """One of a coordinator's codes for the day when her telephone is gone. Only its digest; used once."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="recoveries")
    digest = models.CharField(max_length=64, unique=True)


def new_key() -> str:
    """128 bits, in letters that survive a link."""
    return secrets.token_urlsafe(16)
