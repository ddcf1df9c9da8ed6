#!/bin/sh
# install-vnu.sh JAR: puts the Nu HTML checker at JAR, pinned, out of npm's package vnu-jar; installs Java when missing.
set -eu
jar=$1 version=26.9.27
sha512=4e441de4315f39a582f5e6edbe8cd3b2b1f655aa1dde3620faface791133217c417b12f3f7ead2d8336d8e7efe44f5226618258b44a0860057e9125135e6b428
known=$(cat "$jar.version" 2>/dev/null || true)
missing=""
java -version >/dev/null 2>&1 || missing="default-jre-headless"
[ "$known" = "$version" ] || command -v npm >/dev/null || missing="$missing npm"
if [ -n "$missing" ]; then
  sudo=""
  [ "$(id -u)" = 0 ] || sudo="sudo -n"
  if ! command -v apt-get >/dev/null || { [ -n "$sudo" ] && ! $sudo true 2>/dev/null; }; then
    echo "The test of the pages' HTML needs: $missing. Install them: sudo apt-get install $missing" >&2
    exit 1
  fi
  echo "Installing $missing …" >&2
  $sudo apt-get update -qq
  # shellcheck disable=SC2086  # a list of packages
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi
[ "$known" != "$version" ] || exit 0
echo "Fetching the HTML checker $version …" >&2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
(cd "$folder" && npm pack --silent "vnu-jar@$version" >/dev/null)
echo "$sha512  $folder/vnu-jar-$version.tgz" | sha512sum --check --quiet -
tar -xzf "$folder/vnu-jar-$version.tgz" -C "$folder" package/build/dist/vnu.jar
mv "$folder/package/build/dist/vnu.jar" "$jar"
echo "$version" >"$jar.version"
