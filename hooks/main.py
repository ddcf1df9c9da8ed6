"""MkDocs events → calls into the package beside it; no decisions here. Nothing else imports MkDocs.

mkdocs-static-i18n builds the site once for each language, from inside its own on_post_build, with the same config and
the same hook module. Priority -110 puts our events right after its own (-100): from there on the language is known,
and pages that we add are no longer thrown away.
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment
from markupsafe import escape
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs_static_i18n.config import I18nPluginLanguage

from brygga.check.source import BadData, Source, read_source
from brygga.command.console import console_language
from brygga.load.audience import site_address
from brygga.load.city_day import today_in_city
from brygga.load.languages import Language
from brygga.model.problem import report
from brygga.model.record import PUBLIC
from brygga.site.app import FrameParts
from brygga.site.build import Build, LightPages
from brygga.site.pages import HandbookPage
from brygga.site.write import write, write_all
from common.localisation.swedish import has_other_script, with_swedish_marked

_PROJECT = Path(__file__).resolve().parent.parent
_TEMPLATE_FOLDERS = ("brygga/", "pictograms/")  # below overrides/, read by us and not to be published


@dataclass
class _State:
    """What MkDocs' events share. i18n sends those of pages once for each language, all for one build."""

    build: Build = field(init=False)


_state = _State()


def build_with_mkdocs(config_file: Path, site_dir: Path, source: Source) -> None:
    """As `mkdocs build --strict`, made from what was read and checked before. Raises SystemExit, having said why."""
    log = logging.getLogger("mkdocs")
    log.setLevel(logging.INFO)
    log.addHandler(logging.StreamHandler())
    try:
        config = load_config(str(config_file), site_dir=str(site_dir), strict=True)
        config.extra["source"] = source
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
    except MkDocsException as wrong:
        wrong.show()
        raise SystemExit(1) from None


class LightFile(File):
    """A page that we write ourselves at the end; MkDocs knows it so that links to it are checked."""

    def copy_file(self, dirty: bool = False) -> None:
        pass


@event_priority(100)
def _read_today() -> Source:
    """Where MkDocs was started by itself."""
    return read_source(_PROJECT, today_in_city(_PROJECT, datetime.now(UTC)))


def _with_settings(config: MkDocsConfig) -> MkDocsConfig:
    """Address and languages are those of the data; comes before i18n, which begins with the first of its languages."""
    i18n = _i18n(config)
    if not i18n.building:
        audience = config.extra.get("audience", PUBLIC)
        try:
            source = config.extra.pop("source", None) or _read_today()
        except BadData as bad:
            raise PluginError("\n" + "\n".join(report(bad.problems, console_language(os.environ)))) from None
        i18n.config.languages = [_for_i18n(language) for language in source.languages]
        config.site_url = site_address(source.data.records.site["site_url"], audience)
        _state.build = Build(_PROJECT, source, config.site_url, audience)
    return config


def _for_i18n(language: Language) -> I18nPluginLanguage:
    """As if it stood in mkdocs.yml; but for the plugin's own check, which takes codes of three letters for mistakes."""
    made = I18nPluginLanguage()
    made.load_dict({"locale": language.code, "name": language.name, "default": language.is_source})
    made.validate()
    return made


@event_priority(-110)
def _in_language(config: MkDocsConfig) -> MkDocsConfig:
    code, build = _i18n(config).current_language, _state.build
    config.site_name = str(escape(build.sites[code].reader.site["title"]))
    config.nav = build.nav(code)
    return config


on_config = CombinedEvent(_with_settings, _in_language)


def _without_hidden(files: Files, config: MkDocsConfig) -> Files:
    """Comes before i18n, which would find a hidden page's translations."""
    docs = Path(config.docs_dir)
    for file in list(files):
        own = Path(file.abs_src_path or "")
        if own.is_relative_to(docs) and _state.build.is_hidden(own.relative_to(docs).as_posix()):
            files.remove(file)
    return files


@event_priority(-110)
def _with_ours(files: Files, config: MkDocsConfig) -> Files:
    i18n, build = _i18n(config), _state.build
    for file in list(files):
        if file.src_uri.startswith(_TEMPLATE_FOLDERS):
            files.remove(file)
    site = build.sites[i18n.current_language]
    for path in site.addresses():
        files.append(_localised(LightFile.generated(config, path + "index.html", content=""), config, path))
    for uri in ("index.md", *build.handbook[i18n.current_language]):
        files.append(_localised(File.generated(config, uri, content="", inclusion=InclusionLevel.INCLUDED), config))
    return files


on_files = CombinedEvent(_without_hidden, _with_ours)


def _localised(file: File, config: MkDocsConfig, path: str = "") -> File:
    """Sets what i18n would have set. The same src_uri in every language keeps relative links working."""
    i18n = _i18n(config)
    if not i18n.is_default_language_build:
        file.dest_uri = f"{i18n.current_language}/{file.dest_uri}"
    if path:
        file.url = file.dest_uri.removesuffix("index.html")
    file.locale = file.locale_alternate_of = file.localization = i18n.current_language  # type: ignore[attr-defined]
    file.norm_src_uri, file.alternates = file.src_uri, {}  # type: ignore[attr-defined]
    return file


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG001
    """Gives Material our own words, in every language: it has none for some, and others than ours for the rest."""
    code = _i18n(config).current_language
    words = {"language": code, **_state.build.theme_words(code)}
    own = DictLoader(
        {f"partials/languages/{code}.html": "{% macro t(key) %}{{ " + repr(words) + "[key] }}{% endmacro %}"}
    )
    env.loader = ChoiceLoader([own, env.loader]) if env.loader else own
    is_other = has_other_script(_state.build.sites[code].reader.language.name)
    env.filters["swedish_marked"] = with_swedish_marked if is_other else str
    env.globals["parts"] = _parts(config)
    return env


def _parts(config: MkDocsConfig) -> FrameParts:
    """What overrides/main.html loads. In names of the theme's files * stands for a digest of their content."""
    folders = [Path(folder) for folder in config.theme.dirs]
    style, bundle, search = (
        next(file.relative_to(folder).as_posix() for folder in folders for file in folder.glob(f"assets/{pattern}"))
        for pattern in ("stylesheets/main.*.css", "javascripts/bundle.*.js", "javascripts/workers/search.*.js")
    )
    return FrameParts((style, *map(str, config.extra_css)), "public/scope.js", bundle, search)


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:  # noqa: ARG001
    """The text as it was read and checked; MkDocs finds no head before it, nor anything that looks like one."""
    body = _state.build.body(page.file.src_uri)
    return None if body is None else f"\n{body}"


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """The head of a page is what our own strict reader has read."""
    generated = _generated(page, config)
    if generated is not None:
        page.title, page.meta = generated.title, {"description": generated.description}
    elif page.file.src_uri == "index.md":
        page.meta = {"search": {"exclude": True}}
    else:
        head = _state.build.head(page.file.src_uri)
        page.title = str(escape(head["title"]))
        page.meta = {"description": str(escape(head["description"]))}
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    generated, code = _generated(page, config), _i18n(config).current_language
    build = _state.build
    if generated is None:
        is_fallback = getattr(page.file, "locale", "") != code
        return build.explained(code, f'<div lang="sv" dir="ltr">{html}</div>' if is_fallback else html)
    tokens = [{"level": 2, "id": id_, "name": name, "children": []} for id_, name in generated.headings]
    page.toc = get_toc(tokens)  # type: ignore[arg-type]  # MkDocs reads no other keys
    return build.explained(code, generated.html)


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:  # noqa: ARG001
    config.extra.alternate = []  # type: ignore[attr-defined]  # our own switch; the theme's would be a second one
    code = _i18n(config).current_language
    path = _path(page, config)
    context["frame"] = _state.build.frame(code, page.file.norm_src_uri, path)  # type: ignore[attr-defined]
    # The theme's script is pointed at the language's own root, where its own search index lies.
    context["base_url"] = "/".join([".."] * path.count("/")) or "."
    return context


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG001
    """MkDocs' own 404.html and sitemap.xml, written anew in each language's pass, give way to ours."""
    return "" if template_name in ("404.html", "sitemap.xml") else output_content


@event_priority(-110)
def on_post_build(config: MkDocsConfig) -> None:
    if _i18n(config).building:
        return  # a further language's pass; the end is still to come
    site_dir, build = Path(config.site_dir), _state.build
    write_all(site_dir, LightPages(build, build.framed_paths()))
    write(site_dir, build.search_indexes((site_dir / "search/search_index.json").read_text("utf-8")))
    write(site_dir, build.offline_outputs(_parts(config), site_dir))


def _i18n(config: MkDocsConfig) -> Any:
    return config.plugins["i18n"]


def _generated(page: Page, config: MkDocsConfig) -> HandbookPage | None:
    return _state.build.page(_i18n(config).current_language, page.file.src_uri)


def _path(page: Page, config: MkDocsConfig) -> str:
    """The page's address below its language's root."""
    i18n = _i18n(config)
    return page.url if i18n.is_default_language_build else page.url.removeprefix(f"{i18n.current_language}/")
