"""The command `brygga`, as in `python -m brygga check`; the commands stand below. `--lang sv|en` sets its language."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from brygga import commands
from brygga.console import Console, spoken

COMMANDS = {
    "check": commands.check_data,
    "site": commands.build_site,
    "serve": commands.serve_site,
    "posters": commands.make_posters,
    "translations": commands.update_translations,
    "report": commands.report_status,
    "lix": commands.measure_texts,
    "format": commands.format_records,
}


def main(arguments: Sequence[str]) -> int:
    """Runs one command in the current folder and returns its exit status: 0, or 1 when something is to be mended."""
    parser = argparse.ArgumentParser(prog="brygga", description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("--lang", choices=("sv", "en"), help="language of the messages (else from LANG)")
    chosen = parser.parse_args(arguments)
    console = Console(chosen.lang or spoken(os.environ))
    return COMMANDS[chosen.command](Path.cwd(), date.today(), console)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
