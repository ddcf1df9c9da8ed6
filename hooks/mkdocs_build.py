"""MkDocs' own command line, for languages with any code: static-i18n takes codes of three letters for mistakes."""

from __future__ import annotations

from mkdocs.__main__ import cli
from mkdocs_static_i18n import config

from brygga.load.language_check import CODE

config.RE_LOCALE = CODE

if __name__ == "__main__":
    cli()
