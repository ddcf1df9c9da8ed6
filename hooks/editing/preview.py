"""Pages as they will be, for who is about to change them: HTML beside what is served, in the language she reads."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import markdown
from markupsafe import Markup

from brygga.check.source import Source
from brygga.load.audience import site_address
from brygga.load.languages import Language
from brygga.load.prose import Prose
from brygga.model.record import MEMBERS
from brygga.site.build import Build
from brygga.site.output import Output
from brygga.site.sites import SITES, Site
from editing.outcome import ChangedPage
from editing.told import date_changes
from editing.trial import Trial

_MOST = 12  # pages of one site: nobody looks at more before she publishes
_TITLE = re.compile(rb"<title>(.*?)</title>", re.DOTALL)
_TEMPLATE = "brygga/editing/page.html"
_MARKDOWN = ("attr_list", "tables", "fenced_code")  # as mkdocs.yml has it


def previewed(root: Path, trial: Trial, language: str, folder: Path) -> list[ChangedPage]:
    """Writes them below `folder`, each site's at its place; nothing where the check says something.

    What members alone see lies below their site's folder, never below the public one.
    """
    if trial.after is None:
        return []
    found = []
    for site in SITES:
        for output in islice(_others(root, trial, trial.after, site, language), _MOST):
            content = output.content
            file = folder / site.folder / output.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            found.append(ChangedPage(output.path.removesuffix("index.html"), _title(content), site.audience == MEMBERS))
    return _each_once(found)


def _each_once(pages: list[ChangedPage]) -> list[ChangedPage]:
    """A page that everybody sees is shown as they see it."""
    public = {page.address for page in pages if not page.members}
    return [page for page in pages if not (page.members and page.address in public)]


def _others(root: Path, trial: Trial, after: Source, site: Site, language: str) -> Iterator[Output]:
    """Those whose text differs from what is served: dates that are told, pages of few dates, lists, the handbook."""
    before, build = (_build(folder, source, site) for folder, source in ((root, trial.before), (trial.folder, after)))
    code = language if language in build.sites else build.languages[0].code
    known = {output.path: output.inputs for output in before.sites[code].outputs()} if code in before.sites else {}
    due = [one for one in build.sites[code].outputs() if one.path.endswith(".html")]
    due = [one for one in due if one.inputs is None or known.get(one.path) != one.inputs]
    served = root / site.folder
    told = _told_pages(before, build, code)
    for output in sorted(due, key=lambda one: (one.path not in told, one.shows)):
        if not _stands(served / output.path, output.content):
            yield output
    yield from _handbook(before, build, code)
    yield from _prose(trial.before, after, build)


def _told_pages(before: Build, build: Build, code: str) -> frozenset[str]:
    if code not in before.sites:
        return frozenset()
    changes = date_changes(before.sites[code].reader, build.sites[code].reader)
    prefix = build.sites[code].reader.language.prefix
    return frozenset(f"{prefix}{change.date.path}index.html" for change in changes)


def _stands(file: Path, content: bytes) -> bool:
    return file.is_file() and file.read_bytes() == content


def _build(root: Path, source: Source, site: Site) -> Build:
    return Build(root, source, site_address(source.data.records.site["site_url"], site.audience), site.audience)


def _handbook(before: Build, build: Build, code: str) -> Iterator[Output]:
    """Chapters that are made from records."""
    known = {uri: page.html for uri, page in before.handbook.get(code, {}).items()}
    for uri, page in build.handbook[code].items():
        if known.get(uri) != page.html:
            yield _framed(build, code, uri, page.title, page.html)


def _prose(before: Source, after: Source, build: Build) -> Iterator[Output]:
    """Pages that people write, in whichever language they have been changed."""
    known = {page.path: (page.head, page.body) for page in before.prose}
    for page in after.prose:
        if known.get(page.path) != (page.head, page.body) and not _is_hidden(build, page):
            text = markdown.markdown(page.body, extensions=list(_MARKDOWN))  # the check has said that it is harmless
            yield _framed(build, page.language, page.uri, html.escape(str(page.head.get("title", ""))), text)


def _is_hidden(build: Build, page: Prose) -> bool:
    return build.is_hidden(page.path.removeprefix("docs/"))


def _framed(build: Build, code: str, uri: str, title: str, body: str) -> Output:
    """A page that MkDocs frames when it is published, on a light page of ours: text and order are the same."""
    path = f"{uri.removesuffix('.md').removesuffix('index').rstrip('/')}/"
    reader = build.sites[code].reader
    content = build.renderer.page(_TEMPLATE, reader, path, heading=Markup(title), text=Markup(body))  # checked, made
    return Output(f"{reader.language.prefix}{path}index.html", content)


def changed_pages(site_dir: Path, paths: Iterable[str], audience: str) -> list[ChangedPage]:
    """Of the files that are others now the pages, as they lie there."""
    listed = [path for path in paths if path.endswith("/index.html")]
    return [
        ChangedPage(path.removesuffix("index.html"), _title((site_dir / path).read_bytes()), audience == MEMBERS)
        for path in listed
    ]


def in_language(pages: list[ChangedPage], code: str, languages: Sequence[Language]) -> list[ChangedPage]:
    """Those that she reads, each once; the first ones, as there may be many."""
    reader = next((one for one in languages if one.code == code), languages[0])
    others = tuple(one.prefix for one in languages if one.prefix and one is not reader)
    own = [page for page in pages if page.address.startswith(reader.prefix) and not page.address.startswith(others)]
    return _each_once(own)[:_MOST]


def _title(content: bytes) -> str:
    """Without the site's name behind it."""
    found = _TITLE.search(content)
    whole = html.unescape(found[1].decode()).strip() if found else ""
    return whole.rpartition(" · ")[0] or whole
