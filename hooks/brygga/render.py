"""Views × templates → text. The only place that knows Jinja; nothing here decides what a page says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context, select_autoescape
from jinja2.runtime import Context
from markupsafe import Markup, escape

from brygga.languages import Language
from brygga.views import Reader, coming_rows, weeks

_BLANK = re.compile(r"\s+")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


class Renderer:
    """Compiled templates of root/overrides, shared by all languages."""

    def __init__(self, root: Path, languages: Sequence[Language], site_url: str) -> None:
        self.root = root
        self.languages = languages
        self.site_url = site_url.rstrip("/") + "/"
        self._environment = _environment(root, self.site_url)

    def page(self, template: str, reader: Reader, path: str, anywhere: bool = False, **context: Any) -> str:
        """One page. `path` is its address below the language's own root, "" for home.

        A page that is shown `anywhere` (404) links from the site's own root.
        """
        reader.start_page()
        return self._environment.get_template(template).render(self._variables(reader, path, anywhere), **context)

    def module(self, template: str, reader: Reader, path: str, **context: Any) -> Any:
        """A template's macros and variables, for a page that something else frames."""
        reader.start_page()
        return self._environment.get_template(template).make_module({**self._variables(reader, path), **context})

    def _variables(self, reader: Reader, path: str, anywhere: bool = False) -> dict[str, Any]:
        """What every template of a page may use."""
        prefix = reader.language.prefix
        own, root = prefix + path, urlsplit(self.site_url).path

        def link(target: str) -> str:
            return root + target if anywhere else relative(target, own)

        return {
            "reader": reader,
            "_": reader.translate,
            "words": reader.words,
            "path": path,
            "languages": self.languages,
            "root_url": link,
            "url": lambda target: link(prefix + target),
            "address": lambda target: self.site_url + prefix + target,
            "same_page": lambda language: link(language.prefix + path),
        }

    def text(self, template: str, reader: Reader, **context: Any) -> str:
        """A short plain text (a calendar's summary, say) with its white space tidied line by line."""
        rendered = self._environment.get_template(template).render(
            reader=reader, _=reader.translate, words=reader.words, **context
        )
        lines = [_BLANK.sub(" ", line).strip() for line in rendered.splitlines()]
        return "\n".join(line for line in lines if line)


def relative(target: str, page: str) -> str:
    """The link from one page to another: relative("kontakt/#polisen", "program/x/") → "../../kontakt/#polisen".

    Both are addresses below the site's root, without "." and "..".
    """
    path, mark, fragment = target.partition("#")
    folders, wanted = page.split("/")[:-1], path.split("/")
    shared = 0
    while shared < len(folders) and shared < len(wanted) - 1 and folders[shared] == wanted[shared]:
        shared += 1
    link = "../" * (len(folders) - shared) + "/".join(wanted[shared:])
    return (link or "./") + mark + fragment


def _environment(root: Path, site_url: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(root / "overrides"),
        autoescape=select_autoescape(["html", "xml"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["explain"] = _explain
    environment.globals |= {
        "pictogram": _pictograms(root),
        "css": _stylesheet(root, "public/tokens.css", "brygga/light/light.css"),
        "poster_css": _stylesheet(root, "brygga/light/poster.css"),
        "form_css": _stylesheet(root, "brygga/light/form.css"),
        "portal_css": _stylesheet(root, "brygga/light/form.css", "brygga/light/portal.css"),
        "badges_css": _stylesheet(root, "brygga/light/badges.css"),
        "site_url": site_url,
        "coming_rows": coming_rows,
        "weeks": weeks,
    }
    return environment


@pass_context
def _explain(context: Context, text: object) -> Markup:
    """A filter for running text: hard words become buttons that explain them."""
    reader: Reader = context["reader"]
    return reader.glossary.explain(str(escape(text)))


def _pictograms(root: Path) -> Mapping[str, Markup]:
    files = sorted((root / "overrides/pictograms").glob("*.svg"))
    return {file.stem: Markup(file.read_text("utf-8").strip()) for file in files}  # our own files


def _stylesheet(root: Path, *names: str) -> Markup:
    """Style sheets on one line: they are part of the page."""
    text = _COMMENT.sub("", "\n".join((root / "overrides" / name).read_text("utf-8") for name in names))
    # A blank before a colon is part of a selector: "p :is(a)" is not "p:is(a)".
    return Markup(re.sub(r"\s*([{};,>])\s*|(?<=:)\s+", r"\1", _BLANK.sub(" ", text)).strip())  # our own files
