"""gunicorn for the portal: `gunicorn -c portal/gunicorn.conf.py`. BRYGGA_BIND and BRYGGA_WORKERS may be set."""

import os
import sys
from pathlib import Path

chdir = str(Path(__file__).parent)
sys.path.insert(0, chdir)

wsgi_app = "config.wsgi:application"
bind = os.environ.get("BRYGGA_BIND", "127.0.0.1:8010")
worker_class = "gthread"
workers = int(os.environ.get("BRYGGA_WORKERS", "2"))
threads = 16  # times workers: as many connections to PostgreSQL, which allows 100 by itself
preload_app = True  # ready in half the time, and the processes share its memory
keepalive = 15  # seconds; the web server in front keeps its connections longer than a phone does
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
