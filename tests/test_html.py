"""Every page of the project's own site is valid HTML, by the Nu checker: the one behind validator.w3.org/nu."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.site

CHECKER = Path(sys.prefix) / "vnu.jar"  # tests/install-vnu.sh puts it there
JAVA = ("java", "-Xss8m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")  # for one short run; its schema goes deep


def findings(folder: Path) -> list[dict[str, Any]]:
    command = [*JAVA, "-jar", str(CHECKER), "--format", "json", "--skip-non-html", "--exit-zero-always", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    messages: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return messages


def test_the_checker_reads_every_folder_and_tells_faults(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    page = '<!doctype html><html lang="sv"><head><title>Sida</title></head><body><p id="x"><p id="x"></body></html>'
    (tmp_path / "a/b/index.html").write_text(page, "utf-8")
    assert "Duplicate ID “x”." in {finding["message"] for finding in findings(tmp_path)}


def test_every_page_is_valid(own_site: Path) -> None:
    errors, warnings = [], Counter[str]()
    for finding in findings(own_site):
        if finding["type"] == "info":
            warnings[finding["message"]] += 1
        else:
            page = finding.get("url", "").partition(f"{own_site}/")[2]
            errors.append(f"{page}: {finding['message']} {finding.get('extract', '')}")
    for message, count in warnings.most_common():
        print(f"{count} × {message}")  # pytest shows it with -rP, and when there are errors
    assert errors == []
