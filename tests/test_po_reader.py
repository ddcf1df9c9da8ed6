"""A gettext catalogue line by line: what is read, and which line is refused for what."""

from __future__ import annotations

import pytest

from brygga.translation.po_reader import PoMessage, header_fields, read_po


def lines(*listed: str) -> str:
    return "\n".join(listed)


# text → (line, texts, what it was before, comments, is obsolete) of each message
READ: dict[str, tuple[str, list[PoMessage]]] = {
    "nothing": ("", []),
    "comments alone": ("# a\n#. b\n", []),
    "one": ('msgid "a"\nmsgstr "b"', [PoMessage(1, {"msgid": "a", "msgstr": "b"})]),
    "without a line between": (
        lines('msgid "a"', 'msgstr "b"', 'msgid "c"', 'msgstr "d"'),
        [PoMessage(1, {"msgid": "a", "msgstr": "b"}), PoMessage(3, {"msgid": "c", "msgstr": "d"})],
    ),
    "Windows": ('msgid "a"\r\nmsgstr ""\r\n"b"\r\n', [PoMessage(1, {"msgid": "a", "msgstr": "b"})]),
    "several lines": (
        lines('msgid ""', '"a"', "", '"b" ', 'msgstr\t"c"', '"d"'),
        [PoMessage(1, {"msgid": "ab", "msgstr": "cd"})],
    ),
    "context": (
        lines('msgctxt "x"', '"y"', 'msgid "a"', 'msgstr "b"'),
        [PoMessage(3, {"msgctxt": "xy", "msgid": "a", "msgstr": "b"})],
    ),
    "forms": (
        lines('msgid "a"', 'msgid_plural "b"', 'msgstr[0] "c"', 'msgstr[1] "d"', '"e"'),
        [PoMessage(1, {"msgid": "a", "msgid_plural": "b", "msgstr[0]": "c", "msgstr[1]": "de"})],
    ),
    "comments": (
        lines("# a", "#. b", "", "#: c:1", "#, fuzzy, d", 'msgid "a"', 'msgstr "b"', "# e", 'msgid "c"', 'msgstr "d"'),
        [
            PoMessage(6, {"msgid": "a", "msgstr": "b"}, {}, ["# a", "#. b", "#: c:1", "#, fuzzy, d"]),
            PoMessage(9, {"msgid": "c", "msgstr": "d"}, {}, ["# e"]),
        ],
    ),
    "what it was before": (
        lines('#| msgctxt "x"', '#| msgid "a"', '#|"b"', '#| msgid_plural ""', '#| "c"', 'msgid "d"', 'msgstr "e"')
        + lines("", '#| msgid "f"', 'msgid "g"', 'msgstr "h"'),
        [
            PoMessage(6, {"msgid": "d", "msgstr": "e"}, {"msgctxt": "x", "msgid": "ab", "msgid_plural": "c"}),
            PoMessage(9, {"msgid": "g", "msgstr": "h"}, {"msgid": "f"}),
        ],
    ),
    "what it was before, without a keyword": (
        lines('#| "a"', 'msgid "b"', 'msgstr "c"', '#| msgid "d"', '#| msgid "e"', 'msgid "f"', 'msgstr "g"')
        + lines("", '#| "h"', 'msgid "i"', 'msgstr "j"'),
        [
            PoMessage(2, {"msgid": "b", "msgstr": "c"}, {"": "a"}),
            PoMessage(6, {"msgid": "f", "msgstr": "g"}, {"msgid": "e"}),
            PoMessage(9, {"msgid": "i", "msgstr": "j"}, {"": "h"}),
        ],
    ),
    "comments as they stand": (
        lines("#  a X", "# b ", 'msgid "c"', 'msgstr "d"'),
        [PoMessage(3, {"msgid": "c", "msgstr": "d"}, {}, ["#  a X", "# b "])],
    ),
    "no longer in use": (
        lines("# a", '#~|msgid "before"', '#~msgid "b"', "#~", '#~ msgstr ""', '#~ "c"', 'msgid "d"', 'msgstr "e"'),
        [
            PoMessage(3, {"msgid": "b", "msgstr": "c"}, {"msgid": "before"}, ["# a"], is_obsolete=True),
            PoMessage(7, {"msgid": "d", "msgstr": "e"}),
        ],
    ),
    "one after the other no longer in use": (
        lines('#~ msgid "a"', '#~ msgstr "b"', '#~| msgid "c"', '#~ msgid "d"', '#~ msgstr "e"'),
        [
            PoMessage(1, {"msgid": "a", "msgstr": "b"}, is_obsolete=True),
            PoMessage(4, {"msgid": "d", "msgstr": "e"}, {"msgid": "c"}, is_obsolete=True),
        ],
    ),
}


@pytest.mark.parametrize("name", READ)
def test_what_is_read(name: str) -> None:
    text, messages = READ[name]
    assert read_po(text) == (messages, [])


ESCAPED = {
    "a": r"a", "\a\b\f\n\r\t\v": r"\a\b\f\n\r\t\v", '"\\': r"\"\\", "A": r"\x41", "J": r"\x4A", "j": r"\x6a",
    "B": r"\102", "\n": r"\12", "\a1": r"\0071", "\a8": r"\78", "\\n": r"\\n", "Ä": "Ä",
}  # fmt: skip


@pytest.mark.parametrize("number", range(len(ESCAPED)))
def test_signs_written_with_a_backslash(number: int) -> None:
    sign, written = list(ESCAPED.items())[number]
    assert read_po(f'msgid "{written}"\nmsgstr ""')[0][0].source == sign


# text → (line, finding, facts)
REFUSED: dict[str, tuple[str, list[tuple[int, str, dict[str, str]]]]] = {
    "no keyword": ('\n"a"', [(2, "catalogue-order", {"missing": "msgid"})]),
    "no keyword after a comment": (
        'msgid "a"\nmsgstr "b"\n# c\n"d"',
        [(4, "catalogue-order", {"missing": "msgid"})],
    ),
    "what it was before, no longer in use": ('\n#~| "a', [(2, "catalogue", {"text": '"a'})]),
    "no text": ("msgid", [(1, "catalogue", {"text": "msgid"}), (1, "catalogue-order", {"missing": "msgstr"})]),
    "no text to translate": ('msgstr "b"', [(1, "catalogue-order", {"missing": "msgid"})]),
    "no translation": ('msgid "a"\n\nmsgid "b"\nmsgstr "c"', [(1, "catalogue-order", {"missing": "msgstr"})]),
    "no translation at the end": ('\nmsgid "a"', [(2, "catalogue-order", {"missing": "msgstr"})]),
    "a comment between": (
        'msgid "a"\n# x\nmsgstr "b"',
        [(1, "catalogue-order", {"missing": "msgstr"}), (3, "catalogue-order", {"missing": "msgid"})],
    ),
    "a context alone": ('\nmsgctxt "x"', [(2, "catalogue-order", {"missing": "msgid"})]),
    "a context twice": (
        'msgctxt "x"\nmsgctxt "y"\nmsgid "a"\nmsgstr "b"',
        [(1, "catalogue-order", {"missing": "msgid"})],
    ),
    "a translation twice": ('msgid "a"\nmsgstr "b"\nmsgstr "c"', [(3, "catalogue-order", {"missing": "msgid"})]),
    "a form twice": (
        'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[0] "d"',
        [(4, "catalogue-order", {"missing": "msgid"})],
    ),
    "a plural after its form": (
        'msgid "a"\nmsgstr "b"\nmsgid_plural "c"',
        [(3, "catalogue-order", {"missing": "msgid"})],
    ),
    "no quotation mark": ('msgid "a"\nmsgstr "b  ', [(2, "catalogue", {"text": 'msgstr "b'})]),
    "a quotation mark inside": ('msgid "a"\nmsgstr "b"c"', [(2, "catalogue", {"text": 'msgstr "b"c"'})]),
    "an unknown sign": (r'msgid "a"' + "\n" + r'msgstr "\q"', [(2, "catalogue", {"text": r'msgstr "\q"'})]),
    "half a sign": (r'msgid "a\x4"' + "\n" + 'msgstr "b"', [(1, "catalogue", {"text": r'msgid "a\x4"'})]),
    "an unknown word": (
        'msgid "a"\nmsgfoo "b"',
        [(2, "catalogue", {"text": 'msgfoo "b"'}), (1, "catalogue-order", {"missing": "msgstr"})],
    ),
    "a comment that is none": ('#| "a', [(1, "catalogue", {"text": '"a'})]),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str) -> None:
    text, findings = REFUSED[name]
    assert read_po(text)[1] == findings


@pytest.mark.parametrize("broken", ["msgctxt", "msgid", "msgstr"])
def test_a_message_with_one_broken_line_cannot_be_read(broken: str) -> None:
    text = lines('msgctxt "x"', 'msgid "a"', 'msgstr "b"', 'msgid "c"', 'msgstr "d"')
    messages, _ = read_po(text.replace(f"{broken} ", f'{broken} "', 1))
    assert [(one.line, one.is_readable) for one in messages] == [(2, False), (4, True)]


def test_the_header_has_a_field_a_line() -> None:
    written = r"Language: ar\nPlural-Forms: nplurals=2; plural=n:1;\n : x\nno field\nEmpty:\n"
    header = read_po(f'msgid ""\nmsgstr "{written}"')[0][0]
    fields = [("Language", "ar"), ("Plural-Forms", "nplurals=2; plural=n:1;"), ("", "x"), ("Empty", "")]
    assert list(header_fields(header)) == fields


@pytest.mark.parametrize(
    ("comment", "is_fuzzy"),
    [("#, fuzzy", True), ("#,fuzzy", True), ("#, c-format,  fuzzy ", True), ("#, fuzzyish", False), ("# fuzzy", False)],
)
def test_a_translation_of_an_older_text_says_so(comment: str, is_fuzzy: bool) -> None:
    assert read_po(f'{comment}\nmsgid "a"\nmsgstr "b"')[0][0].is_fuzzy is is_fuzzy
