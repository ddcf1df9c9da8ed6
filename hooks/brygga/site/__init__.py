"""All pages of a site at their addresses. The checked data comes in, files below a folder go out; the portal, the
command line and MkDocs are unknown here."""
