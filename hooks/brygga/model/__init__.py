"""What the site is about: a finding, a record, a dated meeting. Typed records come in, sessions go out; files,
languages and pages are unknown here."""
