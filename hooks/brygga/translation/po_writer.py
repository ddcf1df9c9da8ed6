"""A catalogue as a gettext file: no dates and no line numbers, so that only changed texts are changed lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import normalize

_WIDTH = 76  # of comments; texts stand on one line each, however long


def po_bytes(catalog: Catalog) -> bytes:
    """What is no longer in use stands at the end, as "#~": it is there when its text comes back."""
    live = [_live(message, catalog.num_plurals) for message in catalog if message.id]
    gone = sorted(catalog.obsolete.values(), key=lambda message: (_ids(message), message.context or ""))
    obsolete = [_obsolete(message, catalog.num_plurals) for message in gone if any(_strings(message))]
    return ("\n\n".join("\n".join(lines) for lines in (_header(catalog), *live, *obsolete)) + "\n").encode()


def _header(catalog: Catalog) -> Iterator[str]:
    yield from [catalog.header_comment] if catalog.header_comment else []
    yield from ('msgid ""', 'msgstr ""')
    yield f'"Language: {catalog.locale_identifier}\\n"'
    yield '"MIME-Version: 1.0\\n"'
    yield '"Content-Type: text/plain; charset=utf-8\\n"'
    yield '"Content-Transfer-Encoding: 8bit\\n"'
    yield f'"Plural-Forms: {catalog.plural_forms}\\n"'


def _live(message: Message, count: int) -> Iterator[str]:
    yield from (f"# {comment}".rstrip() for comment in message.user_comments)
    for mark, texts in (("#.", message.auto_comments), ("#:", [" ".join(dict(message.locations))])):
        yield from (f"{mark} {line}" for text in texts for line in wrap(text, _WIDTH, break_long_words=False))
    if message.flags:
        yield f"#, {', '.join(sorted(message.flags))}"
    if message.fuzzy:
        for word, text in zip(("msgid", "msgid_plural"), message.previous_id, strict=False):
            yield _quoted(word, text, "#| ")
    yield from _texts(message, count)


def _obsolete(message: Message, count: int) -> Iterator[str]:
    yield from (f"# {comment}".rstrip() for comment in message.user_comments)
    if message.fuzzy:
        yield "#, fuzzy"
    yield from _texts(message, count, "#~ ")


def _texts(message: Message, count: int, prefix: str = "") -> Iterator[str]:
    if message.context is not None:
        yield _quoted("msgctxt", message.context, prefix)
    for word, text in zip(("msgid", "msgid_plural"), _ids(message), strict=False):
        yield _quoted(word, text, prefix)
    if not message.pluralizable:
        yield _quoted("msgstr", _strings(message)[0], prefix)
        return
    strings = [*_strings(message), *[""] * count]
    yield from (_quoted(f"msgstr[{number}]", strings[number], prefix) for number in range(count))


def _quoted(word: str, text: str, prefix: str) -> str:
    return f"{prefix}{word} {normalize(text, prefix, width=0)}"


def _ids(message: Message) -> Sequence[str]:
    return message.id if message.pluralizable else (str(message.id),)


def _strings(message: Message) -> Sequence[str]:
    return tuple(message.string or ()) if message.pluralizable else (str(message.string or ""),)
