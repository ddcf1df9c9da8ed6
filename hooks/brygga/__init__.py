"""Brygga: from YAML records to a light, multilingual site.

The rooms, in the order the data flows. Each may use those above it in this list, and knows nothing of those below:

    model        what the site is about: findings, records, dated meetings
    load         files → the checked data, and the part of it that each audience may see
    history      git's commits → since when a text or a date is what it is
    translation  Swedish texts → those of other languages, by catalogues
    check        a project's folder → everything checked, or everything that is wrong
    view         the data as one reader sees it
    render       views × templates → HTML, JSON-LD, QR codes
    site         all pages at their addresses → files
    portal_feed  what the portal is told
    command      what is typed: check, site, serve, translations …

Bad data is a `Problem` value, never an exception. Nothing happens on import: the clock, the files
and the languages are arguments. Nothing here imports MkDocs; hooks/main.py is the only bridge.
`lint-imports` holds the order (pyproject.toml), in `make check`.
"""
