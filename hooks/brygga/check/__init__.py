"""The one door to the data. A project's folder comes in, out comes everything checked or everything that is wrong;
languages of readers, templates and pages are unknown here."""
