"""The tables for coordinators, opened in LibreOffice: no cell calculates, whatever the program splits lines at."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from submissions.export import form_head, form_rows
from submissions.models import Submission
from web.spreadsheet import csv_lines, workbook

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(SOFFICE is None, reason="tests/install-libreoffice.sh installs LibreOffice"),
]

FORM = {"id": "fraga", "fields": [{"name": "text"}, {"name": "visitors"}, {"name": "topics"}]}
TEXTS = (
    *("=1+1", "hej;=1+1;", "hej,=1+1,", "hej\t=1+1\t", 'hej;"=1+1";', "rad\n=1+1", "a; =1+1", "a;\u00a0=1+1"),
    *("+1+1", "-1+1", "@SUM(1;1)", "＝1+1", "a;+1+1;b", 'a";=1+1', "';=1+1", ";;=1+1", "hej", "070-123 45 67"),
)
# Separator, quotes, UTF-8, first line, …, and a formula is one (the last "true").
READ = "Text - txt - csv (StarCalc):{},34,76,1,,0,false,true,false,false,false,-1,true"
FORMULA = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}formula"
PARAGRAPH = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables, and one that nobody made harmless."""
    folder = tmp_path_factory.mktemp("tables")
    moment = datetime(2019, 3, 5, 12, 30, tzinfo=UTC)
    sent = [Submission(answers={"text": text, "visitors": 7, "topics": [text]}, received=moment) for text in TEXTS]
    (folder / "table.csv").write_text("".join(csv_lines(form_head(FORM), form_rows(FORM, sent))), "utf-8", newline="")
    (folder / "table.xlsx").write_bytes(workbook("fraga", form_head(FORM), form_rows(FORM, sent)))
    (folder / "raw.csv").write_text('received,text\n2019-03-05,"hej;=1+1;,=1+1"\n=1+1,"=1+1"\n', "utf-8")
    return folder


def opened(folder: Path, *names: str, infilter: str = "") -> dict[str, etree._Element]:
    """{name: what LibreOffice makes of it}."""
    out = folder / "opened"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = [f"--infilter={infilter}"] if infilter else []
    files = [str(folder / name) for name in names]
    command = [str(SOFFICE), "--headless", profile, *options, "--convert-to", "fods", "--outdir", str(out), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return {name: etree.parse(out / f"{Path(name).stem}.fods").getroot() for name in names}


def formulas(table: etree._Element) -> list[str]:
    return [cell.get(FORMULA) for cell in table.iter() if cell.get(FORMULA)]


def words(table: etree._Element) -> str:
    return "\n".join("".join(part.itertext()) for part in table.iter(PARAGRAPH))


@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_csv(folder: Path, separator: str) -> None:
    read = opened(folder, "table.csv", "raw.csv", infilter=READ.format(ord(separator)))
    assert formulas(read["table.csv"]) == []
    assert "070-123 45 67" in words(read["table.csv"])
    assert formulas(read["raw.csv"]) or separator == "\t", "else this test sees nothing"


def test_xlsx(folder: Path) -> None:
    table = opened(folder, "table.xlsx")["table.xlsx"]
    assert formulas(table) == []
    shown = words(table)
    for text in ("=1+1", "hej;=1+1;", "@SUM(1;1)", "070-123 45 67"):
        assert text in shown.splitlines()
