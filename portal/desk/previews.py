"""Pages as they would be: below settings.PREVIEWS, a folder for each draft and in it one for each time it was tried."""

from __future__ import annotations

from pathlib import Path
from shutil import rmtree

from django.conf import settings

from people.models import new_key

PREVIEWED = {"alla": "site", "medlem": "site.members"}  # what an address says of the readers → the folder of their site


def new_preview(key: str) -> Path:
    """Where the command may put the pages of the draft with that key."""
    folder: Path = settings.PREVIEWS / key / new_key()
    folder.mkdir(parents=True)
    return folder


def sites_of(key: str, name: str, readers: str) -> list[Path]:
    """Where pages for one kind of readers are looked for: in the preview called `name`, then as they are published."""
    published = {"alla": settings.SITE, "medlem": settings.MEMBERS_SITE}
    return [settings.PREVIEWS / key / name / PREVIEWED[readers], published[readers]]


def keep_only(key: str, name: str) -> None:
    """Earlier ones go."""
    for folder in (settings.PREVIEWS / key).glob("*"):
        if folder.name != name:
            rmtree(folder, ignore_errors=True)


def forget_preview(key: str) -> None:
    rmtree(settings.PREVIEWS / key, ignore_errors=True)


def kept_keys() -> set[str]:
    """Of all drafts that have a preview."""
    return {folder.name for folder in settings.PREVIEWS.glob("*")}
