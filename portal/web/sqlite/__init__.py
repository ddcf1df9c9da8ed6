"""A database of Django (settings.DATABASES): its parts have the names that Django looks for."""
