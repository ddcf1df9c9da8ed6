"""Which words open an explanation, and that no sign stands alone on a line because of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from brygga.load.languages import Language
from brygga.model.record import Record
from brygga.view.glossary import Glossary
from citysite import PROJECT
from common.localisation.text import Text

FORMS = {"tolk": ["tolk", "tolken"], "tystnadsplikt": ["tystnadsplikt", "tystnadsplikten"]}
WORDS = {
    "sv": {},
    "ar": {"tolk": "مترجم", "tystnadsplikt": "واجب حفظ السر"},
    "fa": {"tolk": "مترجم", "tystnadsplikt": "رازداری"},
    "uk": {"tolk": "перекладач", "tystnadsplikt": "обов’язок зберігати таємницю"},
    "ti": {"tolk": "ተርጓሚ"},
}
# language: text → what opens an explanation in it
OPENED = [
    ("sv", "Tolken kommer. En tolk till.", ["Tolken"]),
    ("sv", "Teckentolk och tolk-app.", []),
    ("ar", "تحتاجون إلى مترجم (tolk).", ["مترجم"]),
    ("ar", "واجب حفظ السر (tystnadsplikt) والمترجم (tolk)", ["واجب حفظ السر", "tolk"]),
    ("fa", "«مترجم» و رازداری.", ["مترجم", "رازداری"]),
    ("uk", "Перекладач (tolk). Вам потрібен перекладач.", ["Перекладач"]),
    ("uk", "Можна попросити перекладача (tolk)!", ["tolk"]),
    ("uk", "Це обов’язок зберігати таємницю.", ["обов’язок зберігати таємницю"]),
    ("ti", "tystnadsplikt ተርጓሚ።", ["tystnadsplikt", "ተርጓሚ"]),
]  # fmt: skip


def explained(language: str, text: str) -> str:
    own = WORDS[language]
    records = [Record("glossary", name, "", {"title": name, "forms": forms}, {}) for name, forms in FORMS.items()]
    spoken = Language(language, language, language == "sv")
    glossary = Glossary(records, lambda word: Text(own.get(word, word), is_fallback=word not in own), spoken)
    return str(glossary.explain(text)[0])


def buttons(html: str) -> list[str]:
    return [part.partition("</button>")[0].partition(">")[2] for part in html.split("<button")[1:]]


@pytest.mark.parametrize("number", range(len(OPENED)))
def test_the_word_of_the_text_opens_its_explanation(number: int) -> None:
    language, text, wanted = OPENED[number]
    assert buttons(explained(language, text)) == wanted


def test_a_swedish_word_in_another_language_says_so() -> None:
    assert ' lang="sv"' in explained("uk", "перекладача (tolk)")
    assert " lang=" not in explained("uk", "перекладач")
    assert " lang=" not in explained("sv", "tolk")


def test_signs_beside_the_word_stay_with_it() -> None:
    assert explained("sv", "En (tolk).").startswith('En <span class="unbroken">(<button')
    assert explained("sv", "En (tolk).").endswith("</button>).</span>")
    assert explained("sv", "Kalla &#34;tolk&#34;, sa hon").endswith("</button>&#34;,</span> sa hon")
    assert "unbroken" not in explained("sv", "En tolk till")
    assert explained("ti", "ተርጓሚ።").endswith("</button>።</span>")


ALONE = """() => [...document.querySelectorAll('.unbroken')].flatMap((held) => {
  const button = held.querySelector('button').getBoundingClientRect()
  return [...held.childNodes].filter((node) => node.nodeType === 3).map((node) => {
    const range = document.createRange(); range.selectNode(node); const sign = range.getBoundingClientRect()
    return sign.top >= button.bottom || sign.bottom <= button.top })
}).filter(Boolean).length"""


@pytest.mark.browser
@pytest.mark.parametrize(("language", "direction"), [("sv", "ltr"), ("ar", "rtl")])
def test_no_sign_stands_alone_on_a_line(page: Page, language: str, direction: str) -> None:
    texts = {
        "sv": "Du har rätt till en (tolk). Vi har tystnadsplikt.",
        "ar": "يمكنكم طلب مترجم. لدينا (واجب حفظ السر).",
    }
    style = (PROJECT / "overrides/public/tokens.css").read_text("utf-8")
    box = f'<div id="box" dir="{direction}">{explained(language, texts[language])}</div>'
    page.set_content(f"<style>{style}</style>{box}")
    for width in range(90, 420, 3):
        page.locator("#box").evaluate("(box, width) => { box.style.inlineSize = `${width}px` }", width)
        assert page.evaluate(ALONE) == 0, width
