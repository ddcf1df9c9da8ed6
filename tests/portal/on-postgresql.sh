#!/bin/sh
# The portal's tests that ask a database, on a PostgreSQL of their own; those that choose theirs themselves have no need
# of it. Arguments go to pytest.
set -eu
cd "$(dirname "$0")/../.."
sh tests/install-postgresql.sh
PYTHON=${PYTHON:-.venv/bin/python}
PYTHONPATH=tests:portal exec "$PYTHON" -m portal.postgres "$PYTHON" -m pytest tests/portal "$@"
