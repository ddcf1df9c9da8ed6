"""One set of edits for whoever makes them: the shell, and what a server runs for people who know no git. An order comes
in as a person would give it (which café, which day, what happens); out go the files as they are to be, whether the
project holds with them, and in sentences what readers will see. Nothing here asks who orders, and nothing publishes."""
