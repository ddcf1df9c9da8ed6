"""Easy Swedish: how LIX is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from brygga.command.lix import page_text, reading, split_sentences
from brygga.command.readability import judge, read_excepted
from brygga.load.plain_words import PLAIN_WORDS
from citysite import PROJECT
from common.statuses import SCHEDULED
from tinysite import TODAY, build_of, everything, put

# LIX by hand: words / sentences + 100 × words of more than six letters / words.
GOLDEN = [
    ("", 0),
    ("Hej!", 1.0),
    ("Barnen leker i parken.", 4 / 1),
    ("Barnen leker i parken. Mamman dricker kaffe.", 7 / 2 + 100 * 1 / 7),  # dricker
    ("Parken Parkens", 2 + 100 * 1 / 2),  # six letters are not long, seven are
    ("Vi ses kl. 13 på torget.", 6 / 1),
    ("Ta med t.ex. frukt, saft m.m. till oss.", 8 / 1),
    ("Vi har öppet 13:00–16:00. Kom in!", 5 / 2 + 2 / 2),  # a span of time is two words
    ("Ring 0980-31 92 00 i dag.", 6 / 1),  # numbers are words, never long
    ("123456789 2019-03-05", 0),  # no letters, no sentence
    ("fika\nsvenska\nyoga", 3 / 3 + 100 * 1 / 3),  # a list without full stops
    ("Ring när: du är sjuk.", 5 / 1),  # no new sentence after this colon
    ("Ring hit: Polisen svarar.", 4 / 2 + 100 * 1 / 4),
    ("Läs på www.forsakringskassan.se eller skriv till info@example.org.", 7 / 1),  # addresses are not read
    ("E-posten kom.", 2 + 100 * 1 / 2),  # one word, seven letters
    ("”Kommer du?” Ja, om jag kan…", 6 / 2),
]


not_excepted = frozenset[str]().__contains__


@pytest.mark.parametrize(("text", "lix"), GOLDEN, ids=[text[:30] for text, _ in GOLDEN])
def test_lix_as_counted_by_hand(text: str, lix: float) -> None:
    assert reading(text, not_excepted).lix == pytest.approx(lix)


def test_sentences_end_where_a_new_one_begins() -> None:
    text = "Kom kl. 13. Ta med barnen!\n- Det är gratis\n12\nFrågor? Ring oss."
    assert list(split_sentences(text)) == ["Kom kl. 13.", "Ta med barnen!", "- Det är gratis", "Frågor?", "Ring oss."]


def test_the_worst_sentence_is_shown_and_a_lone_name_is_not() -> None:
    text = "Försäkringskassan\nVi fikar på torget.\nKommunens myndigheter handlägger ansökningar."
    assert reading(text, not_excepted).worst == "Kommunens myndigheter handlägger ansökningar."


def test_listed_names_are_words_but_not_long_ones(tmp_path: Path) -> None:
    put(tmp_path / PLAIN_WORDS[0], "Ekhamns: staden\n")
    put(tmp_path / PLAIN_WORDS[1], "Mammacafé*: vårt eget namn\n")
    excepted = read_excepted(tmp_path)
    assert reading("Mammacaféerna i Ekhamns öppnar nu.", excepted).lix == 5
    assert not excepted("Ekhamnsbo")
    assert not read_excepted(tmp_path / "data")("Ekhamns")  # without a list, nothing is excepted


def test_each_listed_word_has_a_reason_and_is_long() -> None:
    files = [PROJECT / path for path in PLAIN_WORDS if (PROJECT / path).exists()]
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    entries = [line.split(": ") for line in lines if line and not line.startswith("#")]
    assert len(entries) > 3
    assert [entry for entry in entries if len(entry) != 2 or len(entry[0].rstrip("*")) < 7 or len(entry[1]) < 5] == []


def test_text_of_a_page_is_what_its_main_part_says() -> None:
    html = """<body><nav>Meny</nav><main><h1>Hamnen</h1><nav><a>Välj</a></nav><p>Vi <b>fikar</b> &amp;
    <button class="term">pratar</button>.</p><ul><li>te</li><li>kaf<wbr>fe</li></ul><svg><title>kopp</title></svg>
    <div class="tools" hidden><button>Lyssna</button><p></p></div><p><a class="button">Ring</a> <a class="button">Gå</a>
    </p></main><footer>Källa</footer></body>"""
    assert page_text(html) == "Hamnen\nVi fikar & pratar.\nte\nkaffe\nRing\nGå"


def test_a_cancellation_is_never_judged(tmp_path: Path) -> None:
    """`everything` cancels, moves and postpones, with reasons that are made as hard as can be."""
    root = everything(tmp_path)
    hard = "Verksamhetsutvecklingens omorganisationsprocesser föranleder tillfälliga inställelser"
    changed = 0
    for file in (root / "data").glob("*/*.yaml"):
        lines = file.read_text("utf-8").splitlines()
        reasons = [i for i, line in enumerate(lines) if line.strip(" -").startswith("reason:")]
        reasons += [i for i, line in enumerate(lines) if file.parent.name == "closures" and line.startswith("title:")]
        for i in reasons:
            lines[i] = lines[i].partition(":")[0] + f": {hard}"
        changed += len(reasons)
        put(file, "\n".join(lines) + "\n")
    assert changed > 3
    judged = list(judge(root, TODAY))
    assert [text.name for text in judged if "omorganisation" in text.reading.worst] == []
    sessions = build_of(root).sites["sv"].reader.sessions
    assert {text.name for text in judged} & {one.path for one in sessions if one.status != SCHEDULED} == set()
