"""How often one sender may try: counted by all processes together, by networks, and without keeping addresses."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from itertools import count

import pytest
from django.test import RequestFactory

from citysite import PROJECT
from web import throttle
from web.throttle import FairThrottle, Throttle, sender, telephone


def in_another_process(work: Callable[[], object]) -> None:
    """Which ends at once, as one that was killed does."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    os.waitpid(child, 0)


def test_tries_are_counted_in_any_stretch_of_time() -> None:
    tries = Throttle(limit=3, seconds=60)
    assert [tries.wait("Noor", second) for second in (0, 20, 59)] == [0, 0, 0]
    assert [tries.wait("Noor", second) for second in (59, 59.5, 59.99)] == [1, 1, 1]
    assert tries.wait("Noor", 60) == 0
    assert tries.wait("Noor", 60) == 20, "until the try at 20 is a minute old"
    assert tries.wait("Sara", 60) == 0


def test_waiting_does_not_make_it_longer() -> None:
    tries = Throttle(limit=1, seconds=60)
    assert [tries.wait("Noor", second) for second in (0, 30, 59, 60)] == [0, 30, 1, 0]


def test_a_good_try_does_not_count() -> None:
    tries = Throttle(limit=2, seconds=60)
    for _ in range(5):
        assert tries.wait("Noor", 0) == 0
        tries.pardon("Noor")
    assert [tries.wait("Noor", 0) for _ in range(3)] == [0, 0, 60]


def test_only_the_latest_try_is_pardoned() -> None:
    tries = Throttle(limit=3, seconds=60)
    assert [tries.wait("Noor", second) for second in (0, 10)] == [0, 0]
    tries.pardon("Noor")
    assert [tries.wait("Noor", second) for second in (20, 30, 40)] == [0, 0, 20], "until the try at 0 is a minute old"
    assert [tries.wait("Noor", second) for second in (60, 60)] == [0, 20], "then that at 20"


def test_processes_count_together_and_a_killed_one_forgets_nothing() -> None:
    tries = Throttle(limit=5, seconds=60)
    for _ in range(2):
        in_another_process(lambda: [tries.wait("Noor", 0) for _ in range(2)])
    assert [tries.wait("Noor", 0) for _ in range(2)] == [0, 60]


def test_a_process_that_ends_while_it_counts_holds_nobody_up() -> None:
    tries = Throttle(limit=5, seconds=60)
    in_another_process(lambda: throttle._alone().__enter__())
    assert tries.wait("Noor", 0) == 0


def test_while_one_process_counts_the_others_wait() -> None:
    (inside, counting), (go_on, done) = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        with throttle._alone():
            os.write(counting, b"x")
            os.read(go_on, 1)
        os._exit(0)
    os.read(inside, 1)
    with pytest.raises(BlockingIOError):
        fcntl.lockf(throttle._door, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.write(done, b"x")
    os.waitpid(child, 0)
    fcntl.lockf(throttle._door, fcntl.LOCK_EX | fcntl.LOCK_NB)
    fcntl.lockf(throttle._door, fcntl.LOCK_UN)


def test_no_sender_looks_like_an_empty_place() -> None:
    digests = ((who, raw_digest(who)) for who in map(str, count()))
    who, raw = next((who, digest) for who, digest in digests if digest[0] == 0)
    assert throttle._sender_digest(who) == b"\x01" + raw[1:]
    assert throttle._sender_digest("Noor")[1:] == raw_digest("Noor")[1:]


def raw_digest(who: str) -> bytes:
    return hashlib.blake2b(who.encode(), key=throttle._KEY, digest_size=16).digest()


def test_it_remembers_many_but_not_without_end() -> None:
    tries = Throttle(limit=1, seconds=60)
    assert sum(bool(tries.wait(str(number), number / 1e6)) for number in range(3 * throttle._SENDERS)) == 0
    assert tries.wait(str(3 * throttle._SENDERS - 1), 1) > 0
    assert sum(bool(tries.wait(str(number), 2)) for number in range(3 * throttle._SENDERS)) <= throttle._SENDERS


def test_nothing_is_left_when_its_time_is_over() -> None:
    tries = Throttle(limit=2, seconds=60)
    for number in range(50):
        tries.wait(str(number), 0)
    tries.wait("later", 61)
    assert len(re.findall(rb"[^\0]{16}", bytes(tries._table))) <= 1
    tries.forget()
    assert not any(bytes(tries._table))


def test_of_neighbours_the_longest_unheard_of_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "_sender_digest", lambda who: b"\x01\0\0\0" + who.encode().ljust(12))
    tries = Throttle(limit=2, seconds=60)
    assert [tries.wait(str(number), number) for number in range(throttle._NEIGHBOURS)] == [0] * throttle._NEIGHBOURS
    assert tries.wait("0", 8) == 0, "heard of again: now 1 is the longest unheard of"
    assert tries.wait("one more", 9) == 0
    assert tries.wait("0", 10) == 50, "it is remembered: its first try is a minute old then"
    assert [tries.wait("2", second) for second in (11, 11)] == [0, 51]
    assert [tries.wait("1", second) for second in (12, 12, 12)] == [0, 0, 60], "it was forgotten"


def test_what_is_over_is_swept_away_once_in_that_time() -> None:
    tries, left = Throttle(limit=1, seconds=60), []
    for who, second in (("a", 0), ("b", 59), ("c", 60), ("d", 119), ("e", 120)):
        tries.wait(who, second)
        left.append(sum(tries._table[at] > 0 for at in range(0, len(tries._table), tries._size)))
    assert left == [1, 2, 2, 3, 2]


def test_one_alone_takes_no_more_than_her_share() -> None:
    tries = FairThrottle(limit=5, share=2, seconds=60)
    for who in ("Noor", "Sara"):
        assert [tries.wait("kafé", who, 0) for _ in range(3)] == [0, 0, 60]
    assert [tries.wait("kafé", "Leyla", second) for second in (0, 10, 20)] == [0, 50, 40], "nothing is left for all"
    assert [tries.wait("kafé", "Leyla", 60) for _ in range(3)] == [0, 0, 60], "what was refused is none of hers"
    assert tries.wait("bibliotek", "Leyla", 60) == 0


def test_a_good_try_counts_neither_for_her_nor_for_all() -> None:
    tries = FairThrottle(limit=2, share=1, seconds=60)
    for _ in range(3):
        assert tries.wait("kafé", "Noor", 0) == 0
        tries.pardon("kafé", "Noor")
    assert [tries.wait("kafé", who, 0) for who in ("Noor", "Noor", "Sara", "Leyla")] == [0, 60, 0, 60]
    tries.forget()
    assert [tries.wait("kafé", "Noor", 0) for _ in range(2)] == [0, 60]


def test_telephones_that_share_an_address_are_told_apart() -> None:
    said = {"User-Agent": "Mobil", "Accept-Language": "ar"}
    heard = [
        *({"X-Real-IP": "203.0.113.1"} | said | other for other in ({}, {"User-Agent": "Annan"})),
        *({"X-Real-IP": address} | said for address in ("2001:db8::1", "2001:db8::2")),
        {"X-Real-IP": "203.0.113.1"} | said | {"Accept-Language": "so"},
        {"X-Real-IP": "203.0.113.1"},
    ]
    asked = [telephone(RequestFactory().get("/", headers=headers)) for headers in heard]
    assert len(set(asked)) == len(asked)
    assert telephone(RequestFactory().get("/", headers=heard[0])) == asked[0]
    assert telephone(RequestFactory().get("/")) == "127.0.0.1  "


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("203.0.113.1", "203.0.113.2", False),
        ("::ffff:203.0.113.1", "203.0.113.1", True),
        ("::1", "0:0:0:0:1::", True),
        ("fd00::1%eth0", "fd00::2", True),
        ("", "unix:", False),
    ],
)
def test_a_sender_is_an_address_or_half_of_one(one: str, other: str, is_same: bool) -> None:
    asked = [sender(RequestFactory().get("/", headers={"X-Real-IP": address})) for address in (one, other)]
    assert (asked[0] == asked[1]) is is_same


def test_a_process_that_ends_says_nothing() -> None:
    said = {code: warned(code) for code in ("import web.throttle", "import web.throttle; left = open('manage.py')")}
    assert ["ResourceWarning" in one for one in said.values()] == [False, True]
    assert "web/throttle" not in said["import web.throttle"]


def warned(code: str) -> str:
    command = [sys.executable, "-W", "always", "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=PROJECT / "portal").stderr
