"""The command `brygga`, as in `python -m brygga check`; the commands stand below. `--lang sv|en` sets its language."""

from __future__ import annotations

import argparse
import errno
import io
import os
import secrets
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from brygga.check.source import BadData, Source
from brygga.command import commands
from brygga.command.answers import Carrying, ask_as_json, order_as_json
from brygga.command.arguments import order_of, parser
from brygga.command.console import Console, console_language
from brygga.command.edit_commands import Consent, bring_in, edit
from brygga.load.city_day import today_in_city
from brygga.site.staging import Busy, NoFolder

Subcommand = Callable[[Path, date, Console], int]


def _with_mkdocs(config: Path, site_dir: Path, source: Source) -> None:
    """MkDocs is there in the process that makes a site with it, and nowhere else."""
    from main import build_with_mkdocs

    build_with_mkdocs(config, site_dir, source)


COMMANDS: dict[str, Subcommand] = {
    "check": commands.check_data,
    "site": partial(commands.build_site, _with_mkdocs),
    "serve": partial(commands.serve_site, _with_mkdocs),
    "posters": commands.make_posters,
    "translations": commands.update_translations,
    "report": commands.report_status,
    "lix": commands.measure_texts,
    "format": commands.format_records,
    "ask": ask_as_json,
    "bring-in": partial(bring_in, _with_mkdocs),
}

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def main(arguments: Sequence[str]) -> int:
    """Runs one command in the current folder and returns its exit status: 0, or 1 when something is to be mended."""
    given = parser((*COMMANDS, "reword", "order"), __doc__).parse_args(arguments)
    command = _command(given)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that does not know å hears of it all the same
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # then what is half made goes, too
    return _run(command, Console(given.lang or console_language(os.environ)))


def _command(given: argparse.Namespace) -> Subcommand:
    if order := order_of(given):
        return partial(edit, order, Consent(given.yes, given.publish_as, _with_mkdocs))
    if given.command == "order":
        key = given.key or secrets.token_hex(8)
        carrying = Carrying(given.publish_as, given.propose_as, given.preview, key, _with_mkdocs)
        return partial(order_as_json, carrying)
    return partial(commands.reword_texts, given.chosen) if given.command == "reword" else COMMANDS[given.command]


def _run(command: Subcommand, console: Console) -> int:
    """What the system refuses, and who is in the way, is told in a sentence."""
    try:
        status = _status(command, console)
        sys.stdout.flush()  # here, where it is seen that nobody reads any more
        return status
    except BrokenPipeError:
        return _unheard()
    except Busy:
        console.say("busy")
    except NoFolder as taken:
        console.say("no-folder", name=taken.name)
    except OSError as error:
        key = "disk-full" if error.errno in _FULL else "no-right" if error.errno in _FORBIDDEN else "system-error"
        console.say(key, path=error.filename or Path.cwd(), detail=error.strerror or error)
    return 1


def _status(command: Subcommand, console: Console) -> int:
    """What is wrong with the data is told, whichever command has met it."""
    root = Path.cwd()
    today = today_in_city(root, datetime.now(UTC))
    try:
        return command(root, today, console)
    except BadData as bad:
        return commands.tell_bad_data(bad, root, today, console)


def _unheard() -> int:
    """Who reads has had enough, as in `brygga report | head`: what is still to be said goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
    return 128 + signal.SIGPIPE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
