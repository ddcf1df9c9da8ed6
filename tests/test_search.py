"""The same word is found whatever keyboard wrote it: one rule for the index and for what is asked."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from citysite import PROJECT

pytestmark = pytest.mark.browser
FOLDING = PROJECT / "overrides/assets/javascripts/lunr/min/lunr.folding.min.js"
LUNR = "window.lunr = {Pipeline: {registerFunction() {}}, QueryParser: {prototype: {}}}"
# Ways to write one word: each line is folded to one.
SAME = [
    ["Rättighet", "rättighet", "rattighet", "RA\u0308TTIGHET", "ra\u0308ttighet", "ｒａｔｔｉｇｈｅｔ"],
    ["Högskola", "hogskola", "høgskola"],
    ["Straße", "strasse", "STRASSE"],
    ["أمهات", "امهات", "ٱمهات", "إمهات", "أُمَّهات", "أمهـــات"],
    ["سؤال", "سوال"],
    ["مدرسة", "مدرسه", "مدرسۃ"],
    ["كوردي", "کوردی", "كوردى"],
    ["می‌خواهم", "ميخواهم", "میخواهم"],
    ["خانهٔ", "خانه", "خانۀ"],
    ["ім’я", "ім'я", "імʼя", "імя", "І\u043c’я"],
    ["їжа", "і\u0308жа"],
    ["Ґанок", "ганок"],
    ["ሠላም", "ሰላም"],
    ["ፀሓይ", "ጸሓይ"],
    ["112", "١١٢", "۱۱۲", "１１２"],
    ["su'aal", "su’aal", "suaal"],
]


def test_ways_to_write_a_word(page: Page) -> None:
    page.evaluate(LUNR)
    page.add_script_tag(path=FOLDING)
    folded = page.evaluate("lines => lines.map(words => [...new Set(words.map(lunr.folding.fold))])", SAME)
    assert [words for words in folded if len(words) != 1] == []
    assert len({words[0] for words in folded}) == len(SAME)
