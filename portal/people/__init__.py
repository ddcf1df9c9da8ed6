"""Who somebody is: people, links, sessions, devices, signing in, and who may open what."""
