#!/bin/sh
# lock.sh BIN FOLDER: resolves requirements/*.in into FOLDER/*.txt, for every Python from 3.11 on, with hashes and without
# the name of any registry.
set -eu
bin=$1 folder=$2
mkdir -p "$folder"
[ "$folder" = requirements ] || cp requirements/*.in "$folder" # they name each other
"$bin/pip" install --quiet --disable-pip-version-check uv==0.13.9
for name in site portal test bench; do
  "$bin/uv" pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate \
    --universal --python-version 3.11 --custom-compile-command "make lock" "$folder/$name.in" --output-file "$folder/$name.txt"
done
