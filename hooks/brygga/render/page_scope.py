"""What the templates of a page may use, made once for all pages of one corner of the site.

Pages of one corner have the first folder and the number of folders in common: they link to pages outside that folder in
the same way. Modules that a template imports with its context are shared by the corner, too: their macros may use what
every page has, and their arguments. A test compares every page with what it is when nothing is shared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Template
from jinja2.environment import TemplateModule

from brygga.load.audience import public_address
from brygga.load.languages import Language
from brygga.render.fragments import FragmentCache
from brygga.view.reader import Reader

# Where a page's own path goes in its links to other languages, until the page is finished: no text of ours has this
# character. So these links are the same for a corner. Written for each page, pages take 1.15 of the processor time
# (2,000 pages in four languages, twice, in turn).
OWN_PATH = "\0"


class PageScope:
    """`path` is the address, below the language's own root, of the page that was asked for last: links are its links.

    Pages that are shown `anywhere` (404) link from the site's own root. `own_path` stands for the path where they link
    to other languages.
    """

    def __init__(
        self,
        site_url: str,
        languages: Sequence[Language],
        reader: Reader,
        anywhere: bool = False,
        own_path: str = OWN_PATH,
    ) -> None:
        self.path = ""
        self._reader = reader
        self._prefix = reader.language.prefix
        self._anywhere = anywhere
        self._own_path = own_path
        self._root = urlsplit(site_url).path
        public, parts = public_address(site_url, reader.data.audience), FragmentCache()
        self._fixed = {
            "reader": reader,
            "_": reader.translate,
            "ngettext": reader.translate.ngettext,
            "pgettext": reader.translate.pgettext,
            "words": reader.words,
            "languages": languages,
            "root_url": self._link,
            "url": lambda target: self._link(self._prefix + target),
            "address": lambda target: site_url + self._prefix + target,
            "public_address": lambda target: public + self._prefix + target,
            "same_page": self._same_page,
            "kept": parts.find,
            "keep": parts.add,
            "modules": {},
        }

    def variables(self, path: str) -> dict[str, Any]:
        self.path = path
        return {**self._fixed, "path": path}

    def _link(self, target: str) -> str:
        return self._root + target if self._anywhere else relative(target, self._prefix + self.path)

    def _same_page(self, language: Language) -> str:
        if language == self._reader.language:
            return self._link(self._prefix + self.path)
        return self._link(language.prefix) + self._own_path


class SharingTemplate(Template):
    """Imported with a page's context, it is evaluated once for the page's corner.

    Without this a build of 5,000 pages takes 1.10 of the processor time (middle of eight pairs; the best runs: 1.16).
    """

    def make_module(
        self, vars: dict[str, Any] | None = None, shared: bool = False, locals: Mapping[str, Any] | None = None
    ) -> TemplateModule:
        modules: dict[str | None, TemplateModule] = (vars or {}).get("modules", {}) if shared else {}
        if self.name not in modules:
            modules[self.name] = super().make_module(vars, shared, locals)
        return modules[self.name]


def scope_key(path: str) -> tuple[str, int]:
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
