"""Views × templates → text. The only place that knows Jinja; nothing here decides what a page says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context, select_autoescape
from jinja2.runtime import Context
from markupsafe import Markup, escape

from brygga.audience import public_address
from brygga.keep import Keep, Kept
from brygga.languages import Language
from brygga.programme import coming_rows, weeks
from brygga.views import Reader

OWN_PATH = "\0"  # where a page's own path goes, until the page is finished: no text of ours has this character
_BLANK = re.compile(r"\s+")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPARE = re.compile(r"\s*([{};,>])\s*|(:)\s+")  # white space before a colon means something: ".next :focus"


class Renderer:
    """Compiled templates of root/overrides, shared by all languages; `compiled` are those of an earlier build."""

    def __init__(
        self, root: Path, languages: Sequence[Language], site_url: str, compiled: Environment | None = None
    ) -> None:
        self.root = root
        self.languages = languages
        self.site_url = with_slash(site_url)
        self._environment = compiled or environment(root, site_url)
        self._kept = Kept()

    def page(self, template: str, reader: Reader, path: str, anywhere: bool = False, **context: Any) -> str:
        """One page. `path` is its address below the language's own root, "" for home.

        A page that is shown `anywhere` (404) links from the site's own root.
        """
        reader.start_page()
        variables = self._variables(reader, path, OWN_PATH, anywhere)
        return self._environment.get_template(template).render(variables, **context).replace(OWN_PATH, path)

    def encoded(self, template: str, reader: Reader, path: str, **context: Any) -> bytes:
        """The page as it is written."""
        return self.page(template, reader, path, **context).encode()

    def module(self, template: str, reader: Reader, path: str, **context: Any) -> Any:
        """A template's macros and variables, for a page that something else frames."""
        reader.start_page()
        return self._environment.get_template(template).make_module({**self._variables(reader, path, path), **context})

    def _variables(self, reader: Reader, path: str, own_path: str, anywhere: bool = False) -> dict[str, Any]:
        """What every template of a page may use. `own_path` stands for the path in links to other languages."""
        prefix = reader.language.prefix
        own, root = prefix + path, urlsplit(self.site_url).path
        public = public_address(self.site_url, reader.data.audience)

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
            "public_address": lambda target: public + prefix + target,
            "same_page": lambda one: link(prefix + path) if one == reader.language else link(one.prefix) + own_path,
            "kept": partial(self._kept.part, reader, (reader.language.code, *_corner(path), anywhere)),
        }

    def text(self, template: str, reader: Reader, **context: Any) -> str:
        """A short plain text (a calendar's summary, say) with its white space tidied line by line."""
        rendered = self._environment.get_template(template).render(
            reader=reader, _=reader.translate, words=reader.words, **context
        )
        lines = [_BLANK.sub(" ", line).strip() for line in rendered.splitlines()]
        return "\n".join(line for line in lines if line)


def _corner(path: str) -> tuple[str, int]:
    """Pages with the same one link to pages outside their own first folder, and to that folder, in the same way."""
    return path.partition("/")[0], path.count("/")


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


def with_slash(site_url: str) -> str:
    return site_url.rstrip("/") + "/"


def environment(root: Path, site_url: str) -> Environment:
    """What templates need of root/overrides, and nothing else: it stays good while those files do."""
    made = Environment(
        loader=FileSystemLoader(root / "overrides"),
        autoescape=select_autoescape(["html", "xml"]),
        undefined=StrictUndefined,
        extensions=[Keep],
        auto_reload=False,  # a build lasts a second or two: no need to ask for each page whether its template is new
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["explain"] = _explain
    made.globals |= {
        "pictogram": _pictograms(root),
        "css": _stylesheet(root, "public/tokens.css", "brygga/light/light.css"),
        "poster_css": _stylesheet(root, "brygga/light/poster.css"),
        "form_css": _stylesheet(root, "brygga/light/form.css"),
        "portal_css": _stylesheet(root, "brygga/light/form.css", "brygga/light/portal.css"),
        "badges_css": _stylesheet(root, "brygga/light/badges.css"),
        "site_url": with_slash(site_url),
        "coming_rows": coming_rows,
        "weeks": weeks,
    }
    return made


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
    return Markup(_SPARE.sub(r"\1\2", _BLANK.sub(" ", text)).strip())  # our own files
