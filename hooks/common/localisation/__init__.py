"""How a text comes in the reader's language: what the site's build and the portal do alike, written once.

    names       names of weekdays, months and languages that are others than CLDR's
    locales     a language's code → what CLDR knows of it
    days        days, spans of days and hours, as the language writes them
    plurals     Plural-Forms of a catalogue → which of a text's forms goes with a number (gettext)
    text        one text for one reader: filled in, escaped, marked where it is not in her language
    city_words  what the city calls its mammor and cafés, filled in in all texts
    translator  Swedish texts and the translations of one language → texts
    marked      texts in code, found by the catalogues and translated where they are shown

It imports nothing of either of them, and no files.
"""
