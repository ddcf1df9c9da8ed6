"""What is typed: `brygga check`, `site`, `serve`. Words of a person come in, the work of the other rooms and sentences
about it go out; nothing in another room knows that there is a command line."""
