"""Outputs → files, by several processes, and only what has changed."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from brygga.pages import Output


class Planned(Protocol):
    """What is to be written, in parts that can be made apart from each other."""

    def parts(self) -> list[str]: ...

    def outputs(self, part: str) -> Iterable[Output]: ...


@dataclass
class Written:
    """`inputs` of every output by its path, for the next time; paths that were made anew, and that were new on disk."""

    inputs: dict[str, str | None] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    def add(self, other: Written) -> None:
        self.inputs |= other.inputs
        self.made += other.made
        self.changed += other.changed


def write(site_dir: Path, outputs: Iterable[Output], known: Mapping[str, str | None] | None = None) -> Written:
    """Writes what is new. An output with the same `inputs` as `known` is left alone where its file still stands."""
    written = Written()
    for output in outputs:
        file = site_dir / output.path
        written.inputs[output.path] = output.inputs
        if output.inputs is not None and known and known.get(output.path) == output.inputs and file.exists():
            continue
        content = output.content
        written.made.append(output.path)
        if not known or not file.exists() or file.read_bytes() != content:
            _put(file, content)
            written.changed.append(output.path)
    return written


def _put(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def write_all(site_dir: Path, planned: Planned, known: Mapping[str, str | None] | None = None) -> Written:
    """All parts, side by side where the machine has more than one core; removes files that are no longer planned."""
    total = Written()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    if cores > 1 and "fork" in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context("fork")  # the children share the records and the compiled templates
        with ProcessPoolExecutor(cores, context, _adopt, (site_dir, planned, known)) as pool:
            for written in pool.map(_write_part, planned.parts()):
                total.add(written)
    else:
        for part in planned.parts():
            total.add(write(site_dir, planned.outputs(part), known))
    for path in (known or {}).keys() - total.inputs.keys():
        (site_dir / path).unlink(missing_ok=True)
    return total


_adopted: list[tuple[Path, Planned, Mapping[str, str | None] | None]] = []


def _adopt(site_dir: Path, planned: Planned, known: Mapping[str, str | None] | None) -> None:
    _adopted.append((site_dir, planned, known))
    gc.freeze()  # what the parent made stays to the end: looking through it for garbage takes as long as the pages


def _write_part(part: str) -> Written:
    site_dir, planned, known = _adopted[-1]
    return write(site_dir, planned.outputs(part), known)
