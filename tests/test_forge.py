"""What is proposed here is a pull request at GitHub, GitLab and Forgejo, as small fakes of them have it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from editing.forge import known_forge, show_proposals
from editing.git import Author
from editing.outcome import SignedOrder
from editing.publish import propose_order
from editing.review import review
from publishing import TODAY, said
from repository import commit, git
from tinysite import copy_of, make_buildable

pytestmark = pytest.mark.site

MAMMA, KEY = Author("member", 7), "k" * 16
CANCEL = {"do": "cancel", "name": "kvarnen", "day": "2019-03-12", "reason": "Alla har feber."}
TOKEN = "a-token"
MERGED = ("source_branch", "target_branch")
KINDS = {
    "github": ("/repos/o/n", "/pulls", ("Authorization", f"Bearer {TOKEN}"), ("head", "base"), 422),
    "forgejo": ("/api/v1/repos/o/n", "/pulls", ("Authorization", f"token {TOKEN}"), ("head", "base"), 409),
    "gitlab": (
        "/api/v4/projects/7",
        "/merge_requests",
        ("PRIVATE-TOKEN", TOKEN),
        ("source_branch", "target_branch"),
        409,
    ),
}
NO_FORGES = [
    "",
    "github",
    "github ftp://x/y",
    "gitea https://x/y",
    "github http://elsewhere.example/x",
    "github https://x/y z",
]


class Fake(ThreadingHTTPServer):
    """Opens a pull request once for each branch, for who has the token."""

    def __init__(self, kind: str) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.root, self.path, self.header, self.names, self.twice = KINDS[kind]
        self.opened: list[dict[str, Any]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{self.root}"


class _Answers(BaseHTTPRequestHandler):
    server: Fake

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(self._status(asked))
        self.end_headers()

    def _status(self, asked: dict[str, Any]) -> int:
        fake, branch = self.server, self.server.names[0]
        if self.path != fake.root + fake.path or self.headers[fake.header[0]] != fake.header[1]:
            return 404
        if any(one[branch] == asked[branch] for one in fake.opened):
            return fake.twice
        fake.opened.append(asked)
        return 201

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = make_buildable(copy_of("tiny", tmp_path / "project"))
    (root / ".gitignore").write_text(".cache/\n", "utf-8")
    (root / ".cache").mkdir()
    commit(root)
    git(tmp_path, "init", "-q", "--bare", "there")
    git(root, "remote", "add", "origin", str(tmp_path / "there"))
    return root


@pytest.fixture(params=KINDS)
def fake(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Fake]:
    with Fake(request.param) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        monkeypatch.setenv("BRYGGA_FORGE", f"{request.param} {server.address}")
        monkeypatch.setenv("BRYGGA_FORGE_TOKEN", TOKEN)
        yield server
        server.shutdown()
        thread.join()


def branches(root: Path) -> list[str]:
    return said(root.parent / "there", "for-each-ref", "--format=%(refname)", "refs/heads/proposals").split()


def test_a_proposal_is_one_pull_request(project: Path, fake: Fake) -> None:
    propose_order(project, TODAY, SignedOrder(CANCEL, MAMMA, KEY))
    show_proposals(project)
    show_proposals(project)
    (opened,) = fake.opened
    assert [opened[name] for name in fake.names] == [f"proposals/{KEY}", "main"]
    assert opened["title"] == "Tisdagscafé, tisdag 12 mars: ställs in."
    assert branches(project) == [f"refs/heads/proposals/{KEY}"]
    review(project, SignedOrder({"do": "withdraw", "proposal": KEY}, MAMMA, "w" * 16), may_publish=False)
    show_proposals(project)
    assert branches(project) == []


def test_a_forge_that_refuses_holds_nobody_up(project: Path, fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRYGGA_FORGE_TOKEN", "another")
    assert propose_order(project, TODAY, SignedOrder(CANCEL, MAMMA, KEY)).proposed == KEY
    show_proposals(project)
    assert fake.opened == []
    monkeypatch.setenv("BRYGGA_FORGE_TOKEN", TOKEN)
    show_proposals(project)
    assert len(fake.opened) == 1, "it is told the next time"


@pytest.mark.parametrize("setting", NO_FORGES)
def test_half_a_setting_is_no_forge(setting: str) -> None:
    assert known_forge({"BRYGGA_FORGE": setting, "BRYGGA_FORGE_TOKEN": TOKEN}) is None
    assert known_forge({"BRYGGA_FORGE": "github https://x.example/y", "BRYGGA_FORGE_TOKEN": "a\r\nb"}) is None
    assert known_forge({"BRYGGA_FORGE": "github https://x.example/y", "BRYGGA_FORGE_TOKEN": TOKEN})
