"""A made-up project of any size: the real contacts, methods, templates … with many events, in ten languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from shutil import copytree, ignore_patterns

from babel.messages.catalog import Catalog, Message

from brygga.check.check import check
from brygga.translation.catalogue import catalogue_path
from brygga.translation.extract import extract
from brygga.translation.po_writer import po_bytes
from citysite import with_languages

PROJECT = Path(__file__).parents[2]
LANGUAGES = {
    "sv": "Svenska", "en": "English", "ar": "العربية", "fa": "فارسی", "so": "Soomaali",
    "uk": "Українська", "fi": "Suomi", "pl": "Polski", "es": "Español", "ti": "ትግርኛ",
}  # fmt: skip
SERIES, WEEKS = 4, 15  # a series has a guest every time
TODAY = date(2019, 3, 5)
FIRST = date(2019, 3, 11)  # a Monday
PLACES = 7
DAYS = ("monday", "tuesday", "wednesday", "thursday")
ACTIVITIES = ("fika", "fraga-mammorna", "gaster", "prata-svenska", "stolsyoga")
TOPICS = ("arbete", "barn-och-familj", "digital-hjalp", "kultur-tillsammans", "traning-och-halsa")
GUESTS = ("En barnmorska", "En studievägledare", "En rekryteringskonsult", "Europa Direkt", "En sjuksköterska")
WORDS = [
    "vi",
    "ni",
    "alla",
    "mammorna",
    "barnen",
    "familjen",
    "gästen",
    "grannen",
    "någon",
    "ingen",
    "kommer",
    "träffas",
    "pratar",
    "hjälper",
    "lyssnar",
    "lagar",
    "sjunger",
    "läser",
    "skriver",
    "frågar",
    "svarar",
    "visar",
    "bjuder",
    "hör",
    "berättar",
    "spelar",
    "övar",
    "lär",
    "om",
    "till",
    "med",
    "hos",
    "på",
    "för",
    "och",
    "utan",
    "efter",
    "innan",
    "svenska",
    "arbete",
    "skola",
    "hälsa",
    "mat",
    "musik",
    "böcker",
    "telefonen",
    "brevet",
    "staden",
    "huset",
    "torget",
    "parken",
    "biblioteket",
    "kaffe",
    "te",
    "bullar",
    "idag",
    "ofta",
    "ibland",
    "tillsammans",
    "länge",
    "snart",
    "mycket",
    "lite",
    "mer",
    "gärna",
    "först",
    "sedan",
    "igen",
    "hemma",
    "ute",
    "här",
    "där",
    "många",
    "nya",
    "fina",
    "små",
]
YES = ("yes", "no", "ask")
_OWN = ("places", "events", "series", "closures", "requests")  # kinds whose records are made up here

_SPLIT = re.compile(r"(%\(\w+\)s|[^\W\d_]+)")
_VOWELS, _CONSONANTS = "aeiouyåäö", "bcdfghjklmnpqrstvwxz"
_SCRIPTS = {
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "fa": "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщюя",
    "ti": "ሀለሐመሠረሰሸቀበተነአከወዘየደገጠጸፈ",
}


def make(root: Path, events: int) -> Path:
    """A project with as many date pages as `events`, in each language, ready to be built."""
    copytree(PROJECT / "data", root / "data", ignore=ignore_patterns("translations", *_OWN))
    copytree(PROJECT / "overrides", root / "overrides")
    for path, text in _records(events):
        file = root / "data" / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text + "source: Provdata\n", "utf-8")
    with_languages(root, LANGUAGES)
    _catalogues(root)
    return root


def event_path(root: Path, number: int) -> Path:
    return root / f"data/events/traff-{number:03}.yaml"


def _records(events: int) -> Iterator[tuple[str, str]]:
    random = Random(1)
    for i in range(PLACES):
        yield f"places/plats-{i}.yaml", _place(i, random)
    for i in range(SERIES):
        yield f"series/serie-{i}.yaml", _series(i, random)
    for i in range(events):
        yield f"events/traff-{i:03}.yaml", _event(i, random)


def _place(i: int, random: Random) -> str:
    return (
        f"title: Mötesplats {i + 1}\nkind: cafe\ndistrict: Stadsdel {i + 1}\nsummary: {_text(random, 2)}\n"
        f"street: Torggatan {i + 1}\ncity: Provstad\n"
    )


def _series(i: int, random: Random) -> str:
    first = FIRST + timedelta(days=i)
    return (
        f"title: Fika {i + 1}\nplace: plats-{i}\nweekday: {DAYS[i]}\nstart: 09:00\nend: 11:30\n"
        f"first_day: {first}\nlast_day: {first + timedelta(weeks=WEEKS - 1)}\nsummary: {_text(random, 3)}\n"
        f"activities: [fika, prata-svenska]\nlanguages: [sv, ar, so]\n{_facts(random)}"
    )


def _event(i: int, random: Random) -> str:
    """The first SERIES × WEEKS are guests in a series: their pages are the series' dates."""
    if i < SERIES * WEEKS:
        week, series = divmod(i, SERIES)
        day, where = FIRST + timedelta(weeks=week, days=series), f"series: serie-{series}\n"
    else:
        days, place = divmod(i - SERIES * WEEKS, PLACES)
        day, where = FIRST + timedelta(days=days), f"place: plats-{place}\nstart: 17:00\nend: 19:00\n"
    text = f"title: {_text(random, 1, 4)}\ndate: {day}\n{where}summary: {_text(random, 3)}\n"
    if i % 2:
        text += f"guest: {random.choice(GUESTS)}\n"
    topics, activities = random.sample(TOPICS, 1), random.sample(ACTIVITIES, 2)
    return text + f"topics: [{', '.join(topics)}]\nactivities: [{', '.join(activities)}]\n{_facts(random)}"


def _facts(random: Random) -> str:
    return f"who: {_text(random, 1)}\nchildren: {random.choice(YES)}\nfika: {random.choice(YES[:2])}\n"


def _text(random: Random, sentences: int, words: int = 8) -> str:
    picked = [" ".join(random.sample(WORDS, words)).capitalize() for _ in range(sentences)]
    return '"' + ". ".join(picked) + ('."' if words > 4 else '"')


def _catalogues(root: Path) -> None:
    """Complete and read by somebody: every word of every text is mapped to a word that does not exist."""
    data, problems = check(root, TODAY)
    if data is None or problems:
        raise SystemExit(f"the made-up data has problems: {problems[:3]}")
    forms = {form.lower() for word in data.records.of("glossary").values() for form in word["forms"]}
    (root / "data/translations").mkdir()
    for code in list(LANGUAGES)[1:]:
        wanted = extract(root, data.records, data.schemas)
        catalog = Catalog(locale=code)
        catalog.header_comment = f"# {LANGUAGES[code]}"
        for message in wanted:
            if message.id:
                catalog.add(message.id, _translated(message, catalog.num_plurals, code, forms), context=message.context)
        catalogue_path(root, code).write_bytes(po_bytes(catalog))


def _translated(message: Message, count: int, code: str, kept: set[str]) -> str | tuple[str, ...]:
    if not message.pluralizable:
        return invented(str(message.id), code, kept)
    return (invented(message.id[1], code, kept),) * count


def invented(text: str, code: str, kept: set[str]) -> str:
    """The text with each word replaced by its made-up translation; variables and the words of `kept` stay."""
    parts = _SPLIT.split(text)
    return "".join(
        _word(p, code) if i % 2 and p[0] != "%" and p.lower() not in kept else p for i, p in enumerate(parts)
    )


def _word(word: str, code: str) -> str:
    shift = list(LANGUAGES).index(code)
    letters = "".join(_letter(letter, code, shift) for letter in word.lower())
    return letters.capitalize() if word[0].isupper() else letters


def _letter(letter: str, code: str, shift: int) -> str:
    if code in _SCRIPTS:
        return _SCRIPTS[code][(ord(letter) + shift) % len(_SCRIPTS[code])]
    alphabet = _VOWELS[:6] if letter in _VOWELS else _CONSONANTS
    return alphabet[(ord(letter) + shift) % len(alphabet)]
