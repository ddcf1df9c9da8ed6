"""What site and portal share: how a text comes in the reader's language (`localisation`), and what the build promises
the portal (`contract`). It knows neither MkDocs nor Django, and nothing of either program."""
