#!/bin/sh
# The test of portal/nginx.conf.example runs Debian's nginx. Installs it when missing, without starting it.
set -eu
[ -x /usr/sbin/nginx ] && [ -x /usr/bin/openssl ] && exit 0
sudo=""
[ "$(id -u)" = 0 ] || sudo="sudo -n"
if command -v apt-get >/dev/null && { [ -z "$sudo" ] || $sudo true 2>/dev/null; }; then
  echo "Installing nginx …" >&2
  $sudo apt-get update -qq
  # Debian starts a server when it is installed; a link to /dev/null in place of its unit keeps it from that.
  [ -e /etc/systemd/system/nginx.service ] || {
    $sudo mkdir -p /etc/systemd/system
    $sudo ln -s /dev/null /etc/systemd/system/nginx.service
    trap '$sudo rm -f /etc/systemd/system/nginx.service' EXIT
  }
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends nginx-light openssl >/dev/null
else
  echo "The test of nginx.conf.example needs it. Install it: sudo apt-get install nginx-light openssl" >&2
  exit 1
fi
