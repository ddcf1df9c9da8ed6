"""Many phones that ask at once, each over a connection of its own that stays open; one process, no threads."""

from __future__ import annotations

import re
import secrets
import selectors
import socket
from dataclasses import dataclass
from time import perf_counter
from urllib.parse import urlencode

PATH = "/portal/ar/formular/fraga/"
TEXT = "Hej! Jag undrar om caféet är öppet på tisdag. Får barnen följa med? Kostar det något?"
ANSWERS = {"text": TEXT, "language": "ar", "name": "Noor", "contact": "070-123 45 67"}
_SEND_ID = 22  # characters of `send_id`
_BODY = f"&{urlencode({'seconds_open': '30', 'webbplats': '', **ANSWERS})}"
_HEAD = (
    f"POST {PATH} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    f"Content-Length: {len('send_id=') + _SEND_ID + len(_BODY)}\r\n"
)
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.IGNORECASE)
_END = b"\r\n\r\n"
_CODE = re.compile(rb"<output[^>]*>[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2}</output>")


@dataclass
class _Phone:
    wire: socket.socket
    heard: bytes = b""
    begin: float = 0.0

    def ask(self, number: int) -> None:
        self.heard = b""
        self.begin = perf_counter()
        self.wire.sendall(_request(number))

    def is_answered(self) -> bool:
        """Raises RuntimeError for anything but thanks with a code."""
        part = self.wire.recv(65_536)
        self.heard += part
        end = self.heard.find(_END)
        length = _LENGTH.search(self.heard, 0, end + 2)
        is_whole = length and len(self.heard) >= end + len(_END) + int(length[1])
        if part and not is_whole:
            return False
        if not (is_whole and self.heard.startswith(b"HTTP/1.1 200") and _CODE.search(self.heard, end)):
            raise RuntimeError(self.heard[:end].decode())
        return True


def ask_for(seconds: float, port: int, phones: int) -> tuple[float, list[float]]:
    """(accepted in a second, seconds of each answer)."""
    waits: list[float] = []
    with selectors.DefaultSelector() as wires:
        for number in range(phones):
            phone = _Phone(socket.create_connection(("127.0.0.1", port)))
            wires.register(phone.wire, selectors.EVENT_READ, phone)
            phone.ask(number)
        begin = perf_counter()
        while perf_counter() - begin < seconds:
            for key, _ in wires.select(1):
                if key.data.is_answered():
                    waits.append(perf_counter() - key.data.begin)
                    key.data.ask(phones + len(waits))
        passed = perf_counter() - begin
        for key in list(wires.get_map().values()):
            key.data.wire.close()
    return len(waits) / passed, waits


def _request(number: int) -> bytes:
    """Each from another address: what is measured is not the throttle."""
    sender = f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"
    return f"{_HEAD}X-Real-IP: {sender}\r\n\r\nsend_id={secrets.token_urlsafe(16)}{_BODY}".encode()
