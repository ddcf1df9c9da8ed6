"""How a text comes in the reader's language: what the site's build and the portal do alike, written once.

    plurals     Plural-Forms of a catalogue → which of a text's forms goes with a number (gettext)
    text        one text for one reader: filled in, escaped, marked where it is not in her language
    translator  Swedish texts and the translations of one language → texts

It imports nothing of either of them, and no files.
"""
