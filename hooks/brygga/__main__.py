"""The command `brygga`, as in `python -m brygga check`; the commands stand below. `--lang sv|en` sets its language."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from brygga import commands
from brygga.console import Console, spoken

COMMANDS: dict[str, Callable[[Path, date, Console], int]] = {
    "check": commands.check_data,
    "site": commands.build_site,
    "serve": commands.serve_site,
    "posters": commands.make_posters,
    "translations": commands.update_translations,
    "reword": partial(commands.reword_texts, ()),
    "report": commands.report_status,
    "lix": commands.measure_texts,
    "format": commands.format_records,
}


def main(arguments: Sequence[str]) -> int:
    """Runs one command in the current folder and returns its exit status: 0, or 1 when something is to be mended."""
    parser = argparse.ArgumentParser(prog="brygga", description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("chosen", nargs="*", help="reword: the numbers of the texts to carry over, or: all")
    parser.add_argument("--lang", choices=("sv", "en"), help="language of the messages (else from LANG)")
    given = parser.parse_args(arguments)
    command = COMMANDS[given.command]
    if given.command == "reword":
        command = partial(commands.reword_texts, given.chosen)
    elif given.chosen:
        parser.error(f"{given.command} takes nothing more")
    console = Console(given.lang or spoken(os.environ))
    return command(Path.cwd(), date.today(), console)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
