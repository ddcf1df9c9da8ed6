"""Debian's nginx with the configuration that we ship, over TLS on loopback."""

from __future__ import annotations

import os
import re
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.server import ROOT

NGINX = Path("/usr/sbin/nginx")
HOST = "staden.example"
MAIN = """
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/log/main.log crit; {user}
events {{}}
http {{ client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
set_real_ip_from 127.0.0.1; real_ip_header X-Test-Address; include {folder}/brygga; }}
"""


@contextmanager
def nginx(folder: Path, portal_port: int) -> Iterator[int]:
    """Serves site/ and site.members/ of `folder`, and the portal behind that port. Gives its own port.

    Whoever asks says where from: X-Test-Address stands for the connection's own address.

    Its doors are open before it runs, as in an upgrade: nobody else gets them, and who knocks early waits.
    """
    with socket.create_server(("127.0.0.1", 0)) as safe, socket.create_server(("127.0.0.1", 0)) as plain:
        _make_certificate(folder)
        _write_configuration(folder, portal_port, _port(safe), _port(plain))
        doors = [safe.fileno(), plain.fileno()]
        inherited = {"NGINX": "".join(f"{door};" for door in doors)}
        command = [str(NGINX), "-c", str(folder / "nginx.conf"), "-p", str(folder)]
        process = subprocess.Popen(command, env={**os.environ, **inherited}, pass_fds=doors)
        try:
            yield _port(safe)
        finally:
            process.terminate()
            process.wait()


def _port(door: socket.socket) -> int:
    return int(door.getsockname()[1])


def _make_certificate(folder: Path) -> None:
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    names = ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run([*command.split(), *names, *files], check=True, capture_output=True)


def _write_configuration(folder: Path, portal_port: int, port: int, plain: int) -> None:
    """Addresses and folders are changed, and who floods waits longer: no test depends on how fast the machine is."""
    text = (ROOT / "portal/nginx.conf.example").read_text("utf-8")
    text = re.sub(r"\n *listen \[::\].*", "", text)
    for old, new in {
        "listen 80": f"listen 127.0.0.1:{plain}",
        "listen 443": f"listen 127.0.0.1:{port}",
        "rate=4r/s": "rate=1r/m",
        "rate=2r/s": "rate=1r/m",
        "127.0.0.1:8010": f"127.0.0.1:{portal_port}",
        "/etc/ssl/brygga/": f"{folder}/",
        "/var/log/nginx/": f"{folder}/log/",
        "/srv/brygga/": f"{folder}/",
    }.items():
        assert old in text
        text = text.replace(old, new)
    (folder / "log").mkdir()
    (folder / "brygga").write_text(text, "utf-8")
    user = "user root;" if folder.owner() == "root" else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user), "utf-8")
