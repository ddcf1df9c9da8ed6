"""The coordinator's pages that need more than one part: what waits, members, colleagues."""
