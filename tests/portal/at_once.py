"""An empty database of either kind, for what happens at the same moment in several connections."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from portal.postgres import cluster, is_installed


@contextmanager
def databases(kind: str, folder: Path) -> Iterator[str]:
    """Its address: "sqlite", or "postgresql" where that is installed."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'portal.db'}"
    elif not is_installed():
        pytest.skip("tests/install-postgresql.sh installs PostgreSQL")
    else:
        with cluster() as server:
            yield server.url
