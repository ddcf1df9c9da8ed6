"""A folder served from loopback as a good web server would: compressed, kept alive, nothing else."""

from __future__ import annotations

import gzip
import importlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

from brygga.command.serve import Server

_PACKED = frozenset({".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".webmanifest"})


@cache
def gzipped(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), 9, mtime=0)


def brotli_size(file: Path) -> int | None:
    """None where Python has no module for it."""
    try:
        return len(importlib.import_module("brotli").compress(file.read_bytes()))
    except ImportError:
        return None


class Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        if file.is_dir():
            file = file / "index.html"
        if not file.is_file():
            self.send_error(404)
            return
        packed = file.suffix in _PACKED
        content = gzipped(file) if packed else file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Length", str(len(content)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)

    def guess_type(self, path: object) -> str:
        guessed = super().guess_type(str(path))
        return f"{guessed}; charset=utf-8" if guessed.startswith("text/") else guessed

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of the folder, with a slash at its end."""
    server = Server(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
