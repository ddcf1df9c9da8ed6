"""Rules about data/site.yaml: what is the city's own."""

from __future__ import annotations

from brygga.check.rule_context import Problems, RuleContext, named_rows, time_zones
from brygga.load.phone import is_country
from brygga.model.problem import nearest
from common.localisation.locales import SOURCE


def example(data: RuleContext) -> Problems:
    """What an organisation has to decide is no example any more when the site shows the real day."""
    site = data.records.site
    for index, undecided in enumerate(site["example"] or () if site["today"] is None else ()):
        yield site.problem(f"example.{index}", "example", value=undecided, reason=f"example-{undecided}")


def country(data: RuleContext) -> Problems:
    """The country is one that there is."""
    site = data.records.site
    if not is_country(site["country"]):
        yield site.problem("country", "country", value=site["country"])


def time_zone(data: RuleContext) -> Problems:
    """The time zone is one that there is."""
    site, known = data.records.site, time_zones()
    if site["time_zone"] not in known:
        yield site.problem("time_zone", "time-zone", value=site["time_zone"], near=nearest(site["time_zone"], known))


def language_twice(data: RuleContext) -> Problems:
    """The site has a language once."""
    site, first = data.records.site, dict[str, str]()
    for prefix, row in named_rows(site, "languages"):
        line = str(site.lines[prefix + "code"])
        if row["code"] in first:
            yield site.problem(prefix + "code", "language-twice", value=row["code"], first=first[row["code"]])
        first.setdefault(row["code"], line)


def language_source(data: RuleContext) -> Problems:
    """The language that texts are written in is one of the site's."""
    site = data.records.site
    if all(row["code"] != SOURCE for row in site["languages"]):
        yield site.problem("languages", "language-source", value=SOURCE)


SITE_RULES = (example, country, time_zone, language_twice, language_source)
