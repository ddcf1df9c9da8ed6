"""A program that tests/test_hacking.py runs in a changed copy of the project: builds it, and asks its portal.

Writes {address: page} as JSON; "portal" are answers of its check of a form, "thanks <form>" its pages of thanks.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import django
from django.http import QueryDict
from django.test import RequestFactory

from tinysite import outputs, portal_of, with_portal


def main(target: Path) -> None:
    root = with_portal(Path())
    found = {path.removesuffix("index.html"): text.decode() for path, text in outputs(root).items() if "html" in path}
    publish(root)
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal_settings"
    django.setup()
    target.write_text(json.dumps(found | asked()), "utf-8")


def publish(root: Path) -> None:
    """What the portal is told, where it looks for it."""
    for path, content in portal_of(root).items():
        file = root / "site.portal" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def asked() -> dict[str, str]:
    from django.contrib.auth.models import AnonymousUser  # after Django was set up

    from reception.thanks import thanks_page
    from submissions.definition import checker
    from web.reader import reader_of

    reader = reader_of("sv")
    check = checker(reader.site.forms["fraga"]).check
    kept = check(QueryDict("bread=4"), reader)[0]["bread"]
    refused = check(QueryDict("bread=9"), reader)[1]["bread"]
    request = RequestFactory().get("/portal/sv/")
    request.user = AnonymousUser()
    thanks = thanks_page(request, reader, reader.site.forms["ring"], "", True).content.decode()
    return {"portal": f"{kept}\n{refused}", "thanks ring": thanks}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
