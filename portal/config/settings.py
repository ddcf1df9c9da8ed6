"""Django's settings. What differs from place to place comes from config.environment."""

from __future__ import annotations

import os
from pathlib import Path

from config import environment

os.umask(0o077)  # every file that the portal makes is its owner's alone

BASE = Path(__file__).resolve().parent.parent
DEBUG = False  # its error pages show what people wrote
SECRET_KEY = environment.secret_key()
ALLOWED_HOSTS = environment.hosts()
DATABASES = {"default": environment.database()}
SEALING_KEYS = environment.sealing_keys()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

EDITED_PROJECT = environment.edited_project()  # the clone that the desk changes
PUBLISHED = environment.folder("BRYGGA_PUBLISHED", "site.portal", EDITED_PROJECT)
SITE = environment.folder("BRYGGA_SITE", "site", EDITED_PROJECT)
MEMBERS_SITE = environment.folder("BRYGGA_MEMBERS_SITE", "site.members", EDITED_PROJECT)
PREVIEWS = environment.folder("BRYGGA_STORE", "portal-data") / "previews"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django_otp",
    "people",
    "web",
    "submissions",
    "questions",
    "board",
    "trail",
    "desk",
    "reception",
    "privacy",
    "coordination",
]
IS_DEMO = environment.is_demo(DATABASES["default"])
if IS_DEMO:
    INSTALLED_APPS.append("demo")
MIDDLEWARE = [
    "web.middleware.own_hosts",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "web.middleware.headers",
    "web.middleware.PlainFailures",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE / "templates", PUBLISHED / "templates"],
        "OPTIONS": {"environment": "web.page.portal_templates"},
    }
]

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Members stay signed in for half a year on purpose: signing in again means asking the coordinator for a new card.
SESSION_COOKIE_NAME = "brygga"
SESSION_COOKIE_AGE = 180 * 24 * 3600  # seconds
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "people.sessions"
CSRF_FAILURE_VIEW = "web.failures.forbidden_form"

_IS_SAFE_LINE = not environment.is_development()
# The key against foreign forms: only in pages for members and coordinators, residents get no cookie. In a session it
# would make a row for every visit to the sign-in. By its first letters no other host of the domain can set it.
CSRF_COOKIE_NAME = "__Host-brygga-form" if _IS_SAFE_LINE else "brygga-form"
CSRF_COOKIE_AGE = None  # until the browser is closed
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _IS_SAFE_LINE
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _IS_SAFE_LINE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _IS_SAFE_LINE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # the web server in front sets it, see nginx.conf.example
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

# Bytes of one submission: a page of the handbook is at most 64 kB, and its letters three times as long on their way.
DATA_UPLOAD_MAX_MEMORY_SIZE = 224 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000  # a record may have many rows
FILE_UPLOAD_HANDLERS: list[str] = []  # nobody uploads files

LANGUAGE_CODE = "sv"
USE_I18N = False  # words come from the site's catalogues
USE_TZ = True
TIME_ZONE = environment.published_time_zone(PUBLISHED)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"impersonal": {"()": "web.logs.Impersonal"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "filters": ["impersonal"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # What strangers ask for in vain would fill the log: missing pages, refused forms, too much at once.
        "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "django.security": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "django.server": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
