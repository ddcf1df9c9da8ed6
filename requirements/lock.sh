#!/bin/sh
# lock.sh BIN: resolves requirements/*.in into *.txt, with hashes and without the name of any registry.
set -eu
bin=$1
"$bin/pip" install --quiet --disable-pip-version-check uv==0.13.9
for name in site portal test; do
  "$bin/uv" pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate \
    --python-version 3.11 --custom-compile-command "make lock" "requirements/$name.in" --output-file "requirements/$name.txt"
done
