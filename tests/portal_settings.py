"""The portal's settings for tests: those of one machine, with what makes tests slow taken out."""

import os

os.environ.setdefault("BRYGGA_DEVELOPMENT", "1")

from config.settings import *  # noqa: F403  # after the environment is set

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
