"""People with telephones at the desk, and readers beside them: real requests over HTTP, each timed."""

from __future__ import annotations

import http.client
import re
from dataclasses import dataclass
from multiprocessing import Event, Process, Queue
from multiprocessing.synchronize import Event as Signal
from pathlib import Path
from time import perf_counter, sleep
from urllib.parse import urlencode

_PATIENCE = 200  # seconds
_BETWEEN = 0.02  # seconds: a reader's next page
_KEY = re.compile(r'csrfmiddlewaretoken" value="([^"]+)')


class AtDesk:
    """Somebody who may publish, signed in with the `token` of her card."""

    def __init__(self, port: int, token: str) -> None:
        self._port, self._cookies = port, dict[str, str]()
        self._post(f"/portal/sv/in/{token}/", {})

    def wants_cancelled(self, name: str, day: str) -> tuple[str, float | None]:
        """Fills in the form of that date and looks at what will change. Where the button leads that publishes it, and
        how many seconds she waited to see it; None where it is not shown."""
        form = f"/portal/sv/andra/traff/{name}/{day}/"
        self._get(form)
        status, look = self._post(form, {"do": "cancel", "reason": "Alla har feber."})
        if status != 302:
            raise ConnectionError(f"{form}: {status}")
        begin = perf_counter()
        shown = self._ask("GET", look, "")[0] == 200
        return f"{look}gor/", perf_counter() - begin if shown else None

    def publish(self, address: str) -> int:
        """The status."""
        return self._post(address, {"do": "publish"})[0]

    def _get(self, path: str) -> None:
        status, _, page = self._ask("GET", path, "")
        if status != 200:
            raise ConnectionError(f"{path}: {status}")
        if key := _KEY.search(page):
            self._cookies["form"] = key[1]

    def _post(self, path: str, fields: dict[str, str]) -> tuple[int, str]:
        """The status, and where it leads."""
        status, leads_to, _ = self._ask(
            "POST", path, urlencode({**fields, "csrfmiddlewaretoken": self._cookies.get("form", "")})
        )
        return status, leads_to

    def _ask(self, method: str, path: str, body: str) -> tuple[int, str, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE)
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items() if name != "form")
        headers = {"Host": "localhost", "Origin": "http://localhost", "Cookie": cookies}
        connection.request(method, path, body, {**headers, "Content-Type": "application/x-www-form-urlencoded"})
        answer = connection.getresponse()
        for told in answer.headers.get_all("Set-Cookie", []):
            name, _, value = told.partition(";")[0].partition("=")
            self._cookies[name] = value
        page = answer.read().decode()
        connection.close()
        return answer.status, answer.headers.get("Location", ""), page


def page_at(port: int, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    connection.request("GET", path, headers={"Host": "localhost"})
    content = connection.getresponse().read()
    connection.close()
    return content


@dataclass
class Readers:
    """A process that reads pages one after the other, until it is told to stop."""

    port: int
    paths: list[str]

    def __enter__(self) -> Readers:
        self._stop: Signal = Event()
        self._waits: Queue[list[float]] = Queue()
        Process(target=_read, args=(self.port, self.paths, self._stop, self._waits), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self.waits = self._waits.get()

    @property
    def slowest(self) -> float:
        """Seconds: one in a hundred waits longer."""
        return sorted(self.waits)[int(len(self.waits) * 0.99)]


def _read(port: int, paths: list[str], stop: Signal, waits: Queue[list[float]]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    measured: list[float] = []
    while not stop.is_set():
        begin = perf_counter()
        connection.request("GET", paths[len(measured) % len(paths)], headers={"Host": "localhost"})
        connection.getresponse().read()
        measured.append(perf_counter() - begin)
        sleep(_BETWEEN)
    waits.put(measured)


@dataclass
class Memory:
    """The most that any process below these took: {what it runs: megabytes}. It looks until it is told to stop."""

    roots: list[int]

    def __enter__(self) -> Memory:
        self._stop: Signal = Event()
        self._most: Queue[dict[str, float]] = Queue()
        Process(target=_watch, args=(self.roots, self._stop, self._most), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self.most = self._most.get()


def _watch(roots: list[int], stop: Signal, most: Queue[dict[str, float]]) -> None:
    found: dict[str, float] = {}
    while not stop.is_set():
        for process in below(roots):
            name, taken = _taken(process)
            found[name] = max(found.get(name, 0), taken)
        sleep(_BETWEEN)
    most.put(found)


def below(roots: list[int]) -> list[int]:
    """These processes and all that they started."""
    found = list(roots)
    for process in found:
        try:
            children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        found += map(int, children)
    return found


def _taken(process: int) -> tuple[str, float]:
    try:
        command = Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
        status = Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return "", 0
    high = re.search(r"VmHWM:\s+(\d+)", status)
    kind = "order" if b"brygga" in command else "portal" if b"gunicorn" in command else "others"
    return kind, int(high[1]) / 1024 if high else 0
