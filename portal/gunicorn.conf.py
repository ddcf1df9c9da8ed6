"""gunicorn for the portal: `gunicorn -c portal/gunicorn.conf.py`. BRYGGA_BIND and BRYGGA_WORKERS may be set."""

import gc
import os
import sys
from pathlib import Path

from gevent import monkey
from gunicorn.glogging import Logger

# One thread a process serves everybody: threads that take turns at one interpreter spend a third of the time on that.
monkey.patch_all()

chdir = str(Path(__file__).parent)
sys.path.insert(0, chdir)

wsgi_app = "config.wsgi:application"
umask = 0o007  # a socket file (BRYGGA_BIND=unix:…) is for owner and group: the web server is in the portal's group
bind = os.environ.get("BRYGGA_BIND", "127.0.0.1:8010")
worker_class = "web.worker.Worker"
workers = int(os.environ.get("BRYGGA_WORKERS", "2"))
worker_connections = 40  # times workers: as many connections to PostgreSQL at the most, which allows 100 by itself
preload_app = True  # ready in half the time, and the processes share its memory
keepalive = 15  # seconds; the web server in front keeps its connections longer than a phone does
graceful_timeout = 8  # seconds to stop in; a locked database is waited for five, an idle connection longer than this
timeout = 60  # seconds without a sign of life of a whole process
control_socket_disable = True

limit_request_line = 2048  # bytes; the longest address of ours has about 100
limit_request_fields = 60
limit_request_field_size = 8190

# Nobody's address, and nothing that somebody wrote: no access log, and errors without the address that was asked for.
accesslog = None
loglevel = "error"
logconfig_dict = {
    "filters": {"impersonal": {"()": "web.logs.Impersonal"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "filters": ["impersonal"]}},
    "loggers": {"gunicorn.error": {"handlers": ["stderr"], "level": "ERROR", "propagate": False}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}


class NoAccessLog(Logger):  # type: ignore[misc]  # gunicorn has no types
    """With a `logconfig_dict` gunicorn puts each line of an access log together, for nobody to read."""

    def access(self, *_: object) -> None:
        pass


logger_class = NoAccessLog


def when_ready(_server: object) -> None:
    """What was loaded before the processes part stays to the end: no need to look through it for garbage."""
    gc.freeze()
    gc.set_threshold(10_000)
