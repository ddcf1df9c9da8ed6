#!/bin/sh
# The browser tests need Debian's Chromium without windows, fonts for all our scripts and a reader of PDF. Installs them when missing.
set -eu
missing=""
[ -x /usr/bin/chromium-headless-shell ] || missing="chromium-headless-shell"
fc-list 2>/dev/null | grep -q "Noto Sans Ethiopic" || missing="$missing fontconfig fonts-noto-core"
command -v pdftotext >/dev/null || missing="$missing poppler-utils"
[ -n "$missing" ] || exit 0
sudo=""
[ "$(id -u)" = 0 ] || sudo="sudo -n"
if command -v apt-get >/dev/null && { [ -z "$sudo" ] || $sudo true 2>/dev/null; }; then
  echo "Installing $missing …" >&2
  $sudo apt-get update -qq
  # shellcheck disable=SC2086  # a list of packages
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
  echo "The browser tests need: $missing. Install them: sudo apt-get install $missing" >&2
  exit 1
fi
