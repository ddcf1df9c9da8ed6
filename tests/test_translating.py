"""What waits for a translator, and what becomes of what she writes: only the lines of her texts are others."""

from __future__ import annotations

import difflib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import editing.translations
from brygga.check.source import BadData, Source, read_source
from editing.draft import draft, write_files
from editing.edits import Files
from editing.propose import propose
from editing.questions import answer
from editing.refused import Refused
from editing.told import Telling
from editing.translations import Rendering, translated, waiting_texts
from tinysite import copy_of, make_buildable, put

pytestmark = pytest.mark.many

TODAY = date(2019, 3, 5)
COUNT, COUNTS = "Och %(count)s träff till ändras.", "Och %(count)s träffar till ändras."
ENTRY = '# unreviewed\nmsgid "{}"\nmsgstr "{}"\n'
HEADER = 'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
CITY = "data/translations/city/ar.po"


@pytest.fixture(autouse=True)
def on_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editing.translations, "ON_A_PAGE", 10_000)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = make_buildable(copy_of("tiny", tmp_path / "project"))
    put(
        root / "data/glossary/kvarnfika.yaml",
        "title: kvarnfika\nforms: [kvarnfika, kvarnfikar]\nexplanation: En paus.\nsource: Prov\n",
    )
    texts = {"Vi kvarnfikar.": "نشرب القهوة.", "kvarnfika": "فيكا"}
    put(root / CITY, "\n".join([HEADER, *(ENTRY.format(*pair) for pair in texts.items())]))
    summary = root / "data/series/tisdag.yaml"
    lines = [line for line in summary.read_text("utf-8").splitlines() if not line.startswith("summary:")]
    put(summary, "\n".join([*lines, "summary: Vi kvarnfikar.", ""]))
    return root


def read(root: Path) -> Source:
    return read_source(root, TODAY)


def shown(root: Path, wanted: str) -> list[dict[str, Any]]:
    """All of them."""
    return list(waiting_texts(root, read(root), "ar", wanted, 0)["texts"])


def waiting(root: Path, wanted: str) -> list[str]:
    return [one["text"] for one in shown(root, wanted)]


def written(text: str, *forms: str, was: tuple[str, ...] | None = None, is_read: bool = True) -> Rendering:
    return Rendering(text, None, forms, was, is_read)


def changed(root: Path, files: Files) -> list[str]:
    found = []
    for path, text in files.items():
        old = (root / path).read_text("utf-8") if (root / path).exists() else ""
        lines = difflib.unified_diff(old.splitlines(), str(text).splitlines(), n=0, lineterm="")
        found += [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    return found


def test_what_is_missing_waits_first_then_what_is_outdated_then_what_nobody_has_read(project: Path) -> None:
    put(project / "data/places/ny.yaml", "title: Nya huset\nkind: cafe\nsummary: Ett nytt hus.\nsource: Prov\n")
    po = project / CITY
    put(po, po.read_text("utf-8").replace('# unreviewed\nmsgid "kvarnfika"', '#, fuzzy\nmsgid "kvarnfika"'))
    everything = waiting(project, "all")
    keys = [(one["text"], one["context"]) for one in shown(project, "all")]
    assert len(keys) == len(set(keys)) == len(everything)
    order = [everything.index(text) for text in ("Nya huset", "kvarnfika", "Vi kvarnfikar.")]
    assert order == sorted(order)
    assert "Nya huset" in waiting(project, "missing")
    assert waiting(project, "outdated") == ["kvarnfika"]
    second = waiting_texts(project, read(project), "ar", "all", 1)
    assert [one["text"] for one in second["texts"]] == everything[1:]
    assert "Vi kvarnfikar." in waiting(project, "unreviewed")
    assert "kvarnfika" not in waiting(project, "unreviewed")


def test_a_text_comes_with_what_a_translator_needs(project: Path) -> None:
    texts = {one["text"]: one for one in shown(project, "all")}
    one = texts["Vi kvarnfikar."]
    assert one["forms"] == ["نشرب القهوة."]
    assert one["places"] == ["data/series/tisdag.yaml"]
    assert one["notes"] == ["Serier: Kort om"]
    assert one["terms"] == [["kvarnfika", "فيكا"]]
    many = texts[COUNT]
    assert many["plural"] == COUNTS
    assert [examples[:1] for examples in many["examples"]] == [[0], [1], [2], [3], [100], [11]]
    assert len(many["forms"]) == 6


def test_only_the_lines_of_her_text_are_others(project: Path) -> None:
    files = translated(project, read(project), "ar", [written("Vi kvarnfikar.", "قهوة", was=("نشرب القهوة.",))])
    assert list(files) == [CITY]
    assert '-msgstr "نشرب القهوة."' in changed(project, files)
    assert [line for line in changed(project, files) if "فيكا" in line] == []
    shared = translated(project, read(project), "ar", [written(COUNT, *"أبتثجح", is_read=False)])
    assert list(shared) == ["data/translations/ar.po"]
    assert [line[:10] for line in changed(project, shared)] == [
        f"{sign}msgstr[{form}]" for sign in "-+" for form in range(6)
    ]


def test_who_has_read_it_takes_the_mark_away_and_who_has_not_leaves_it(project: Path) -> None:
    for is_read, marks in ((True, 1), (False, 2)):
        said = [written("Vi kvarnfikar.", "قهوة", is_read=is_read)]
        assert str(translated(project, read(project), "ar", said)[CITY]).count("# unreviewed") == marks


def test_a_text_that_no_catalogue_has_yet_is_added_to_its_own(project: Path) -> None:
    place = "title: Nya huset\nkind: cafe\nsummary: Ett nytt hus.\nsource: Prov\n"
    put(project / "data/places/ny.yaml", place)
    files = translated(project, read(project), "ar", [written("Nya huset", "البيت الجديد")])
    write_files(project, files)
    assert list(files) == [CITY]
    assert "Nya huset" not in waiting(project, "missing")
    assert read(project).catalogues["ar"].translations["Nya huset"].is_reviewed


@pytest.mark.parametrize(
    ("code", "text", "key"),
    [
        ("ar", "Det finns inte.", "edit-no-text"),
        ("sv", "Vi kvarnfikar.", "edit-no-language"),
        ("../x", "a", "edit-no-language"),
    ],
)
def test_what_there_is_not_is_refused(project: Path, code: str, text: str, key: str) -> None:
    with pytest.raises(Refused, match=key):
        translated(project, read(project), code, [written(text, "س")])
    if key == "edit-no-language":
        with pytest.raises(Refused, match=key):
            waiting_texts(project, read(project), code, "all", 0)


def test_what_somebody_else_has_written_since_is_not_lost(project: Path) -> None:
    with pytest.raises(Refused) as refused:
        translated(project, read(project), "ar", [written("Vi kvarnfikar.", "قهوة", was=("شيء آخر",))])
    assert refused.value.key == "edit-text-changed"
    assert refused.value.facts["now"] == "نشرب القهوة."


def test_a_variable_that_is_lost_is_a_finding(project: Path) -> None:
    files = translated(project, read(project), "ar", [written(COUNT, *["بلا عدد"] * 6)])
    with draft(project, files) as folder, pytest.raises(BadData) as bad:
        read(folder)
    assert {problem.id for problem in bad.value.problems} == {"translation-variables"}


def test_it_is_told_before_it_is_published(project: Path) -> None:
    before = read(project)
    texts = [written("Vi kvarnfikar.", "قهوة"), written("kvarnfika", "فيكا")]
    with draft(project, translated(project, before, "ar", texts)) as folder:
        after = read(folder)
        sentences = Telling(folder, before, after, after.languages[0]).sentences()
    assert set(sentences) == {
        "ar, Vi kvarnfikar.: ”نشرب القهوة.” blir ”قهوة”.",
        "ar: ”فيكا” är läst och rätt.",
    }


ONE = {"text": "Vi kvarnfikar.", "forms": ["قهوة"], "was": ["نشرب القهوة."], "reviewed": "yes"}


def test_it_is_an_order_like_all_others(project: Path) -> None:
    proposal = propose(project, TODAY, {"do": "translate", "into": "ar", "texts": [ONE]}, "sv")
    assert list(proposal.files) == [CITY]
    assert proposal.sentences == ["ar, Vi kvarnfikar.: ”نشرب القهوة.” blir ”قهوة”."]
    texts = answer(project, TODAY, {"ask": "texts", "into": "ar", "filter": "unreviewed"})["texts"]
    assert {"Vi kvarnfikar.", "kvarnfika"} <= {one["text"] for one in texts}


@pytest.mark.parametrize(
    "order",
    [
        {},
        {"texts": []},
        {"texts": "Vi kvarnfikar."},
        {"texts": [["Vi kvarnfikar."]]},
        {"texts": [{**ONE, "forms": []}]},
        {"texts": [{**ONE, "forms": "قهوة"}]},
        {"texts": [{**ONE, "forms": ["  "]}]},
        {"texts": [{**ONE, "forms": ["قهوة", "قهوة"]}]},
        {"texts": [{**ONE, "was": {"a": "b"}}]},
        {"texts": [{**ONE, "text": ""}]},
        {"texts": [{"text": COUNT, "forms": ["قهوة"]}]},
        {"texts": [ONE], "into": "xx"},
        {"texts": [ONE], "into": ""},
    ],
)
def test_what_is_no_translation_is_refused(project: Path, order: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        propose(project, TODAY, {"do": "translate", "into": "ar", **order}, "sv")


@pytest.mark.parametrize(
    "question", [{}, {"into": "ar", "filter": "x"}, {"into": "ar", "from": "-1"}, {"into": "ar", "from": "9" * 5000}]
)
def test_what_is_no_question_is_refused(project: Path, question: dict[str, str]) -> None:
    with pytest.raises(Refused):
        answer(project, TODAY, {"ask": "texts", **question})
