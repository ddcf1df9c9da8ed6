"""Swedish texts and their translations. Records, templates and catalogues come in, texts of a language with a word on
how sure they are go out; what a page looks like is unknown here."""
