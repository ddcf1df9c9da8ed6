"""Files → typed records. YAML, Markdown and settings come in as they were written, out comes the checked data and the
part of it that each audience may see, or findings with their lines; git, translations and pages are unknown here."""
