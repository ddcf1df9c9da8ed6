"""What waits here is a pull request there, where a token for the repository's forge is given: GitHub, GitLab, Forgejo.

    BRYGGA_FORGE        github https://api.github.com/repos/<owner>/<name>
                        forgejo https://<host>/api/v1/repos/<owner>/<name>
                        gitlab https://<host>/api/v4/projects/<number>
    BRYGGA_FORGE_TOKEN  may open pull requests; what pushes the branches is the clone's own way to its repository

The branch here is what counts. A forge that does not answer holds nobody up: what it does not know yet it is told when
others' work is brought in, each night.
"""

from __future__ import annotations

import json
import logging
import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from editing.commit import branch_of
from editing.git import NoCommit
from editing.proposals import Proposal, read_proposals
from editing.remote import forget_proposal, has_remote, push_proposal, shown_proposals

_SETTING = re.compile(r"(github|gitlab|forgejo) (https://\S+|http://127\.0\.0\.1:[0-9]+/\S+)\Z")
_TOKEN = re.compile(r"[!-~]+\Z")
_PATIENCE = 10  # seconds
_OPEN_ALREADY = frozenset({409, 422})
_log = logging.getLogger("brygga")


@dataclass(frozen=True)
class Forge:
    """`address` is that of the repository in the forge's interface for programs."""

    kind: str
    address: str
    token: str


def known_forge(environ: Mapping[str, str]) -> Forge | None:
    """None where there is none, or half of one."""
    said, token = _SETTING.match(environ.get("BRYGGA_FORGE", "")), environ.get("BRYGGA_FORGE_TOKEN", "")
    return Forge(said[1], said[2].rstrip("/"), token) if said and _TOKEN.match(token) else None


def show_proposals(root: Path) -> None:
    """Each that waits is a pull request there, once; those that wait no longer go. Raises nothing."""
    forge = known_forge(os.environ)
    if forge is None or not has_remote(root):
        return
    waiting = read_proposals(root)
    for key in shown_proposals(root) - {proposal.key for proposal in waiting}:
        with suppress(NoCommit):
            forget_proposal(root, key)
    for proposal in waiting:
        try:
            push_proposal(root, proposal.key)
            _open(forge, proposal, branch_of(root).removeprefix("refs/heads/"))
        except (NoCommit, OSError) as error:
            _log.warning("A proposal is no pull request yet: %s", type(error).__name__)  # addresses are nobody's


def _open(forge: Forge, proposal: Proposal, base: str) -> None:
    """Raises OSError where the forge refuses, or does not answer."""
    path, body, headers = _WAYS[forge.kind](forge.token)
    said = body(f"proposals/{proposal.key}", base, proposal.sentences)
    request = Request(
        f"{forge.address}/{path}",
        json.dumps(said).encode(),
        {"Content-Type": "application/json", "User-Agent": "Brygga", **headers},
        method="POST",
    )
    try:
        _opener.open(request, timeout=_PATIENCE).close()
    except HTTPError as answered:
        answered.close()
        if answered.code not in _OPEN_ALREADY:
            raise URLError(str(answered.code)) from None


class _StaysThere(HTTPRedirectHandler):
    """A token goes to the address that it is for, and nowhere else."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


_opener = build_opener(_StaysThere)
_Body = Callable[[str, str, list[str]], dict[str, str]]
_Way = tuple[str, _Body, dict[str, str]]


def _pull(branch: str, base: str, sentences: list[str]) -> dict[str, str]:
    return {"title": sentences[0][:200], "body": "\n\n".join(sentences), "head": branch, "base": base}


def _merge(branch: str, base: str, sentences: list[str]) -> dict[str, str]:
    said = _pull(branch, base, sentences)
    return {
        "title": said["title"],
        "description": said["body"],
        "source_branch": branch,
        "target_branch": base,
    }


def _github(token: str) -> _Way:
    return "pulls", _pull, {"Authorization": f"Bearer {token}", "Accept": "application/vnd.github+json"}


def _forgejo(token: str) -> _Way:
    return "pulls", _pull, {"Authorization": f"token {token}"}


def _gitlab(token: str) -> _Way:
    return "merge_requests", _merge, {"PRIVATE-TOKEN": token}


_WAYS: Mapping[str, Callable[[str], _Way]] = {"github": _github, "forgejo": _forgejo, "gitlab": _gitlab}
