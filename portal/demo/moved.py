"""The example's term, moved to the weeks around today: whole weeks, so that each weekday stays what it is."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

_DAY = re.compile(r"(?<![0-9-])(20[0-9]{2}-[0-9]{2}-[0-9]{2})(?![0-9])")
_SHOWN = re.compile(r"^today: (\S+)$", re.MULTILINE)
# How many days from today, the languages, what it is; all of it invented.
_REQUESTS = (
    (-4, "[ar, so]", "Påhittat uppdrag på biblioteket"),
    (5, "[ar, so]", "Påhittat uppdrag på vårdcentralen"),
)
_REQUEST = """title: {title}
task: interpret-conversation
date: {day}
start: 17:00
end: 18:30
where: Påhittad adress 1
needed: 1
languages: {languages}
answer_by: {last} 12:00
announced: {told}
source: Påhittat för att prova
"""


def move_term(project: Path, today: date) -> None:
    """Rewrites the data of a copy of the project, whose site shows a fixed day: from now on it shows `today`."""
    site = project / "data/site.yaml"
    shown = _SHOWN.search(site.read_text("utf-8"))
    weeks = _monday(today) - _monday(date.fromisoformat(shown[1])) if shown else timedelta()
    for file in sorted((project / "data").rglob("*.*")):
        if file.suffix in {".yaml", ".po"} and "schemas" not in file.parts:
            file.write_text(later(file.read_text("utf-8"), weeks), "utf-8")
            file.rename(file.with_name(later(file.name, weeks)))
    with_day = _SHOWN.sub("", site.read_text("utf-8")).rstrip("\n")
    site.write_text(f"{with_day}\ntoday: {today}\n", "utf-8")


def add_requests(project: Path, today: date) -> None:
    """One that is over, so that somebody can tell how it went, and one to come."""
    folder = project / "data/requests"
    folder.mkdir(exist_ok=True)
    for days, languages, title in _REQUESTS:
        day = today + timedelta(days)
        facts = {"day": day, "last": day - timedelta(2), "told": day - timedelta(14)}
        text = _REQUEST.format(title=title, languages=languages, **facts)
        (folder / f"{day}-pahittat.yaml").write_text(text, "utf-8")


def later(text: str, by: timedelta) -> str:
    """Every day in the text, in ISO 8601, so much later."""
    return _DAY.sub(lambda found: str(date.fromisoformat(found[1]) + by), text)


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())
