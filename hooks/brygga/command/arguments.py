"""What may be typed after `brygga`, and the order that it makes."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from pathlib import Path

from editing.git import Author
from editing.order import Order
from editing.orders import RECORDS, STATUS
from editing.outcome import KEY

_NOT_ORDERED = frozenset({"command", "lang", "yes", "publish_as", "fields", "chosen"})
_MOVED_TO = {"--to": "new_date", "--start": "new_start", "--end": "new_end", "--place": "new_place"}
# What else is typed for a field of a record: of a change, of an extra date, of a closure.
_TYPED = {
    **{field: option for option, field in _MOVED_TO.items()},
    **{"date": "day", "first_day": "day", "last_day": "last_day", "title": "--reason", "reason": "--reason"},
    **{"start": "--start", "end": "--end", "place": "--place", "places": "--place"},
}

_EXPLAINED = {
    "cancel": "one date does not take place",
    "postpone": "one date will be later, nobody knows when",
    "move": "one date has another day, hour or place",
    "reopen": "one date takes place after all",
    "close": "no meetings from one day to another",
    "add-date": "one more date of a series",
    "add-event": "a new event or guest",
    "add-request": "a new request to the members",
    "confirm-week": "somebody has looked: the programme is right",
    "undo": "take back what was published",
}


def parser(commands: Iterable[str], about: str | None) -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="brygga", description=about)
    made.add_argument("--lang", choices=("sv", "en"), help="language of the messages (else from LANG)")
    under = made.add_subparsers(dest="command", required=True, metavar="command")
    for name in commands:
        own = under.add_parser(name)
        own.add_argument("--lang", choices=("sv", "en"), default=argparse.SUPPRESS)
        if name == "reword":
            own.add_argument("chosen", nargs="*", help="the numbers of the texts to carry over, or: all")
        if name == "order":
            own.add_argument("--publish-as", type=author, metavar="ROLE-NUMBER", help="commit it and build the sites")
            own.add_argument("--propose-as", type=author, metavar="ROLE-NUMBER", help="keep it for whoever publishes")
            own.add_argument("--preview", type=Path, metavar="FOLDER", help="put the pages that will be others there")
            own.add_argument("--key", type=order_key, help="what was done under it is not done again")
    for name, explained in _EXPLAINED.items():
        own = under.add_parser(name, help=explained, description=explained)
        own.add_argument("--lang", choices=("sv", "en"), default=argparse.SUPPRESS)
        own.add_argument("--yes", action="store_true", help="do it without asking")
        own.add_argument("--publish-as", type=author, metavar="ROLE-NUMBER", help="commit it and build the sites")
        _own_words(own, name)
    return made


def _own_words(own: argparse.ArgumentParser, name: str) -> None:
    if name in STATUS:
        own.add_argument("name", help="of the place, the series or the event")
        own.add_argument("day", help="2019-03-07")
        own.add_argument("--reason", help="what visitors read")
    if name == "move":
        for option, field in _MOVED_TO.items():
            own.add_argument(option, dest=field)
    if name == "undo":
        own.add_argument("commit", help="its whole id, as git log has it")
    if name == "close":
        own.add_argument("day", help="the first one")
        own.add_argument("last_day", nargs="?", help="the last one, if there are more")
        own.add_argument("--reason", help="what visitors read")
        own.add_argument("--place", dest="places", action="append", help="only there; may be said again")
    if name == "add-date":
        own.add_argument("name", help="of the series, or its place")
        own.add_argument("day")
        for option in ("--start", "--end", "--place", "--reason"):
            own.add_argument(option)
    if name in RECORDS:
        own.add_argument("fields", nargs="+", metavar="field=value", help="lists with commas: languages=sv,ar")


def author(text: str) -> Author:
    """ "coordinator-3". Raises ArgumentTypeError: a name does not belong into git."""
    if not (said := re.fullmatch(r"([a-z]{1,20})-([0-9]{1,6})", text)):
        raise argparse.ArgumentTypeError("write a role and a number, never a name: coordinator-3")
    return Author(said[1], int(said[2]))


def order_key(text: str) -> str:
    """Raises ArgumentTypeError."""
    if not KEY.match(text):
        raise argparse.ArgumentTypeError("write 16 to 32 of a-z and 0-9")
    return text


def typed_as(order: Order, field: str) -> str:
    """What was or is to be typed for a field of the record that an order makes or changes; "" for what nobody types."""
    if field == "status":
        return str(order["do"])
    return f"{field}=" if order["do"] in RECORDS else _TYPED.get(field, "")


def order_of(given: argparse.Namespace) -> Order | None:
    """None for the commands that change no record."""
    if given.command not in _EXPLAINED:
        return None
    named = {name: value for name, value in vars(given).items() if name not in _NOT_ORDERED}
    fields = (one.partition("=") for one in getattr(given, "fields", ()))
    return {"do": given.command, **named, **{name.strip(): value for name, _, value in fields}}
