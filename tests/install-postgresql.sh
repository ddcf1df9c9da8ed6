#!/bin/sh
# Tests of the portal on PostgreSQL need Debian's server. Installs it when missing, without starting a cluster.
set -eu
for server in /usr/lib/postgresql/*/bin/postgres; do
  [ -x "$server" ] && exit 0
done
sudo=""
[ "$(id -u)" = 0 ] || sudo="sudo -n"
if command -v apt-get >/dev/null && { [ -z "$sudo" ] || $sudo true 2>/dev/null; }; then
  echo "Installing postgresql …" >&2
  $sudo apt-get update -qq
  $sudo mkdir -p /etc/postgresql-common/createcluster.d
  echo "create_main_cluster = false" | $sudo tee /etc/postgresql-common/createcluster.d/brygga.conf >/dev/null
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends postgresql >/dev/null
else
  echo "Tests on PostgreSQL need its server. Install it: sudo apt-get install postgresql" >&2
  exit 1
fi
