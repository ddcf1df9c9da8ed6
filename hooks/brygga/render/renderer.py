"""Views × templates → text. The only place that knows Jinja; nothing here decides what a page says."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Undefined, pass_context, select_autoescape
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from brygga.load.colours import read_colours
from brygga.load.languages import Language
from brygga.load.pictograms import read_pictograms
from brygga.load.sign import read_sign
from brygga.render.compiled import CompiledTemplates
from brygga.render.fragments import FragmentTag
from brygga.render.page_scope import OWN_PATH, PageScope, SharingTemplate, scope_key
from brygga.translation.page_at_hand import PageAtHand, making_page, page_at_hand
from brygga.view.local_record import origins
from brygga.view.programme import around, coming_rows, weeks
from brygga.view.reader import Reader
from common.statuses import STATUSES, WORDS

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
        self._environment = compiled or site_templates(root, site_url)
        self._scopes: dict[Hashable, PageScope] = {}

    def page(self, template: str, reader: Reader, path: str, anywhere: bool = False, **context: Any) -> bytes:
        """One page as it is written. `path` is its address below the language's own root, "" for home.

        A page that is shown `anywhere` (404) links from the site's own root.
        """
        variables = {**self._scope(reader, path, anywhere).variables, "path": path}
        with making_page(reader.language.code, path) as page:
            html = self._environment.get_template(template).render(variables, page=page, **context)
        return html.encode().replace(OWN_PATH.encode(), path.encode())

    @contextmanager
    def module(self, template: str, reader: Reader, path: str, **context: Any) -> Iterator[tuple[Any, PageAtHand]]:
        """A template's macros and variables, for a page that something else frames; and that page."""
        variables = {**PageScope(self.site_url, self.languages, reader, own_path=path).variables, "path": path}
        with making_page(reader.language.code, path) as page:
            yield self._environment.get_template(template).make_module({**variables, **context}), page

    def _scope(self, reader: Reader, path: str, anywhere: bool) -> PageScope:
        key = (reader, anywhere, *scope_key(path))
        if key not in self._scopes:
            self._scopes[key] = PageScope(self.site_url, self.languages, reader, anywhere)
        return self._scopes[key]

    def text(self, template: str, reader: Reader, **context: Any) -> str:
        """A short plain text (a calendar's summary, say) with its white space tidied line by line."""
        rendered = self._environment.get_template(template).render(
            reader=reader,
            _=reader.translate,
            ngettext=reader.translate.ngettext,
            pgettext=reader.translate.pgettext,
            words=reader.words,
            **context,
        )
        lines = [_BLANK.sub(" ", line).strip() for line in rendered.splitlines()]
        return "\n".join(line for line in lines if line)


def with_slash(site_url: str) -> str:
    return site_url.rstrip("/") + "/"


def site_templates(root: Path, site_url: str) -> Environment:
    """What templates need of root/overrides, and nothing else: it stays good while those files do."""
    made = _Environment(
        loader=FileSystemLoader(root / "overrides"),
        autoescape=select_autoescape(["html", "xml"]),
        undefined=StrictUndefined,
        extensions=[FragmentTag],
        bytecode_cache=CompiledTemplates(root),
        finalize=_shown,
        auto_reload=False,  # a build lasts a second or two: no need to ask for each page whether its template is new
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.context_class = _Context
    made.template_class = SharingTemplate
    made.filters["explain"] = _explain
    made.globals |= {
        "pictogram": {name: Markup(picture) for name, picture in read_pictograms(root).items()},  # our own files
        "sign": Markup(read_sign(root).picture),  # checked before
        "colours": read_colours(root),
        "css": _stylesheet(root, "public/tokens.css", "brygga/light/light.css"),
        "poster_css": _stylesheet(root, "brygga/light/poster.css"),
        "form_css": _stylesheet(root, "brygga/light/form.css"),
        "portal_css": _stylesheet(root, "brygga/light/form.css", "brygga/light/portal.css"),
        "badges_css": _stylesheet(root, "brygga/light/badges.css"),
        "site_url": with_slash(site_url),
        "origins": origins,
        "around": around,
        "coming_rows": coming_rows,
        "weeks": weeks,
        "statuses": STATUSES,
        "status_words": WORDS,
    }
    return made


def _shown(value: object) -> object:
    """What a template prints. A method is never meant: `place.title` is one where `place` is only the place's id."""
    if callable(value) and not isinstance(value, Undefined):
        raise TypeError(f"A template prints {value!r}")
    return value


class _Environment(Environment):
    """Names for all templates are given once. Jinja's own keeps them in two layers for each, and asks both for each
    name on each page: without this pages take 1.06 of the processor time."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **d} if d else self.globals


class _Context(Context):
    """Jinja's own asks everything that is called, twice, whether it wants the context: thirty times a page. Of what our
    templates call only macros want anything, the rules of escaping. Without this a build of 5,000 pages takes 1.08 of
    the processor time (middle of eight pairs in turn; the best runs: 1.11)."""

    def call(
        self, called: Callable[..., Any], /, *args: Any, _block_vars: Any = None, _loop_vars: Any = None, **kwargs: Any
    ) -> Any:
        return called(self.eval_ctx, *args, **kwargs) if type(called) is Macro else called(*args, **kwargs)


@pass_context
def _explain(context: Context, text: object) -> Markup:
    """A filter for running text: hard words become buttons that explain them."""
    reader: Reader = context["reader"]
    page = page_at_hand()
    html, explained = reader.glossary.explain(str(escape(text)), page.noted.explained if page else ())
    if page:
        page.explained(explained)
    return html


def _stylesheet(root: Path, *names: str) -> Markup:
    """Style sheets on one line: they are part of the page."""
    text = _COMMENT.sub("", "\n".join((root / "overrides" / name).read_text("utf-8") for name in names))
    return Markup(_SPARE.sub(r"\1\2", _BLANK.sub(" ", text)).strip())  # our own files
