"""Languages with any code of BCP 47, from data/site.yaml to pages, feeds and the portal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from brygga.command.commands import update_translations
from brygga.command.console import Console
from citysite import with_languages
from common.localisation.locales import locale_of
from tinysite import TODAY, build_of, everything, light_files, portal_of

# code, name, direction, what it calls a Tuesday (Swedish where CLDR does not know the language)
CODES = {
    "rom": ("Romani", "ltr", "tisdag"),
    "rmn": ("Romani čhib", "ltr", "tisdag"),
    "prs": ("دری", "rtl", "سه‌شنبه"),
    "ckb": ("کوردیی ناوەندی", "rtl", "سێشەممە"),
    "zh-Hant": ("繁體中文", "ltr", "星期二"),
    "pt-BR": ("Português", "ltr", "terça-feira"),
    "no": ("Norsk", "ltr", "tirsdag"),
}


@pytest.mark.parametrize("code", CODES)
def test_days_and_direction(code: str) -> None:
    _, direction, tuesday = CODES[code]
    locale = locale_of(code)
    assert (locale.text_direction, locale.days["format"]["wide"][1]) == (direction, tuesday)


@pytest.mark.site
def test_a_site_in_all_of_them(tmp_path: Path) -> None:
    root = everything(tmp_path)
    with_languages(root, {"sv": "Svenska", **{code: name for code, (name, _, _) in CODES.items()}})
    assert update_translations(root, TODAY, Console("en")) == 0
    files = light_files(build_of(root))
    portal = json.loads(portal_of(root)["portal.json"])
    for code, (_, direction, _) in CODES.items():
        assert (root / f"data/translations/{code}.po").exists()
        assert f'<html lang="{code}" dir="{direction}">' in files[f"{code}/index.html"].decode()
        assert b"BEGIN:VEVENT" in files[f"{code}/program/program.ics"]
        assert code in portal["texts"]
