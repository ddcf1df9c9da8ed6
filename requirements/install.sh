#!/bin/sh
# install.sh PYTHON VENV [FILE]: makes the virtual environment if it is missing and installs the pinned, hashed packages.
set -eu
python=$1 venv=$2 file=${3:-}
command -v "$python" >/dev/null || {
  echo "Brygga needs Python 3.11. Install it (Debian: apt install python3.11 python3.11-venv), or name another: make PYTHON=python3" >&2
  exit 1
}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "$python is older than 3.11. Name a newer one: make PYTHON=python3.12" >&2
  exit 1
}
[ -x "$venv/bin/pip" ] || {
  echo "Making $venv …" >&2
  "$python" -m venv "$venv" || { echo "Install the venv module (Debian: apt install python3-venv)." >&2; exit 1; }
}
[ "$file" ] || exit 0
echo "Installing $file …" >&2
"$venv/bin/pip" install --quiet --disable-pip-version-check --require-hashes -r "$file"
