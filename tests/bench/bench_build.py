"""How fast 5,000 date pages are, beside Hugo; the real site; the same bytes twice; one changed line: `make bench`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from bench import hugo, saved, synthetic
from bench.measure import Cost, best, contents, digests, empty, python, run, table, write_alone
from builtsite import copy_project

EVENTS, ROUNDS = 500, 3
HUGO_RATIO, SITE_SECONDS, AGAIN_SECONDS, AGAIN_RATIO = 0.4, 10, 1, 1 / 6  # targets


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = synthetic.make(Path(folder, "project"), EVENTS)
        theirs = beside_hugo(root, Path(folder))
        attempt("the whole of it", everything, root, Path(folder))
        attempt("a saved record", partial(while_serving, theirs=theirs), root, Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        attempt("make site", real_site, Path(folder))


def attempt(name: str, part: Callable[..., None], *arguments: Path) -> None:
    """What does not work at the moment cannot be measured; the rest can."""
    try:
        part(*arguments)
    except subprocess.CalledProcessError:
        print(f"{name} does not work at the moment: not measured")


def beside_hugo(root: Path, folder: Path) -> Cost | None:
    """Date pages only, HTML only, each time in a fresh process and into a folder of its own. Hugo's best run, if any.

    Nothing is deleted on the way: ext4 without a journal steps over every inode that was freed in the last minutes,
    one by one, for each new file (recently_deleted in the kernel), and whoever came later would pay for the others.
    """
    _fresh(root, folder / "brygga")
    pages = contents(folder / "brygga")
    sites: dict[str, list[Cost]] = {"Brygga": []}
    if theirs := hugo.program():
        hugo.make(folder / "hugo", pages)
        sites["Hugo"] = []
    limit = []
    for turn in range(ROUNDS):
        sites["Brygga"].append(_fresh(root, folder / f"brygga-{turn}"))
        if theirs:
            site, cache = folder / f"hugo-{turn}", folder / f"cache-{turn}"
            sites["Hugo"].append(hugo.build(theirs, folder / "hugo", site, cache))
        limit.append(write_alone(pages, folder / f"limit-{turn}"))
    made = {"Brygga": pages, "Hugo": contents(folder / "hugo-0", "**/program/**/*.html")}
    load = f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    print(f"{len(pages)} date pages in {len(synthetic.LANGUAGES)} languages, fresh, {load}:")
    print(table([_HEAD, *(_row(name, best(costs), made[name]) for name, costs in sites.items())]))
    for name, costs in sites.items():
        print(f"  all runs of {name}: {', '.join(f'{cost.wall:.2f}' for cost in costs)} s")
    print(f"  the limit, writing the same files alone: {min(limit):.2f} s")
    if not theirs:
        print("  There is no Hugo to compare with: make bench installs it, from requirements/bench.txt.")
        return None
    _ratios(sites["Brygga"], sites["Hugo"], made)
    return best(sites["Hugo"])


def _fresh(root: Path, site: Path) -> Cost:
    """Without the templates that an earlier run has compiled."""
    empty(root / ".cache")
    return python("bench.light", "pages", root, site)


_HEAD = ("", "wall s", "processor s", "MB, largest process", "pages", "bytes", "pages/s")


def _row(name: str, cost: Cost, made: dict[str, bytes]) -> tuple[str, ...]:
    size = sum(map(len, made.values()))
    seconds = (f"{cost.wall:.2f}", f"{cost.processor:.2f}", f"{cost.memory:.0f}")
    return (name, *seconds, str(len(made)), f"{size:,}", f"{len(made) / cost.wall:.0f}")


def _ratios(ours: list[Cost], theirs: list[Cost], made: dict[str, dict[str, bytes]]) -> None:
    """Of the best runs, and of the middle pair: on a busy machine the two part."""
    sizes = {name: sum(map(len, files.values())) for name, files in made.items()}
    wall = median(one.wall / other.wall for one, other in zip(ours, theirs, strict=True))
    processor = median(one.processor / other.processor for one, other in zip(ours, theirs, strict=True))
    first, second = best(ours), best(theirs)
    shares = (first.wall / second.wall, first.processor / second.processor)
    print(f"  Brygga : Hugo, best runs: wall {shares[0]:.2f} (target ≤ {HUGO_RATIO}), processor {shares[1]:.2f}")
    print(f"  Brygga : Hugo, middle pair: wall {wall:.2f}, processor {processor:.2f}")
    pages = len(made["Brygga"]) / len(made["Hugo"])
    print(f"  Brygga : Hugo, bytes {sizes['Brygga'] / sizes['Hugo']:.3f}, pages {pages:.3f}")


def everything(root: Path, folder: Path) -> None:
    """All that Brygga writes for the same project; twice, to compare; then once more after a small change."""
    first, second = folder / "first", folder / "second"
    costs = [python("bench.light", "all", root, site) for site in (first, second)]
    before, same = digests(first), digests(second)
    differ = sorted(path for path in before.keys() | same.keys() if before.get(path) != same.get(path))
    print(f"the same project with calendars, feeds and overviews, {len(before)} files:")
    print(f"  {best(costs)}")
    print(f"  two builds have the same bytes: {_yes(differ)}")
    print("incremental, in a fresh process:")
    print(f"  nothing changed        {python('bench.light', 'again', root, first)}")
    again = _edited(root, first)
    changed = sum(1 for path, content in digests(first).items() if before.get(path) != content)
    print(f"  one line of one record {again}   ({changed} files)")
    full, now = folder / "full", digests(first)
    python("bench.light", "all", root, full)
    wrong = sorted(path for path, content in digests(full).items() if now.get(path) != content)
    print(f"  and the site is as a full build would make it: {_yes(wrong)}")


def _edited(root: Path, site: Path) -> Cost:
    """Seconds until the pages of a record in which one line was changed are on disk."""
    _edit(root)
    return python("bench.light", "again", root, site)


def _edit(root: Path) -> None:
    file = synthetic.event_path(root, EVENTS // 2)
    other = {"fika: yes": "fika: no", "fika: no": "fika: yes"}
    file.write_text(re.sub("fika: (?:yes|no)", lambda line: other[line[0]], file.read_text("utf-8")), "utf-8")


def while_serving(root: Path, folder: Path, theirs: Cost | None) -> None:
    """What she who edits waits for: from saving a line to the new page in the browser, and to the last list."""
    path = f"{list(synthetic.LANGUAGES)[-1]}/program/{synthetic.event_path(root, EVENTS // 2).stem}/"
    waits = saved.waits(root, empty(folder / "served"), path, partial(_edit, root), ROUNDS)
    load = f"load {os.getloadavg()[0]:.1f}"
    print(f"a line saved while the site is served, {load} (target {AGAIN_SECONDS} s to the page over HTTP):")
    for wait in waits:
        share = f" ({wait.page / theirs.wall:.2f} of Hugo's full build, target {AGAIN_RATIO:.2f})" if theirs else ""
        print(f"  page {wait.page:.2f} s{share}, all lists {wait.all:.2f} s")


def _yes(differ: list[str]) -> str:
    return f"no, {len(differ)} differ: {differ[0]} …" if differ else "yes"


def real_site(folder: Path) -> None:
    """`make site` in a copy of the project, so that nobody's site/ is touched."""
    copy_project(folder)
    environment = {**os.environ, "PYTHONPATH": str(folder / "hooks"), "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "brygga", "site"]
    costs, found = [], []
    for _ in range(2):
        empty(folder / "site")
        costs.append(run(command, folder, environment))
        found.append(digests(folder / "site"))
    differ = sorted(path for path in found[0].keys() | found[1].keys() if found[0].get(path) != found[1].get(path))
    pages = sum(1 for path in found[0] if path.endswith(".html"))
    print(f"make site, the real data, {pages} pages, {len(found[0])} files (target {SITE_SECONDS} s):")
    print(f"  {best(costs)}\n  two builds have the same bytes: {_yes(differ)}")


if __name__ == "__main__":
    main()
