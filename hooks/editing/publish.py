"""An order → a commit, and the sites made from it, both or neither: what a killed process leaves, the next one mends.

    1  the order is tried in a draft of the project, and the sites are made from it beside those that are served
    2  the commit is on the branch, in one step of git's
    3  the new sites take the places of the old ones (site.staging), and .cache/published names their commit

Until 2 nothing has happened. From there on the commit stands, and whoever comes next finds that the sites are not made
from it: `mend` brings files and sites in step.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

from brygga.check.source import Source, read_source
from brygga.history.handed_out import hand_out
from brygga.load.audience import site_address
from brygga.load.whole_file import write_whole
from brygga.portal_feed.published import published_outputs
from brygga.site.build import Build, LightPages
from brygga.site.sites import FOLDERS, PORTAL_FOLDER, SITES
from brygga.site.staging import MAKING, locked, publish, staging
from brygga.site.write import write, write_all
from editing.commit import bring_between, head_of, make_commit, move_branch
from editing.git import NoCommit, Overtaken, named
from editing.order import Order
from editing.outcome import OrderOutcome, SignedOrder, message_of
from editing.propose import Trial, told_sentences, tried
from editing.ready import make_ready, uncommitted
from editing.trace import commit_under

_LIGHT = ("data/series/", "data/events/", "data/closures/", "data/requests/")  # reach no page that MkDocs makes
_PUBLISHED = Path(".cache/published")
_TRIES = 3  # how often a publication begins anew, as somebody was quicker

FullBuild = Callable[[Path, Path, Source], None]  # project, folder of the new sites, what they are made from


def publish_order(root: Path, clock: date, signed: SignedOrder, full_build: FullBuild) -> OrderOutcome:
    """What became of it. Raises Refused, NoCommit, Overtaken and OSError, and then everything is as it was.

    What was published under the same key before is not done again.
    """
    with locked(root, wait=True):
        for attempt in range(_TRIES):
            mend(root, clock, full_build)
            if made := commit_under(root, signed.key):
                return OrderOutcome(published=made)
            try:
                return _published(root, clock, signed, full_build)
            except Overtaken:
                if attempt == _TRIES - 1:
                    raise
    raise AssertionError("a try returns or raises")


def _published(root: Path, clock: date, signed: SignedOrder, full_build: FullBuild) -> OrderOutcome:
    parent = head_of(root)
    with staging(root, FOLDERS) as folder, tried(root, clock, signed.order) as trial:
        if trial.after is None:
            return OrderOutcome(trial.files, problems=trial.problems)
        _make_sites(root, folder / MAKING, trial, trial.after, full_build)
        lines = told_sentences(trial)
        message = message_of(lines or sorted(trial.files), key=signed.key)
        made = make_commit(root, trial.files, parent, named(signed.author), message)
        move_branch(root, trial.files, parent, made)
        _take_places(root, folder, trial.after, made)
        return OrderOutcome(trial.files, told_sentences(trial, spoken_in(signed.order)), published=made)


def spoken_in(order: Order) -> str:
    """The language of whoever ordered, "" where she has not said."""
    return str(order.get("language") or "")


def mend(root: Path, clock: date, full_build: FullBuild) -> None:
    """Brings files and sites in step with the commit that is checked out, where somebody was stopped half-way.

    Raises Refused where the project is in no state to be published.
    """
    now, then = head_of(root), published_commit(root)
    if then and then != now:
        bring_between(root, then, now)
    make_ready(root)
    if then == now:
        return
    with staging(root, FOLDERS) as folder:
        source = read_source(root, clock)
        full_build(root, folder / MAKING, source)
        _take_places(root, folder, source, now)


def published_commit(root: Path) -> str:
    """The commit that the sites are made from, "" where nobody has said."""
    try:
        return (root / _PUBLISHED).read_text("utf-8").strip()
    except FileNotFoundError:
        return ""


def commit_as_it_lies(root: Path) -> str:
    """The commit whose files these are, "" where somebody has changed them since, or there is none."""
    if not (root / ".git").exists():
        return ""
    try:
        return "" if uncommitted(root) else head_of(root)
    except NoCommit:
        return ""


def note_published(root: Path, commit: str) -> None:
    """The sites are made from it; "": nobody can say from what, and whoever publishes next makes them anew."""
    write_whole(root / _PUBLISHED, f"{commit}\n".encode())


def _make_sites(root: Path, making: Path, trial: Trial, after: Source, full_build: FullBuild) -> None:
    """Only the pages that are others now, where the sites stand and no page is touched that MkDocs makes."""
    stands = all((root / name).is_dir() for name in FOLDERS)
    if not stands or not all(path.startswith(_LIGHT) for path in trial.files):
        full_build(trial.folder, making, after)
        return
    for site in SITES:
        shutil.copytree(root / site.folder, making / site.folder, copy_function=os.link)
        old = light_pages(root, trial.before, site.audience)
        write_all(making / site.folder, light_pages(trial.folder, after, site.audience), old.inputs())
    build = Build(trial.folder, after, after.data.records.site["site_url"])
    write(making / PORTAL_FOLDER, published_outputs(trial.folder, after, build))


def light_pages(root: Path, source: Source, audience: str) -> LightPages:
    """Those of one site."""
    build = Build(root, source, site_address(source.data.records.site["site_url"], audience), audience)
    return LightPages(build, build.framed_paths())


def _take_places(root: Path, folder: Path, source: Source, made: str) -> None:
    hand_out(root, source.data.revisions)
    publish(root, folder)
    note_published(root, made)
