#!/bin/sh
# try.sh PYTHON: the portal on this machine alone, over HTTP, with sites whose forms lead to it. For people it runs
# behind a web server: portal/README.md.
set -eu
umask 077
python=$1
export BRYGGA_DEVELOPMENT=1 BRYGGA_BIND="${BRYGGA_BIND:-127.0.0.1:8001}" PYTHONPATH=
# The shipped data names no portal, so its forms would show the telephone instead: a copy names this one.
here=$(pwd)
copy=$here/portal-data/project
rm -rf "$copy"
mkdir -p "$copy"
cp -R data docs hooks overrides portal mkdocs.yml mkdocs.members.yml "$copy"
sed -i.old '/^portal_url:/d' "$copy/data/site.yaml" && rm "$copy/data/site.yaml.old"
echo "portal_url: /portal/" >> "$copy/data/site.yaml"
(cd "$copy" && PYTHONPATH=hooks "$here/$python" -m brygga site)
export BRYGGA_SITE="$copy/site" BRYGGA_MEMBERS_SITE="$copy/site.members" BRYGGA_PUBLISHED="$copy/site.portal"
"$python" portal/manage.py migrate -v0
cat <<TEXT
The portal is at http://$BRYGGA_BIND/portal/sv/in/ and the site at http://$BRYGGA_BIND/
Make the first coordinator, in another window:
    BRYGGA_DEVELOPMENT=1 $python portal/manage.py add_coordinator LOGIN NAME
She signs in at http://$BRYGGA_BIND/portal/sv/in/koordinator/ and gives the members their cards. Ctrl-C stops it.
TEXT
exec "$python" -m gunicorn -c portal/gunicorn.conf.py
