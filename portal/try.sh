#!/bin/sh
# try.sh PYTHON: the portal on this machine alone, over HTTP, with the sites that `make site` built. For people it runs
# behind a web server: portal/README.md.
set -eu
python=$1
mkdir -p portal-data
export BRYGGA_DEVELOPMENT=1 BRYGGA_BIND="${BRYGGA_BIND:-127.0.0.1:8001}" PYTHONPATH=
"$python" portal/manage.py migrate -v0
cat <<TEXT
The portal is at http://$BRYGGA_BIND/portal/sv/in/ and the site at http://$BRYGGA_BIND/
Make the first coordinator, in another window:
    BRYGGA_DEVELOPMENT=1 $python portal/manage.py add_coordinator LOGIN NAME
She signs in at http://$BRYGGA_BIND/portal/sv/in/koordinator/ and gives the members their cards. Ctrl-C stops it.
TEXT
exec "$python" -m gunicorn -c portal/gunicorn.conf.py
