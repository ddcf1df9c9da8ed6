"""Views × templates → text. What a reader sees comes in, out comes HTML, iCalendar, JSON-LD, QR codes; what a page says
and where it is put is unknown here."""
