"""Runs the command line and writes into opened.txt what all its processes read of the project, and ask git."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path.cwd()
LOG = os.open("opened.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
PARTS = (f"{ROOT}/data/", f"{ROOT}/docs/")


def listen(event: str, arguments: tuple[object, ...]) -> None:
    """Python tells of every file and every process, in the processes that come of this one, too."""
    if event == "open" and isinstance(arguments[0], str | Path) and str(arguments[0]).startswith(PARTS):
        os.write(LOG, f"{Path(arguments[0]).relative_to(ROOT)}\n".encode())
    if event == "subprocess.Popen" and isinstance(arguments[1], list) and arguments[1][0] == "git":
        os.write(LOG, f"{' '.join(arguments[1])}\n".encode())


if __name__ == "__main__":
    sys.path.pop(0)  # this folder
    from brygga.__main__ import main

    sys.addaudithook(listen)
    sys.exit(main(sys.argv[1:]))
