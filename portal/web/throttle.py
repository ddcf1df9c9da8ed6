"""How often one sender may try. Kept in memory only, by a digest whose key dies with the process: no addresses."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from django.http import HttpRequest

_KEY = secrets.token_bytes(32)
_MOST_SENDERS = 20_000  # remembered at once; the longest unheard-of is forgotten first


@dataclass
class Throttle:
    """At most `limit` tries in `seconds`, for each sender. Each process counts for itself."""

    limit: int
    seconds: float
    _tries: OrderedDict[bytes, list[float]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, request: HttpRequest, now: float) -> int:
        """Counts a try at `now` (monotonic seconds). 0, or how many seconds the sender has to wait."""
        sender = _sender(request)
        with self._lock:
            tries = [moment for moment in self._tries.pop(sender, []) if now - moment < self.seconds]
            is_free = len(tries) < self.limit
            self._tries[sender] = [*tries, now] if is_free else tries
            if len(self._tries) > _MOST_SENDERS:
                self._tries.popitem(last=False)
        return 0 if is_free else int(self.seconds - (now - tries[0])) + 1

    def pardon(self, request: HttpRequest) -> None:
        """The sender's latest try was a good one and does not count."""
        with self._lock:
            tries = self._tries.get(_sender(request))
            if tries:
                tries.pop()

    def forget(self) -> None:
        with self._lock:
            self._tries.clear()


def _sender(request: HttpRequest) -> bytes:
    """The web server in front sets X-Real-IP (portal/nginx.conf.example); without one it is the connection's own."""
    address = request.META.get("HTTP_X_REAL_IP") or request.META.get("REMOTE_ADDR", "")
    return hashlib.blake2b(address.encode(), key=_KEY, digest_size=16).digest()
