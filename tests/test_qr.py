"""QR codes on posters."""

from __future__ import annotations

from typing import Any

import pytest
import segno

from brygga.render.qr import qr_code


def test_a_code_is_made_once_for_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    make = segno.make

    def counted(address: str, **rest: Any) -> segno.QRCode:
        made.append(address)
        return make(address, **rest)

    monkeypatch.setattr(segno, "make", counted)
    qr_code.cache_clear()
    addresses = ["https://prov.example/cafe/a/", "https://prov.example/cafe/b/"]
    shown = [qr_code(address) for address in addresses * 2]
    assert made == addresses
    assert shown[:2] == shown[2:]
    assert shown[0] != shown[1]
