"""What the templates of a page may use, made once for all pages of one corner of the site.

Pages of one corner have the first folder and the number of folders in common: they link to pages outside that folder in
the same way. What differs between them is the page's at hand (page_at_hand.py); nothing here changes from page to page.
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
from brygga.translation.page_at_hand import PageAtHand, page_at_hand
from brygga.view.reader import Reader

# Where a page's own path goes in its links to other languages, until the page is finished: no text of ours has this
# character. So these links are the same for a corner. Written for each page, pages take 1.15 of the processor time
# (2,000 pages in four languages, twice, in turn).
OWN_PATH = "\0"


class PageScope:
    """For the pages in the reader's language. Links are those of the page at hand; where pages are shown `anywhere`
    (404) they lead from the site's own root. `own_path` stands for the page's path in its links to other languages.
    """

    def __init__(
        self,
        site_url: str,
        languages: Sequence[Language],
        reader: Reader,
        anywhere: bool = False,
        own_path: str = OWN_PATH,
    ) -> None:
        self._reader = reader
        self._prefix = reader.language.prefix
        self._own_path = own_path
        self._root = urlsplit(site_url).path if anywhere else None
        public, fragments = public_address(site_url, reader.data.audience), FragmentCache()
        self.variables: dict[str, Any] = {
            "reader": reader,
            "_": reader.translate,
            "ngettext": reader.translate.ngettext,
            "pgettext": reader.translate.pgettext,
            "words": reader.words,
            "language_name": reader.words.language_name,
            "languages": languages,
            "root_url": self._link,
            "url": lambda target: self._link(self._prefix + target),
            "address": lambda target: site_url + self._prefix + target,
            "public_address": lambda target: public + self._prefix + target,
            "same_page": self._same_page,
            "found_fragment": fragments.find,
            "new_fragment": fragments.add,
        }
        self.variables["modules"] = SharedModules(self.variables)

    def _link(self, target: str) -> str:
        return self._root + target if self._root else relative(target, self._prefix + _linking_page().path)

    def _same_page(self, language: Language) -> str:
        if language == self._reader.language and not self._root:
            return self._link(self._prefix + _linking_page().path)
        return self._link(language.prefix) + self._own_path


def _linking_page() -> PageAtHand:
    """Links lead from somewhere: there are none outside a page."""
    page = page_at_hand()
    if page is None:
        raise LookupError("A link without a page that it stands on")
    return page


class SharedModules:
    """What is imported with the context of a page, evaluated once for the page's corner: of the context there is what
    the corner has, so that no page finds there what is another's.
    """

    def __init__(self, variables: Mapping[str, Any]) -> None:
        self._variables = variables
        self._evaluated: dict[str | None, TemplateModule] = {}

    def module(self, template: Template) -> TemplateModule:
        if template.name not in self._evaluated:
            self._evaluated[template.name] = Template.make_module(template, dict(self._variables))
        return self._evaluated[template.name]


class SharingTemplate(Template):
    """Imported with a page's context, it is evaluated once for the page's corner.

    Without this a build of 5,000 pages takes 1.10 of the processor time (middle of eight pairs; the best runs: 1.16).
    """

    def make_module(
        self, vars: dict[str, Any] | None = None, shared: bool = False, locals: Mapping[str, Any] | None = None
    ) -> TemplateModule:
        modules: SharedModules | None = (vars or {}).get("modules") if shared else None
        return modules.module(self) if modules else super().make_module(vars, shared, locals)


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
