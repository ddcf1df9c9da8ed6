"""The site in three languages, beside a portal: a date was cancelled, another moved, a number and a name changed."""

from __future__ import annotations

from pathlib import Path

from builtsite import copy_project

DATE_PAGE = "program/berget-2019-var/2019-03-14/"
REASON = "Lokalen är låst den dagen."
MOVED_PAGE, FLOODED = "program/berget-2019-var/2019-03-21/", "Det är vatten i källaren."
NUMBER, METHOD_NAME = "113", "Café på hjul"  # of the contact nodnumret, of the method ut-i-byn
_CHANGES = f"""changes:
  - date: 2019-03-14
    status: cancelled
    reason: {REASON}
    announced: 2019-03-04
  - date: 2019-03-21
    status: moved
    reason: {FLOODED}
    new_date: 2019-03-22
    new_start: 10:00
    new_place: stugan
    announced: 2019-03-04
"""


def changed_project(folder: Path) -> Path:
    """Ready to be built."""
    project = copy_project(folder, ("sv", "en", "ar"))
    append(project / "data/series/berget-2019-var.yaml", _CHANGES)
    append(project / "data/site.yaml", "portal_url: /portal/\n")
    contact = project / "data/contacts/nodnumret.yaml"
    contact.write_text(contact.read_text("utf-8").replace("phone: 112", f"phone: {NUMBER}"), "utf-8")
    method = project / "data/methods/ut-i-byn.yaml"
    lines = [line for line in method.read_text("utf-8").splitlines() if not line.startswith("title:")]
    method.write_text("\n".join([f"title: {METHOD_NAME}", *lines, ""]), "utf-8")
    return project


def append(file: Path, text: str) -> None:
    file.write_text(file.read_text("utf-8") + text, "utf-8")
