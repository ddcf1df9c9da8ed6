"""Brygga: from YAML records to a light, multilingual site.

The pipeline, one module a stage, in the order the data flows:

    load       data/*.yaml → rows, every scalar a string, each with its file and line
    schema     data/schemas/*.yaml → fields
    cast       rows × fields → typed records (Frictionless), or problems
    rules      records → problems across fields and records
    model      records the calendar computes with → dataclasses
    audience   records, sessions and pages → what the readers of one build may see
    expand     series, events, closures → dated sessions, in Europe/Stockholm
    past       git's commits → since when calendars show each date like this; revisions: SEQUENCE never falls
    catalogue  data/translations/*.po → entries, by po_reader; extract and po_writer keep them in step
    language_check  mkdocs.yml → what is wrong with its list of languages
    translate  text × language → Text, with fallback to Swedish for that text alone, by localisation beside this package
    views      records and sessions × language → what templates see
    programme  dates → the lines of the programme
    news       records and history → what is new; edited turns git's edits into it
    forms      form records → what is shown, sent and exported
    pages      views × templates → pages, calendars, feeds, data
    app        what a phone installs and keeps → manifests, icons, service worker
    build      pages → files below site/
    published  what the portal gets → files below site.portal/
    sites      the public site and the members', side by side

Bad data is a `Problem` value, never an exception. Nothing happens on import: the clock, the files
and the languages are arguments. Nothing here imports MkDocs; hooks/main.py is the only bridge.
"""
