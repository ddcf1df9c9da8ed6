"""The site while it is being edited: a changed record is on its pages in a moment, the rest follows."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Empty, Queue

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from brygga.check.source import read_source
from brygga.load.file_cache import FileCache
from brygga.load.garbage import uncollected
from brygga.site.build import Build, LightPages
from brygga.site.write import Written, write_all

WATCHED = ("data", "docs", "overrides", "mkdocs.yml")
SETTLED = 0.05  # seconds without a further change: an editor saves in several steps
# Changes in these reach pages that MkDocs frames, or the frame itself.
_FRAMED = (
    "docs",
    "overrides",
    "mkdocs.yml",
    "data/methods",
    "data/training",
    "data/topics",
    "data/site",
    "data/schemas",
)


class Changes(FileSystemEventHandler):
    """Collects the paths, relative to the root, that were written since the last time somebody asked."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._queue: Queue[str] = Queue()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.is_directory or event.event_type in {"opened", "closed_no_write"}:
            return
        for path in (event.src_path, event.dest_path):
            file = Path(str(path))
            if path and file.is_relative_to(self._root):
                self._queue.put(file.relative_to(self._root).as_posix())

    def wait(self) -> set[str]:
        """Blocks until something has changed and come to rest."""
        changed = {self._queue.get()}
        while True:
            try:
                changed.add(self._queue.get(timeout=SETTLED))
            except Empty:
                return changed


@uncollected()
def refresh(
    root: Path,
    clock: date,
    site_dir: Path,
    known: Mapping[str, str | None],
    cache: FileCache | None = None,
) -> Written:
    """Brings the light pages in `site_dir` in step with the data, making only what has changed since `known`.

    Raises BadData, having written nothing, when something is wrong.
    """
    source = read_source(root, clock, cache)
    build = Build(root, source, source.data.records.site["site_url"], cache=cache)
    return write_all(site_dir, LightPages(build, build.framed_paths()), known)


def reaches_frame(changed: set[str]) -> bool:
    return any(path.startswith(_FRAMED) for path in changed)


def watch(root: Path, changes: Changes) -> Callable[[], None]:
    """Starts watching; the returned function stops it."""
    observer = Observer()
    for name in WATCHED:
        observer.schedule(changes, str(root / name), recursive=True)
    observer.start()
    return observer.stop


class Server(ThreadingHTTPServer):
    """Says nothing of a browser that left in the middle of an answer, because its reader went on to another page."""

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def start_server(site_dir: Path, port: int) -> Server:
    """Serves the folder on loopback, on a thread of its own. Port 0 takes any free one."""
    server = Server(("127.0.0.1", port), partial(_Handler, directory=str(site_dir)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class _Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")  # an editor wants to see what she has just written
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass
