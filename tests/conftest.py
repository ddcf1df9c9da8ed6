"""Data sets that tests may change: each is a copy in a folder of its own, with the real schemas and pictograms."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import HealthCheck, settings

from builtsite import OWN_PREFIX, BuiltPage, build_site, copy_own, copy_project, pages_of
from changedsite import changed_project
from publishing import published_project
from shared import made_once
from tinysite import built, copy_of

pytest_plugins = ["phone", "network"]
SHORT = 60  # signs of a text that names a test
SLOWEST = ("site", "browser", "server")  # marks

# No test depends on how fast the machine is.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes, long texts and signs that cannot be seen name no test: a number tells them apart."""
    if isinstance(val, bytes):
        return f"{len(val)} bytes {crc32(val):x}"
    if isinstance(val, str) and not (val.isprintable() and len(val) <= SHORT):
        return f"{len(val)} signs {crc32(val.encode('utf-8', 'surrogatepass')):x}"
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first, and on one process: the others do what is quick until the sites are built, and then
    take from its end. So nobody waits for a site, and no long test is left for the end."""
    items.sort(key=lambda item: [not item.get_closest_marker(mark) for mark in SLOWEST])


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A sound project with one or two records of each kind, as of Tuesday 5 March 2019."""
    return copy_of("tiny", tmp_path)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A beginner's project with many mistakes."""
    return copy_of("broken", tmp_path)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the tests' own city, built as `make site` builds it."""
    return made_once(tmp_path_factory, "city", lambda folder: build_site(copy_project(folder))) / "site"


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that this project makes, whatever city it is of."""
    return made_once(tmp_path_factory, "own", lambda folder: build_site(copy_own(folder))) / "site"


@pytest.fixture(scope="session")
def own_pages(own_site: Path) -> Mapping[str, BuiltPage]:
    """{address: page} of that site: each is parsed once, for all that is looked at."""
    return pages_of(own_site, OWN_PREFIX)


@pytest.fixture(scope="session")
def members(site: Path) -> Path:
    """The members' site, built beside the public one."""
    return site.with_name("site.members")


@pytest.fixture(scope="session")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of changed_project(), built."""
    return made_once(tmp_path_factory, "changed", lambda folder: build_site(changed_project(folder)))


@pytest.fixture(scope="session")
def once_published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project of publishing.py, to be copied."""
    return made_once(tmp_path_factory, "published", published_project) / "project"


@pytest.fixture(params=["everything", "city"])
def name(request: pytest.FixtureRequest) -> str:
    """A data set whose outputs are looked at: one with every status, and a whole city."""
    return str(request.param)


@pytest.fixture
def files(name: str) -> Mapping[str, bytes]:
    return built(name)


@pytest.fixture
def every() -> Mapping[str, bytes]:
    return built("everything")
