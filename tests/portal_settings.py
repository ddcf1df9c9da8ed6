"""The portal's settings for tests: those of one machine, with what makes tests slow taken out."""

import os
from pathlib import Path

os.environ.setdefault("BRYGGA_DEVELOPMENT", "1")
os.environ.setdefault("BRYGGA_PUBLISHED", str(Path(__file__).parent / "portal" / "example"))
os.environ.setdefault("BRYGGA_KEYS", "c2VhbGVkIGZvciB0ZXN0cyBvbmx5LCBub3QgYSBrZXk=")

from config.settings import *  # noqa: F403  # after the environment is set

SITE = MEMBERS_SITE = PUBLISHED / "none"  # noqa: F405  # never the sites that somebody may have built in this folder
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"] == "web.sqlite":  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # noqa: F405  # each process of a run has one of its own
