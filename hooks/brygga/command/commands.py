"""What the command `brygga` does: each function takes the project's root, the real day and a console.

Those that read the data raise BadData when something is wrong with it; `tell_bad_data` says what."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from textwrap import shorten
from typing import TypeVar

from brygga.check.notices import notices
from brygga.check.source import BadData, Source, read_source
from brygga.command.console import Console
from brygga.command.posters import browser, print_posters
from brygga.command.readability import HARDEST, judge
from brygga.command.serve import Changes, reaches_frame, refresh, start_server, watch
from brygga.command.sites import MkDocs, build_sites
from brygga.history.handed_out import hand_out
from brygga.load.audience import visible
from brygga.load.canonical import canonical
from brygga.load.data import Data
from brygga.load.file_cache import FileCache
from brygga.load.garbage import uncollected
from brygga.load.rows import load
from brygga.load.schema import SITE_KIND, read_schemas
from brygga.load.whole_file import write_whole
from brygga.model.problem import Problem, report
from brygga.model.record import PUBLIC
from brygga.model.revisions import WHOLE
from brygga.site.build import Build, LightPages
from brygga.site.sites import FOLDERS, SITES
from brygga.site.staging import MAKING, locked, publish, staging
from brygga.site.write import Written
from brygga.translation import status
from brygga.translation.extract import extract
from brygga.translation.house_words import avoided
from brygga.translation.reword import carry, rewordings
from brygga.translation.sync import sync_catalogues
from editing.publish import commit_as_it_lies, note_published

PORT = 8000
Result = TypeVar("Result")
_LONGEST_LINE = 120


def check_data(root: Path, clock: date, console: Console) -> int:
    """Everything wrong in data, translations and prose, one sentence a finding; then what is asked of the editors."""
    source = read_source(root, clock)
    _ask(_questions(root, clock, source.data), console)
    console.say("nothing-wrong", records=len(list(source.data.records)))
    return 0


@uncollected()
def build_site(mkdocs: MkDocs, root: Path, clock: date, console: Console) -> int:
    """Builds beside the old sites; the new ones take their places only when everything is right in all of them."""
    return 0 if _build(mkdocs, root, clock, console, FileCache()) else 1


def _build(mkdocs: MkDocs, root: Path, clock: date, console: Console, cache: FileCache) -> Source | None:
    """What the sites are made from, once they stand."""
    started = time.monotonic()
    console.progress("checking")
    made_from = commit_as_it_lies(root)
    source = read_source(root, clock, cache)
    console.progress("building", languages=len(source.languages))
    with locked(root), staging(root, FOLDERS) as folder:
        if not build_sites(mkdocs, root, folder / MAKING, source, console):
            console.say("build-failed", site="site/")
            return None
        hand_out(root, source.data.revisions)
        publish(root, folder)
        note_published(root, made_from)
    _ask(notices(source.data, clock), console)
    _summary(root, source, console, time.monotonic() - started)
    return source


def serve_site(mkdocs: MkDocs, root: Path, clock: date, console: Console) -> int:
    """Builds, serves and, whenever something is saved, brings the site in step. Ends with Ctrl-C."""
    cache = FileCache()
    source = _build(mkdocs, root, clock, console, cache)
    if source is None:
        return 1
    build = Build(root, source, source.data.records.site["site_url"], cache=cache)
    known = LightPages(build, build.framed_paths()).inputs()
    changes = Changes(root)
    stop, server = watch(root, changes), start_server(root / "site", PORT)
    console.say("serving", address=f"http://127.0.0.1:{PORT}/")
    try:
        while True:
            changed = changes.wait()
            with locked(root, wait=True):
                bring = partial(refresh, root, clock, root / "site", known, cache)
                written = _unless_bad(partial(_bring_in_step, bring, console), console)
            known = written.inputs if written else known
            if written and reaches_frame(changed):
                _unless_bad(partial(_build, mkdocs, root, clock, console, cache), console)
    except KeyboardInterrupt:
        return 0
    finally:
        stop()
        server.shutdown()


def _bring_in_step(bring: Callable[[], Written], console: Console) -> Written:
    started = time.monotonic()
    written = bring()
    console.say("refreshed", pages=len(written.changed), seconds=round(time.monotonic() - started, 2))
    return written


def _unless_bad(work: Callable[[], Result], console: Console) -> Result | None:
    """Who edits goes on; the site stays as it was until she has mended what is wrong."""
    try:
        return work()
    except BadData as bad:
        tell_problems(bad.problems, console)
        return None


def make_posters(root: Path, clock: date, console: Console) -> int:  # noqa: ARG001  # all commands take the same
    """Prints the posters of the built site into posters/."""
    chromium = browser()
    if chromium is None or not (root / "site/index.html").exists():
        console.say("posters-need")
        return 1
    files = list(print_posters(chromium, root / "site", root / "posters"))
    console.say("posters-done", count=len(files), folder="posters/")
    return 0


def update_translations(root: Path, clock: date, console: Console) -> int:
    """Brings data/translations/*.po in step with records and templates."""
    source = read_source(root, clock)
    for path in sync_catalogues(root, extract(root, source.data.records, source.data.schemas), source.languages):
        console.say("updated", path=path.relative_to(root))
    return 0


def reword_texts(chosen: Sequence[str], root: Path, clock: date, console: Console) -> int:
    """Shows the Swedish texts that were reworded; carries the translations of those whose numbers are given, or all."""
    source = read_source(root, clock)
    wanted = extract(root, source.data.records, source.data.schemas)
    found = rewordings(root, wanted, source.languages, source.prose)
    wrong = [number for number in chosen if number not in ("all", *(str(at + 1) for at in range(len(found))))]
    for number, one in enumerate(found, 1):
        console.say("reworded-text" if one.old else "reworded-page", number=number, **vars(one))
    if not found or wrong or not chosen:
        console.say("reword-none" if not found else "reword-how", chosen=" ".join(wrong))
        return 1 if wrong else 0
    carried = [one for number, one in enumerate(found, 1) if {"all", str(number)} & set(chosen)]
    carry(root, carried, wanted, source.languages, source.prose)
    sync_catalogues(root, wanted, source.languages)
    console.say("reword-done", count=len(carried))
    return 0


def report_status(root: Path, clock: date, console: Console) -> int:
    """What is asked of the editors, and what is missing, outdated, unreviewed and unchecked."""
    source = read_source(root, clock)
    _ask(notices(source.data, clock), console)
    for language in _language_statuses(root, source):
        _report_language(language, console)
    for key, records in (
        ("report-unchecked", status.unchecked(source.data.records)),
        ("report-old", status.checked_long_ago(source.data.records, clock)),
    ):
        if records:
            console.say(key)
            print("\n".join(f"  {record.path}" for record in records))
    return 0


def measure_texts(root: Path, clock: date, console: Console) -> int:
    """Swedish texts that are too hard to read. Only tells: a text is never held up by how it is written."""
    judged = list(judge(root, clock))
    hard = sorted((text for text in judged if text.is_hard), key=lambda text: -text.reading.lix)
    for text in hard:
        console.say("lix-hard", lix=f"{text.reading.lix:.0f}", name=text.name, worst=text.reading.worst)
    console.say("lix-summary", texts=len(judged), hard=len(hard), limit=HARDEST)
    return 0


def format_records(root: Path, clock: date, console: Console) -> int:  # noqa: ARG001  # all commands take the same
    """Writes every record in its one canonical form."""
    schemas, problems = read_schemas(root)
    rows, found = load(root, schemas.keys() - {SITE_KIND})
    if problems or found:
        raise BadData([*problems, *found])
    for row in rows:
        file, text = root / row.path, canonical(row, schemas[row.kind].fields)
        if file.read_text("utf-8") != text:
            write_whole(file, text.encode())
            console.say("formatted", path=row.path)
    return 0


def tell_bad_data(bad: BadData, root: Path, clock: date, console: Console) -> int:
    """What is wrong, and then what is asked of the editors: all in one run. Returns the exit status."""
    status = tell_problems(bad.problems, console)
    if bad.read:
        _ask(_questions(root, clock, bad.read), console)
    return status


def _questions(root: Path, clock: date, data: Data) -> list[Problem]:
    return [*notices(data, clock), *avoided(root, data)]


def tell_problems(problems: Sequence[Problem], console: Console) -> int:
    """What is wrong, one sentence a finding. Returns the exit status."""
    sentences = report(problems, console.language)
    print("\n".join(sentences))
    console.progress("problem-count", count=len(sentences))
    return 1


def _ask(questions: Sequence[Problem], console: Console) -> None:
    """Questions hold nothing up."""
    if sentences := report(questions, console.language):
        print("\n".join(sentences))
        console.say("notice-count", count=len(sentences))


def _summary(root: Path, source: Source, console: Console, seconds: float) -> None:
    data = visible(source.data, PUBLIC)
    names = ", ".join(language.name for language in source.languages)
    coming = sum(1 for session in data.sessions if session.actual.date >= data.today)
    records = list(source.data.records)
    console.say("done", seconds=round(seconds, 1))
    for site in SITES:
        feeds = sum(1 for pattern in ("*.ics", "*.atom") for _ in (root / site.folder).rglob(pattern))
        pages = sum(1 for _ in (root / site.folder).rglob("*.html"))
        console.say(f"summary-{site.audience}", pages=pages, feeds=feeds, languages=len(source.languages), names=names)
    console.say("summary-dates", dates=len(data.sessions), coming=coming, today=data.today)
    for one in _language_statuses(root, source):
        counts = {name: len(getattr(one, name)) for name in ("missing", "outdated", "unreviewed")}
        console.say("summary-missing", language=one.language.name, **counts)
    console.say("summary-unchecked", unchecked=len(status.unchecked(records)), records=len(records))
    if data.revisions.history != WHOLE:
        console.say(f"history-{data.revisions.history}")
    if not data.is_live:
        console.say("summary-demo", today=data.today)
    console.say("summary-where", index="site/index.html")


def _language_statuses(root: Path, source: Source) -> list[status.LanguageStatus]:
    wanted = extract(root, source.data.records, source.data.schemas)
    swedish = next(language.code for language in source.languages if language.is_source)
    return [
        status.language_status(language, wanted, source.catalogues[language.code], source.prose, swedish)
        for language in source.languages
        if not language.is_source
    ]


def _report_language(one: status.LanguageStatus, console: Console) -> None:
    translated = one.total - len(one.missing) - len(one.outdated)
    console.say("report-language", language=one.language.name, translated=translated, total=one.total)
    for key, texts in (("report-missing", one.missing), ("report-outdated", one.outdated)):
        for text in texts:
            console.say(key, path=text.path, text=shorten(text.text, _LONGEST_LINE, placeholder=" …"))
    console.say("report-unreviewed", count=len(one.unreviewed))
    for page in one.prose_missing:
        console.say("report-prose-missing", path=page.path)
    for page, original in one.prose_outdated:
        console.say("report-prose-outdated", path=page.path, hash=original.hash)
