"""The site as the two servers that we ship serve it: the portal, and nginx before it. Both send their policies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.nginx import HOST, nginx
from portal.server import Portal

NOBODY = 9  # the port "discard": no portal stands behind this nginx
# Chromium asks nginx by its name, and takes the certificate that the test made.
TO_NGINX = [f"--host-resolver-rules=MAP {HOST} 127.0.0.1", "--ignore-certificate-errors"]


@contextmanager
def by_the_portal(site: Path, folder: Path) -> Iterator[str]:
    """The site's address. `folder` is where a database would be, which no page of the site asks."""
    settings = {"BRYGGA_SITE": str(site), "BRYGGA_WORKERS": "1"}
    with Portal(f"sqlite:///{folder / 'portal.db'}", **settings) as portal:
        yield f"http://127.0.0.1:{portal.port}/"


@contextmanager
def by_nginx(site: Path, folder: Path) -> Iterator[str]:
    """The site's address, for a browser that was started with TO_NGINX."""
    (folder / "site").symlink_to(site)
    with nginx(folder, NOBODY) as port:
        yield f"https://{HOST}:{port}/"
