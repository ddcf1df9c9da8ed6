"""What git remembers. Commits come in, out comes on which day a text became what it is and since when calendars show
each date like this; languages and pages are unknown here."""
