"""What the build has published: read, held against its contract, kept until there is a newer one."""
