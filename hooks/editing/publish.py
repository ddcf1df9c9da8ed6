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

from brygga.check.source import BadData, Source, read_source
from brygga.history.handed_out import hand_out
from brygga.load.audience import site_address
from brygga.load.whole_file import write_whole
from brygga.portal_feed.published import published_outputs
from brygga.site.build import Build, LightPages
from brygga.site.sites import FOLDERS, PORTAL_FOLDER, SITES
from brygga.site.staging import MAKING, locked, publish, staging
from brygga.site.write import write, write_all
from editing.commit import bring_between, head_of, make_commit, move_branch, tree_of
from editing.git import NoCommit, Overtaken, named
from editing.order import Order, text_in
from editing.orders import ACCEPT
from editing.outcome import KEY, ChangedPage, OrderOutcome, SignedOrder, message_of, sentences_in
from editing.preview import changed_pages, in_language
from editing.proposals import drop_proposal, proposal_asked_for, put_proposal, read_proposal, read_proposals
from editing.propose import told_sentences, tried
from editing.ready import make_ready, uncommitted
from editing.refused import Refused
from editing.remote import NotAllowed, fetch_branch, push_commit
from editing.trace import trace_of
from editing.trial import Trial

# These reach no page that MkDocs makes.
_LIGHT = ("data/series/", "data/events/", "data/closures/", "data/places/", "data/requests/")
_PUBLISHED = Path(".cache/published")
_TRIES = 3  # how often a publication begins anew, as somebody was quicker

FullBuild = Callable[[Path, Path, Source], None]  # project, folder of the new sites, what they are made from


def publish_order(root: Path, clock: date, signed: SignedOrder, full_build: FullBuild) -> OrderOutcome:
    """What became of it. Raises Refused, NoCommit and OSError, and then everything is as it was.

    What was published under the same key before is not done again. Where others are quicker again and again, or the
    repository takes nothing on this branch, it becomes a proposal.
    """
    with locked(root, wait=True):
        for _ in range(_TRIES):
            mend(root, clock, full_build)
            if done := already_published(root, signed):
                return done
            try:
                return _published(root, clock, signed, full_build)
            except Overtaken:
                continue
            except NotAllowed:
                break
        return _proposed(root, clock, signed)


def already_published(root: Path, signed: SignedOrder) -> OrderOutcome | None:
    """Under the key, or what a proposal came to that is to be accepted."""
    for key in (signed.key, str(signed.order.get("proposal") or "")):
        if KEY.match(key) and (done := trace_of(root, key)):
            return OrderOutcome(sentences=sentences_in(done.message), published=done.commit)
    return None


def _published(root: Path, clock: date, signed: SignedOrder, full_build: FullBuild) -> OrderOutcome:
    parent = head_of(root)
    with staging(root, FOLDERS) as folder, tried(root, clock, signed.order) as trial:
        if trial.after is None:
            return OrderOutcome(trial.files, problems=trial.problems)
        pages = _make_sites(root, folder / MAKING, trial, trial.after, full_build)
        made = _commit(root, signed, trial, parent)
        push_commit(root, made)
        move_branch(root, trial.files, parent, made)
        if signed.order.get("do") == ACCEPT:
            drop_proposal(root, text_in(signed.order, "proposal"))
        _take_places(root, folder, trial.after, made)
        told = told_sentences(trial, spoken_in(signed.order))
        shown = in_language(pages, spoken_in(signed.order), trial.after.languages)
        return OrderOutcome(trial.files, told, published=made, pages=shown)


def _commit(root: Path, signed: SignedOrder, trial: Trial, parent: str) -> str:
    """Its author is who wrote it, which of a proposal is not who publishes it."""
    order, writer, notes = signed.order, signed.author, {"key": signed.key}
    if order.get("do") == ACCEPT:
        proposal = proposal_asked_for(root, order)
        order, writer, notes = proposal.order, proposal.author, {**notes, "proposal": proposal.key}
    if order.get("do") == "undo":
        notes["undoes"] = text_in(order, "commit")
    message = message_of(told_sentences(trial) or sorted(trial.files), **notes)
    return make_commit(root, tree_of(root, trial.files, parent), [parent], named(writer, signed.author), message)


def propose_order(root: Path, clock: date, signed: SignedOrder) -> OrderOutcome:
    """A branch with a commit, for whoever publishes; nothing that is published changes. Raises as `publish_order`."""
    with locked(root, wait=True):
        make_ready(root)
        return already_published(root, signed) or _proposed(root, clock, signed)


def _proposed(root: Path, clock: date, signed: SignedOrder) -> OrderOutcome:
    if signed.order.get("do") == ACCEPT:  # it waits as it is
        return OrderOutcome(proposed=proposal_asked_for(root, signed.order).key)
    before = read_proposal(root, signed.key)
    if before and before.order == signed.order and before.author == signed.author:
        return OrderOutcome(sentences=before.sentences, proposed=before.key)
    with tried(root, clock, signed.order) as trial:
        if trial.after is None:
            return OrderOutcome(trial.files, problems=trial.problems)
        put_proposal(root, signed, trial.files, told_sentences(trial))
        return OrderOutcome(trial.files, told_sentences(trial, spoken_in(signed.order)), proposed=signed.key)


def _drop_published(root: Path) -> None:
    """Proposals whose publication was stopped half-way, and those that came in with what others brought."""
    for proposal in read_proposals(root):
        if trace_of(root, proposal.key):
            drop_proposal(root, proposal.key)


def spoken_in(order: Order) -> str:
    """The language of whoever ordered, "" where she has not said."""
    return str(order.get("language") or "")


def mend(root: Path, clock: date, full_build: FullBuild) -> None:
    """Brings files and sites in step with the branch, where somebody was stopped half-way or others brought something.

    Raises Refused where the project is in no state to be published.
    """
    then = published_commit(root)
    _bring_in_step(root, then)
    make_ready(root)
    fetch_branch(root)
    _bring_in_step(root, then)
    now = head_of(root)
    if then == now:
        return
    _drop_published(root)
    with staging(root, FOLDERS) as folder:
        try:
            source = read_source(root, clock)
        except BadData as bad:
            raise Refused("edit-main-broken", path=bad.problems[0].path) from None
        full_build(root, folder / MAKING, source)
        _take_places(root, folder, source, now)


def _bring_in_step(root: Path, then: str) -> None:
    """The files, from what the sites were made from to the commit that the branch is at."""
    if then and then != head_of(root):
        bring_between(root, then, head_of(root))


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


def _make_sites(root: Path, making: Path, trial: Trial, after: Source, full_build: FullBuild) -> list[ChangedPage]:
    """Only the pages that are others now, where the sites stand and no page is touched that MkDocs makes; these."""
    stands = all((root / name).is_dir() for name in FOLDERS)
    if not stands or _reaches_frame(trial, after):
        full_build(trial.folder, making, after)
        return []
    pages: list[ChangedPage] = []
    for site in SITES:
        shutil.copytree(root / site.folder, making / site.folder, copy_function=os.link)
        old = light_pages(root, trial.before, site.audience)
        written = write_all(making / site.folder, light_pages(trial.folder, after, site.audience), old.inputs())
        pages += changed_pages(making / site.folder, written.changed, site.audience)
    build = Build(trial.folder, after, after.data.records.site["site_url"])
    write(making / PORTAL_FOLDER, published_outputs(trial.folder, after, build))
    return pages


def _reaches_frame(trial: Trial, after: Source) -> bool:
    """Whether a page of MkDocs' will be another. Of the whole site's settings only the programme shows when it was
    confirmed."""
    others = [path for path in trial.files if not path.startswith(_LIGHT)]
    was, now = ({**one.data.records.site.values, "confirmed": None} for one in (trial.before, after))
    return others not in ([], ["data/site.yaml"]) or was != now


def light_pages(root: Path, source: Source, audience: str) -> LightPages:
    """Those of one site."""
    build = Build(root, source, site_address(source.data.records.site["site_url"], audience), audience)
    return LightPages(build, build.framed_paths())


def _take_places(root: Path, folder: Path, source: Source, made: str) -> None:
    hand_out(root, source.data.revisions)
    publish(root, folder)
    note_published(root, made)
