#!/bin/sh
# The portal's tests on a PostgreSQL of their own; those that choose their database themselves have no need of it.
# Arguments go to pytest.
set -eu
cd "$(dirname "$0")/../.."
sh tests/install-postgresql.sh
PYTHON=${PYTHON:-.venv/bin/python}
PYTHONPATH=tests:portal exec "$PYTHON" -m portal.postgres "$PYTHON" -m pytest -q tests/portal \
  --ignore tests/portal/test_nothing_lost.py --ignore tests/portal/test_copies.py "$@"
