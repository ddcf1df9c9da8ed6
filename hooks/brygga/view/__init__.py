"""The data as one reader sees it. Records, sessions and a language come in, what templates may show goes out; HTML,
addresses of files and other readers are unknown here."""
