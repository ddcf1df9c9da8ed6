"""The example city that ships with the project: its data as it stands, for the tests that are about that alone.

Another city takes this folder away together with the example's data; no other test knows anything of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from shutil import copy, copytree
from tempfile import TemporaryDirectory

from brygga.load.languages import read_languages
from citysite import PROJECT
from tinysite import TODAY, outputs, without_today

LANGUAGES = {one.code: one for one in read_languages(PROJECT)}


def shipped_data(folder: Path) -> Path:
    """The example's records, prose and catalogues in a folder of their own, ready to be built."""
    for part in ("data", "docs", "overrides"):
        copytree(PROJECT / part, folder / part)
    copy(PROJECT / "mkdocs.yml", folder)
    return folder


@cache
def built() -> Mapping[str, bytes]:
    """{path: content} of all light pages, as in `tinysite.built`."""
    with TemporaryDirectory() as folder:
        return outputs(without_today(shipped_data(Path(folder))), TODAY)
