"""A coordinator's second factor: an app that shows codes, and codes on paper for the day when it is gone."""

from __future__ import annotations

import secrets
import time
from base64 import b32encode
from urllib.parse import quote

import segno
from django.db import transaction
from django_otp import match_token

from people import devices, guessing
from people.digests import keyed_digest
from people.models import App, Person, Recovery

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that look alike on paper
_CODES, _LENGTH = 8, 12
_ISSUER = "Brygga"  # stands in the app above her login


def app_of(person: Person) -> App | None:
    return App.objects.filter(user=person, confirmed=True).first()


def new_app(person: Person) -> App:
    """One that is not in use yet; the same at every call until `adopt`."""
    waiting = App.objects.filter(user=person, confirmed=False).order_by("pk").first()
    return waiting or App.objects.create(user=person, confirmed=False, name="app")


@transaction.atomic
def adopt(device: App) -> list[str]:
    """From now on this app counts and no other. Returns new recovery codes; the old ones are void."""
    remove(device.user, but=device)
    device.confirmed = True
    device.save()
    codes = ["".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(_CODES)]
    digests = [_recovery_digest(device.user, code) for code in codes]
    Recovery.objects.bulk_create(Recovery(person=device.user, digest=digest) for digest in digests)
    return [f"{code[:4]}-{code[4:8]}-{code[8:]}" for code in codes]


def remove(person: Person, but: App | None = None) -> None:
    App.objects.filter(user=person).exclude(pk=but.pk if but else None).delete()
    person.recoveries.all().delete()


def verify(person: Person, code: str, sender: str) -> App | None:
    """Her app, when `code` is what it shows now or one of her recovery codes; each code counts once."""
    if len(code) == _LENGTH and person.recoveries.filter(digest=_recovery_digest(person, code.lower())).delete()[0]:
        return app_of(person)
    if guessing.APP_CODES.wait(str(person.pk), sender, time.monotonic()):
        return None
    device: App | None = match_token(person, code)
    if device:
        guessing.APP_CODES.pardon(str(person.pk), sender)
    return device


def picture(device: App) -> str:
    """A QR code for the app, as a data: address."""
    address = f"otpauth://totp/{_ISSUER}:{quote(device.user.login)}?secret={_letters(device)}&issuer={_ISSUER}"
    return str(segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="#fff"))


def secret(device: App) -> str:
    """For typing in: groups of four letters."""
    letters = _letters(device)
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def _letters(device: App) -> str:
    return b32encode(device.bin_key).decode().rstrip("=")


def _recovery_digest(person: Person, code: str) -> str:
    return keyed_digest("recovery", f"{person.pk} {code}")


@transaction.atomic
def begin_anew(person: Person, password: str) -> None:
    """With this password, and an app to be set up at the next sign-in; signed out everywhere."""
    person.set_password(password)
    person.save()
    remove(person)
    devices.sign_out_everywhere(person)
