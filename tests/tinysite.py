"""Data sets made for one test: a copy of tests/tiny (or another set) and changes to its files."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from shutil import copytree, ignore_patterns, rmtree
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from brygga.check.source import Source, read_source
from brygga.load.file_cache import FileCache
from brygga.load.schema import Schema, read_schemas
from brygga.model.problem import Problem
from brygga.model.record import PUBLIC
from brygga.portal_feed.published import published_outputs
from brygga.site.build import Build, LightPages
from brygga.site.output import Output
from citysite import PREFIX, PROJECT, TESTS, put_city, with_languages

SITE_URL = "https://mammor.example/"
PORTAL_URL = f"{SITE_URL}portal/"
TODAY = date(2019, 3, 5)
HANDBOOK = ("handbok/", "om/")  # addresses of some pages that MkDocs makes
THREE = {"sv": "", "en": "en/", "ar": "ar/"}  # the languages of made-up data sets, and what their addresses begin with


def copy_of(name: str, folder: Path) -> Path:
    """The data set tests/<name> in a folder of its own, with the real schemas and pictograms."""
    copytree(TESTS / name / "data", folder / "data", symlinks=True)
    for part in ("data/schemas", "overrides/pictograms"):
        copytree(PROJECT / part, folder / part)
    put(folder / "overrides/public/sign.svg", (PROJECT / "overrides/public/sign.svg").read_text("utf-8"))
    return folder


def make_buildable(root: Path) -> Path:
    """Adds what a build needs beside the data: the real templates and catalogues. There is no prose."""
    for part in ("overrides/brygga", "overrides/public", "data/translations"):
        copytree(
            PROJECT / part, root / part, ignore=ignore_patterns("city"), dirs_exist_ok=True
        )  # not its own catalogues
    return with_languages(root, {code: code for code in THREE})


def without_today(root: Path) -> Path:
    """Takes the fixed day out of data/site.yaml, and what is only an example: then the clock counts."""
    site = root / "data/site.yaml"
    lines = site.read_text("utf-8").splitlines(keepends=True)
    site.write_text("".join(line for line in lines if not line.startswith(("today:", "example:"))), "utf-8")
    return root


def with_portal(root: Path) -> Path:
    """Writes into data/site.yaml where forms are sent."""
    with (root / "data/site.yaml").open("a", encoding="utf-8") as site:
        site.write(f"portal_url: {PORTAL_URL}\n")
    return root


def put_all(root: Path, files: Mapping[str, Any]) -> Path:
    for path, content in files.items():
        put(root / path, content)
    return root


def put(file: Path, content: str | Mapping[str, Any] | None) -> None:
    """Writes a file as a case describes it; None takes the file or folder away."""
    if content is None:
        rmtree(file) if file.is_dir() else file.unlink()
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    match content:
        case str():
            file.write_bytes(content.encode("utf-8"))
        case {"base64": str(code)}:
            file.write_bytes(b64decode(code))
        case {"repeat": [str(text), int(times)]}:
            file.write_bytes(text.encode("utf-8") * times)
        case {"link": str(target)}:
            file.unlink(missing_ok=True)
            file.symlink_to(target)
        case _:
            raise ValueError(f"{file}: cannot make a file of {content!r}")


@cache
def real_schemas() -> tuple[dict[str, Schema], list[Problem]]:
    """Reading the schemas is most of the time of a check, and few tests change them."""
    return read_schemas(PROJECT)


def everything(folder: Path) -> Path:
    """The tiny set with every status, ready to be built."""
    case = yaml.safe_load((TESTS / "cases/feeds/everything.yaml").read_text("utf-8"))
    return make_buildable(put_all(copy_of("tiny", folder), case["files"]))


@cache
def built(name: str, clock: date = TODAY) -> Mapping[str, bytes]:
    """{path: content} of all that a build of "everything" or "city" writes, without MkDocs' own pages."""
    with TemporaryDirectory() as folder:
        root = {"everything": everything, "city": put_city}[name](Path(folder))
        return outputs(without_today(root), clock)


def prefixes_of(name: str) -> dict[str, str]:
    """{language: what its addresses begin with} of a data set that was built; Swedish is the first."""
    return PREFIX if name == "city" else THREE


def outputs(root: Path, clock: date = TODAY) -> dict[str, bytes]:
    return light_files(build_of(root, clock))


def build_of(
    root: Path, clock: date = TODAY, audience: str = PUBLIC, site_url: str = SITE_URL, cache: FileCache | None = None
) -> Build:
    return Build(root, read_source(root, clock, cache), site_url, audience, cache)


def portal_of(root: Path, source: Source | None = None) -> dict[str, bytes]:
    """{path: content} of what the portal is told."""
    read = source or read_source(root, TODAY)
    return as_files(published_outputs(root, read, Build(root, read, SITE_URL)))


def light_files(build: Build) -> dict[str, bytes]:
    """All that is not MkDocs' own."""
    light = LightPages(build, HANDBOOK)
    return as_files(output for part in light.parts() for output in light.outputs(part))


def as_files(written: Iterable[Output]) -> dict[str, bytes]:
    found = list(written)
    files = {output.path: output.content for output in found}
    assert len(files) == len(found), "two outputs have one address"
    return files
