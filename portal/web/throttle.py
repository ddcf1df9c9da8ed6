"""How often one sender may try, counted where all processes of the portal see it.

The table lies in memory that they share. It is made before they part, so it outlives each of them; it is on no disk,
and it knows a sender by a digest alone, whose key ends with the portal. What is old enough not to count is swept away.
"""

from __future__ import annotations

import atexit
import fcntl
import hashlib
import math
import mmap
import secrets
import struct
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import IPv6Address, ip_address

from django.http import HttpRequest

_SENDERS = 8192  # remembered at once
_NEIGHBOURS = 8  # places where a sender can stand; full, the longest unheard-of is forgotten
_HEAD = struct.Struct("=16sQ")  # digest, place of the next try
_TRY = struct.Struct("=d")  # monotonic seconds
_NEVER = -math.inf
_KEY = secrets.token_bytes(32)
_turn = threading.Lock()
_door = tempfile.TemporaryFile()  # noqa: SIM115  # open as long as the process lives; it stays empty
atexit.register(_door.close)


class Throttle:
    """At most `limit` tries in any `seconds`, for each sender: its latest `limit` tries stand in a ring."""

    def __init__(self, limit: int, seconds: float) -> None:
        self.limit = limit
        self.seconds = seconds
        self._size = _HEAD.size + limit * _TRY.size
        self._table = mmap.mmap(-1, _SENDERS * self._size)
        self._swept = _NEVER

    def wait(self, who: str, now: float) -> int:
        """Counts a try of `who` at `now` (monotonic seconds). 0, or how many seconds there are to wait: not counted."""
        with _alone():
            self._sweep(now)
            at = self._find(_sender_digest(who))
            digest, place = _HEAD.unpack_from(self._table, at)
            oldest = self._time(at, place)
            if now - oldest < self.seconds:
                return math.ceil(oldest + self.seconds - now)
            _TRY.pack_into(self._table, at + _HEAD.size + place * _TRY.size, now)
            _HEAD.pack_into(self._table, at, digest, (place + 1) % self.limit)
        return 0

    def pardon(self, who: str) -> None:
        """The latest try of `who` was a good one and does not count."""
        with _alone():
            at = self._find(_sender_digest(who))
            digest, place = _HEAD.unpack_from(self._table, at)
            latest = (place - 1) % self.limit
            _TRY.pack_into(self._table, at + _HEAD.size + latest * _TRY.size, _NEVER)
            _HEAD.pack_into(self._table, at, digest, latest)

    def forget(self) -> None:
        with _alone():
            self._table[:] = bytes(len(self._table))

    def _find(self, digest: bytes) -> int:
        """Where in the table `digest` stands, from now on if it did not."""
        first = int.from_bytes(digest[:4], "big")
        places = [(first + step) % _SENDERS * self._size for step in range(_NEIGHBOURS)]
        for at in places:
            if self._table[at : at + len(digest)] == digest:
                return at
        at = min(places, key=self._latest)
        self._table[at : at + self._size] = _HEAD.pack(digest, 0) + _TRY.pack(_NEVER) * self.limit
        return at

    def _latest(self, at: int) -> float:
        digest, place = _HEAD.unpack_from(self._table, at)
        return self._time(at, (place - 1) % self.limit) if digest[0] else _NEVER

    def _time(self, at: int, place: int) -> float:
        return float(_TRY.unpack_from(self._table, at + _HEAD.size + place * _TRY.size)[0])

    def _sweep(self, now: float) -> None:
        if now - self._swept < self.seconds:
            return
        self._swept = now
        for at in range(0, len(self._table), self._size):
            if self._table[at] and now - self._latest(at) >= self.seconds:
                self._table[at : at + self._size] = bytes(self._size)


class FairThrottle:
    """A `Throttle` for many who share something (an address, a name), of which one alone takes at most `share`: who
    floods has to wait before there is nothing left for the others."""

    def __init__(self, limit: int, share: int, seconds: float) -> None:
        self.all = Throttle(limit, seconds)
        self.each = Throttle(share, seconds)

    def wait(self, shared: str, who: str, now: float) -> int:
        """As of `Throttle`."""
        own = f"{shared} {who}"
        if seconds := self.each.wait(own, now):
            return seconds
        if seconds := self.all.wait(shared, now):
            self.each.pardon(own)
        return seconds

    def pardon(self, shared: str, who: str) -> None:
        self.each.pardon(f"{shared} {who}")
        self.all.pardon(shared)

    def forget(self) -> None:
        self.each.forget()
        self.all.forget()


def telephone(request: HttpRequest) -> str:
    """Of those who share a sender's address, which one, as far as it can be told without a cookie: her whole address
    and what her browser says of itself. Only ever looked at as a digest."""
    names = ("HTTP_USER_AGENT", "HTTP_ACCEPT_LANGUAGE")
    return " ".join([_address(request), *(request.META.get(name, "") for name in names)])


def sender(request: HttpRequest) -> str:
    """Who asks: an address, of IPv6 the first half, which one household or telephone has to itself."""
    raw = _address(request)
    try:
        address = ip_address(raw)
    except ValueError:
        return raw
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or f"{int(address) >> 64:x}::/64")
    return str(address)


def _address(request: HttpRequest) -> str:
    """The web server in front sets X-Real-IP (portal/nginx.conf.example); without one it is the connection's own."""
    return str(request.META.get("HTTP_X_REAL_IP") or request.META.get("REMOTE_ADDR", ""))


def _sender_digest(who: str) -> bytes:
    """Never one that begins with zero: that is an empty place."""
    digest = hashlib.blake2b(who.encode(), key=_KEY, digest_size=16).digest()
    return bytes([digest[0] or 1]) + digest[1:]


@contextmanager
def _alone() -> Iterator[None]:
    """The system opens this door again for others when a process ends, however it ends."""
    with _turn:
        fcntl.lockf(_door, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.lockf(_door, fcntl.LOCK_UN)
