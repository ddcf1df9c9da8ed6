"""The sites that one project has, and where they stand below its root."""

from __future__ import annotations

from dataclasses import dataclass

from brygga.model.record import MEMBERS, PUBLIC


@dataclass(frozen=True)
class Site:
    """`folder` is where it stands below the root, `config` the file that MkDocs reads."""

    audience: str
    folder: str
    config: str


SITES = (Site(PUBLIC, "site", "mkdocs.yml"), Site(MEMBERS, "site.members", "mkdocs.members.yml"))
PORTAL_FOLDER = "site.portal"  # for the portal alone, never served as files
FOLDERS = (*(site.folder for site in SITES), PORTAL_FOLDER)
