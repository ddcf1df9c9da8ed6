#!/bin/sh
# The test of the tables for spreadsheets opens them in Debian's LibreOffice. Installs it when missing, without windows.
set -eu
# Whoever has only its word processor has `soffice`, too: the tables are this library's.
command -v soffice >/dev/null && [ -e /usr/lib/libreoffice/program/libsclo.so ] && exit 0
sudo=""
[ "$(id -u)" = 0 ] || sudo="sudo -n"
if command -v apt-get >/dev/null && { [ -z "$sudo" ] || $sudo true 2>/dev/null; }; then
  echo "Installing LibreOffice Calc …" >&2
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends libreoffice-calc-nogui >/dev/null
else
  echo "The test of the tables for spreadsheets needs it. Install it: sudo apt-get install libreoffice-calc-nogui" >&2
  exit 1
fi
