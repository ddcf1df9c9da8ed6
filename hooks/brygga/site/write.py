"""Outputs → files, by several processes, and only what has changed. After a small change the small pages come first:
who has just edited a date looks at the page of that date, not at all the lists that it stands in."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol

from brygga.load.whole_file import write_whole
from brygga.site.output import Output
from brygga.site.side_by_side import side_by_side

SMALL = 10  # sessions and places that a small page shows at most
FEW = 200  # small pages that are made in less time than it takes to start other processes

Inputs = Mapping[str, str | None]  # of every output, by its path
Work = Mapping[str, Iterable[Output]]  # outputs by the part they belong to


class Planned(Protocol):
    """What is to be written, in parts that can be made apart from each other."""

    def parts(self) -> list[str]: ...

    def outputs(self, part: str) -> Iterable[Output]: ...


@dataclass(frozen=True)
class Written:
    """`inputs` of every output by its path, for the next time, where that is asked for; paths that were made anew, and
    that were new on disk."""

    inputs: Inputs = field(default_factory=dict)
    made: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


def write(site_dir: Path, outputs: Iterable[Output], known: Inputs | None = None) -> Written:
    """Writes what is new. An output with the same `inputs` as `known` is left alone where its file still stands.

    Empty where nothing is known yet; None where nobody will ask what the outputs were made from.
    """
    inputs: dict[str, str | None] = {}
    made, changed = [], []
    for output in outputs:
        if known is not None:
            inputs[output.path] = output.inputs
        if _stands(site_dir, output, known):
            continue
        file, content = site_dir / output.path, output.content
        made.append(output.path)
        if not known or not file.exists() or file.read_bytes() != content:
            (_replace if known else _put)(file, content)
            changed.append(output.path)
    return Written(inputs, made, changed)


def _stands(site_dir: Path, output: Output, known: Inputs | None) -> bool:
    if not known or output.inputs is None or known.get(output.path) != output.inputs:
        return False
    return (site_dir / output.path).exists()


def _put(file: Path, content: bytes) -> None:
    """A page has a folder of its own; what lies beside it comes later."""
    if file.name == "index.html" or not file.parent.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def _replace(file: Path, content: bytes) -> None:
    """Who is reading the old file reads it to its end, and so does who has it by another name."""
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, content)


def write_all(site_dir: Path, planned: Planned, known: Inputs | None = None) -> Written:
    """All parts, side by side where the machine has more than one core; removes files that are no longer planned."""
    work: Work = {part: planned.outputs(part) for part in planned.parts()}
    total = _written_again(site_dir, work, known) if known else _joined(_side_by_side(site_dir, work, known))
    for path in (known or {}).keys() - total.inputs.keys():
        (site_dir / path).unlink(missing_ok=True)
    return total


def _written_again(site_dir: Path, work: Work, known: Inputs) -> Written:
    """What has to be made again: small pages at once, where they are few, the others side by side."""
    planned = {part: list(outputs) for part, outputs in work.items()}
    known_by_path = Written({output.path: output.inputs for outputs in planned.values() for output in outputs})
    due = {part: [one for one in outputs if not _stands(site_dir, one, known)] for part, outputs in planned.items()}
    small = [output for outputs in due.values() for output in outputs if output.shows <= SMALL]
    if len(small) > FEW:
        return _joined([known_by_path, *_side_by_side(site_dir, due, known)])
    first = write(site_dir, small, known)
    left = {part: [output for output in outputs if output.shows > SMALL] for part, outputs in due.items()}
    left = {part: outputs for part, outputs in left.items() if outputs}
    return _joined([known_by_path, first, *_side_by_side(site_dir, left, known)])


def _joined(parts: Iterable[Written]) -> Written:
    listed = list(parts)
    inputs = {path: digest for one in listed for path, digest in one.inputs.items()}
    return Written(
        inputs, [path for one in listed for path in one.made], [path for one in listed for path in one.changed]
    )


def _side_by_side(site_dir: Path, work: Work, known: Inputs | None) -> Iterator[Written]:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    jobs = {part: partial(write, site_dir, outputs, known) for part, outputs in work.items()}
    if min(cores, len(work)) > 1:
        yield from side_by_side(jobs, cores)
    else:
        yield from (job() for job in jobs.values())
