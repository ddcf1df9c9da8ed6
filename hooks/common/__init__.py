"""What site and portal share: how a text comes in the reader's language (`localisation`), what can happen to a date and
the words for it (`statuses`), calendars (`icalendar`), and what the build promises the portal (`contract`).

Values come in, values, texts and bytes go out. It knows neither MkDocs nor Django, and nothing of either program."""
